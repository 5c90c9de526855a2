// A picture of a font: every character as the panel shows it, sixteen to a row, for eyes and for the golden test.
import type { RasterFont } from './typeface.ts';

export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** One byte per pixel, row by row: 0 is ink, 255 is paper, 200 is the grid between the characters. */
  readonly pixels: Uint8Array;
}

const perRow = 16;

/** All characters in order of their codes. */
export function fontSheet(font: RasterFont): Sheet {
  const glyphs = [...font.glyphs].sort((a, b) => a.code - b.code);
  const cell = Math.max(...glyphs.map(({ pixels }) => pixels[0]?.length ?? 0)) + 1;
  const width = cell * perRow + 1;
  const height = (font.height + 1) * Math.ceil(glyphs.length / perRow) + 1;
  const pixels = new Uint8Array(width * height).fill(200);
  for (const [i, glyph] of glyphs.entries()) {
    const left = 1 + (i % perRow) * cell;
    const top = 1 + Math.floor(i / perRow) * (font.height + 1);
    for (const [y, row] of glyph.pixels.entries()) {
      for (const [x, ink] of row.entries()) pixels[(top + y) * width + left + x] = ink ? 0 : 255;
    }
  }
  return { width, height, pixels };
}
