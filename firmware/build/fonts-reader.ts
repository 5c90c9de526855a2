// The fonts of the code reader's panel, for readers with low sight: words whose capitals can be read at 500 mm (EN 301 549,
// 5.1.4: 0.7 degrees), digits as tall as the panel allows for what else is on it (firmware/token/reader/paint.ts).
import type { DisplayDescription } from '../../hardware/board.ts';
import { bigFont, largeFont, largeTextFont, textFont } from '../core/machine.ts';
import { digitFont, textCharacters } from './fonts-parts.ts';
import { rasterise, type RasterFont } from './typeface.ts';

/** Tangent of 0.7 degrees, times the distance in millimetres. */
const capitalMillimetres = 500 * Math.tan((0.7 * Math.PI) / 180);

/** Long words and whole phrases fit better a little narrow; strokes keep their thickness. */
const textStretch = 0.92;
const largeTextStretch = 0.88;
/** The holder's large text against the other. */
const largeText = 42 / 34;

interface DigitSize {
  /** Against the panel's height. */
  readonly share: number;
  /** Against the typeface's width. */
  readonly stretch: number;
  /** Paper between two digits, in pixels, beyond the typeface's. */
  readonly apart: number;
}

/** The time is always there: three side by side in two rows, four in two; two rows and a line of words; three rows. */
const digitSizes: readonly DigitSize[] = [
  { share: 91 / 240, stretch: 1.08, apart: 12 },
  { share: 82 / 240, stretch: 0.97, apart: 3 },
  { share: 67 / 240, stretch: 1.05, apart: 8 },
  { share: 57 / 240, stretch: 1.08, apart: 8 },
];
/** Three rows and a line of words, or two and two: any number of digits. */
const smallestSize: DigitSize = { share: 42 / 240, stretch: 1.1, apart: 6 };

/** Whether that is a panel for the code reader's pages. */
export function isReaderPanel({ width, height }: DisplayDescription): boolean {
  return width >= 320 && height >= 240;
}

/** In the order of firmware/core/machine.ts. */
export function readerFonts({ height, pixelPitchMicrometres }: DisplayDescription): RasterFont[] {
  const capital = Math.ceil((capitalMillimetres * 1000) / pixelPitchMicrometres);
  const fonts: RasterFont[] = [];
  fonts[bigFont] = digits(smallestSize, height);
  fonts[textFont] = words(capital, textStretch);
  for (const [i, size] of digitSizes.entries()) fonts[largeFont + i] = digits(size, height);
  fonts[largeTextFont] = words(Math.round(capital * largeText), largeTextStretch);
  return fonts;
}

/** Paper between two words, in pixels, beyond the typeface's: a narrow `1` before it must not run into the next word. */
const wordsApart = 4;
const space = 32;

function digits({ share, stretch, apart }: DigitSize, panelHeight: number): RasterFont {
  const { height, glyphs } = digitFont(Math.round(share * panelHeight), stretch);
  const left = Array<boolean>(apart >> 1).fill(false);
  const right = Array<boolean>(apart - left.length).fill(false);
  return {
    height,
    glyphs: glyphs.map(({ code, pixels }) => ({ code, pixels: pixels.map((row) => [...left, ...row, ...right]) })),
  };
}

function words(capital: number, stretch: number): RasterFont {
  const { height, glyphs } = rasterise({
    weight: 400,
    characters: textCharacters,
    capitalPixels: capital,
    abovePixels: Math.round(capital * 0.18),
    belowPixels: Math.round(capital * 0.23),
    uprightPixels: Math.round(capital * 0.12),
    acrossPixels: Math.round(capital * 0.11),
    stretch,
    tabular: false,
  });
  const wider = Array<boolean>(wordsApart).fill(false);
  return {
    height,
    glyphs: glyphs.map(({ code, pixels }) => ({
      code,
      pixels: code === space ? pixels.map((row) => [...row, ...wider]) : pixels,
    })),
  };
}
