// The fonts of a token and their sizes, from its panel: large digits for the code in two rows, and text for everything else.
import type { DisplayDescription } from '../../hardware/board.ts';
import { bigFont, largeFont, textFont } from '../core/machine.ts';
import { isReaderPanel, readerFonts } from './fonts-reader.ts';
import { digitFont, textCharacters } from './fonts-parts.ts';
import { rasterise, type RasterFont } from './typeface.ts';

/** Rows that two rows of digits leave free: a mark under each 6 and 9, and the bar of the time left. */
const rowsBesideDigits = 14;
/** Characters of the longest line of text, about, and height against a capital's of that line's share of the panel. */
const widthPerCapital = 14;
const linesPerPanel = 7;

/** Whether a panel has room for a third font, in which a code of six digits is larger than one of ten can be. */
export function hasLargeFont(display: DisplayDescription): boolean {
  return isReaderPanel(display) || threeDigits(display) > fiveDigits(display);
}

/** The fonts for a panel, in the order of firmware/core/machine.ts. */
export function fontsFor(display: DisplayDescription): RasterFont[] {
  if (isReaderPanel(display)) return readerFonts(display);
  const capital = capitalPixels(display);
  const fonts: RasterFont[] = [];
  fonts[bigFont] = marked(digitFont(fiveDigits(display)));
  if (hasLargeFont(display)) fonts[largeFont] = marked(digitFont(threeDigits(display)));
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

/** The digits with a bar under each 6 and 9, a row below it: held upside down, none can be taken for another. */
function marked({ height, glyphs }: RasterFont): RasterFont {
  return {
    height: height + 3,
    glyphs: glyphs.map(({ code, pixels }) => {
      const width = pixels[0]?.length ?? 0;
      const isMarked = '69'.includes(String.fromCharCode(code));
      const bar = Array.from({ length: width }, (_, x) => isMarked && x > 0 && x < width - 2);
      return { code, pixels: [...pixels, bar.map(() => false), bar, bar] };
    }),
  };
}

/** Height of digits of which five fit side by side, and two rows on the panel; a digit is nearly as wide as high. */
function fiveDigits({ width, height }: DisplayDescription): number {
  return Math.min(Math.floor((height - rowsBesideDigits) / 2), Math.floor(width / 5));
}

/** The same for three, with two lines of text below them. */
function threeDigits(display: DisplayDescription): number {
  const text = 3 * capitalPixels(display);
  return Math.min(Math.floor((display.height - rowsBesideDigits - text) / 2), Math.floor(display.width / 3));
}

function capitalPixels({ width, height }: DisplayDescription): number {
  return Math.max(8, Math.min(Math.floor(width / widthPerCapital), Math.floor(height / linesPerPanel)));
}
