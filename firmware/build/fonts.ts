// The fonts of a token and their sizes, from its panel: large digits for the code in two rows, and text for everything else.
import type { DisplayDescription } from '../../hardware/board.ts';
import { bigFont, textFont } from '../core/machine.ts';
import { rasterise, type RasterFont } from './typeface.ts';

/** Every character that text may hold: printable ASCII and the letters and signs of Latin-1. */
const textCharacters = [...codes(32, 126), 0xa7, 0xab, 0xb0, 0xb7, 0xbb, ...codes(0xc0, 0xff)]
  .filter((code) => code !== 0xd7 && code !== 0xf7)
  .map((code) => String.fromCharCode(code))
  .join('');

/** Rows that two rows of digits leave free: a mark under each 6 and 9, and the bar of the time left. */
const rowsBesideDigits = 14;
/** Characters of the longest line of text, about, and height against a capital's of that line's share of the panel. */
const widthPerCapital = 14;
const linesPerPanel = 7;

/** The fonts for a panel, in the order of firmware/core/machine.ts. */
export function fontsFor({ width, height }: DisplayDescription): RasterFont[] {
  // Five digits side by side have to fit; a digit is nearly as wide as high.
  const digits = Math.min(Math.floor((height - rowsBesideDigits) / 2), Math.floor(width / 5));
  const capital = Math.max(8, Math.min(Math.floor(width / widthPerCapital), Math.floor(height / linesPerPanel)));
  const fonts: RasterFont[] = [];
  fonts[bigFont] = rasterise({
    weight: 700,
    characters: ' 0123456789',
    capitalPixels: digits,
    abovePixels: 0,
    belowPixels: 0,
    uprightPixels: Math.round(digits * 0.2),
    acrossPixels: Math.round(digits * 0.17),
    stretch: 1,
    tabular: true,
  });
  fonts[textFont] = rasterise({
    weight: 400,
    characters: textCharacters,
    capitalPixels: capital,
    abovePixels: Math.max(2, Math.round(capital * 0.25)),
    belowPixels: Math.max(2, Math.round(capital * 0.25)),
    uprightPixels: Math.max(1, Math.round(capital * 0.12)),
    acrossPixels: Math.max(1, Math.round(capital * 0.11)),
    stretch: 1,
    tabular: false,
  });
  return fonts;
}

function codes(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
