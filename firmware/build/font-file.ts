// Writes kk.font: all the fonts of a token in one file, read in place from flash. Layout, numbers big-endian:
//   byte 0                   n, the number of fonts
//   bytes 1 + 6 i .. 6 + 6 i   font i: height in pixels (1 byte), first character code (1), where its widths begin (2), characters (2)
//   then, font by font       one width per character (1 byte each, 0 = absent), then the bitmap
// A bitmap is Espruino's: column by column from the left, each from the top, one bit a pixel, the highest bit first, characters
// end to end without padding. `setFontCustom(bitmap, first, widths, height)` takes both strings as they are.
import type { RasterFont } from './typeface.ts';

/**
 * The file's bytes.
 * @throws Error when a font does not fit the layout's fields
 */
export function fontFile(fonts: readonly RasterFont[]): Buffer {
  const encoded = fonts.map(encode);
  let at = 1 + 6 * fonts.length;
  const headers = encoded.map(({ height, first, widths, bitmap }) => {
    const header = Buffer.alloc(6);
    header.writeUInt8(height, 0);
    header.writeUInt8(first, 1);
    header.writeUInt16BE(at, 2);
    header.writeUInt16BE(widths.length, 4);
    at += widths.length + bitmap.length;
    return header;
  });
  return Buffer.concat([
    Buffer.from([fonts.length]),
    ...headers,
    ...encoded.flatMap(({ widths, bitmap }) => [widths, bitmap]),
  ]);
}

interface EncodedFont {
  readonly height: number;
  readonly first: number;
  readonly widths: Buffer;
  readonly bitmap: Buffer;
}

function encode(font: RasterFont): EncodedFont {
  const codes = font.glyphs.map(({ code }) => code);
  const first = Math.min(...codes);
  const widths = Buffer.alloc(Math.max(...codes) - first + 1);
  const bits: boolean[] = [];
  for (const { code, pixels } of [...font.glyphs].sort((a, b) => a.code - b.code)) {
    const width = pixels[0]?.length ?? 0;
    widths.writeUInt8(width, code - first);
    for (let x = 0; x < width; x++) for (const row of pixels) bits.push(row[x] ?? false);
  }
  const bitmap = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [i, ink] of bits.entries()) if (ink) bitmap[i >> 3]! |= 0x80 >> (i & 7);
  return { height: font.height, first, widths, bitmap };
}
