// What the fonts of all panels have in common: their characters, and the bold digits of a code.
import { rasterise, type RasterFont } from './typeface.ts';

/** Every character that text may hold: printable ASCII and the letters and signs of Latin-1. */
export const textCharacters = [...codes(32, 126), 0xa7, 0xab, 0xb0, 0xb7, 0xbb, ...codes(0xc0, 0xff)]
  .filter((code) => code !== 0xd7 && code !== 0xf7)
  .map((code) => String.fromCharCode(code))
  .join('');

/** Digits of that height, all of one width; `stretch` is their width against the typeface's own. */
export function digitFont(capital: number, stretch = 1): RasterFont {
  return rasterise({
    weight: 700,
    characters: ' 0123456789',
    capitalPixels: capital,
    abovePixels: 0,
    belowPixels: 0,
    uprightPixels: Math.round(capital * 0.2),
    acrossPixels: Math.round(capital * 0.17),
    stretch,
    tabular: true,
  });
}

function codes(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
