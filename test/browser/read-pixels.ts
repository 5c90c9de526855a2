// Reads digits from a picture of the screen: dots are told from ground by their brightness, digits by comparing them with
// the glyphs of the font file that is flashed. No text of the page is looked at.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';

interface Glyph {
  readonly digit: string;
  readonly width: number;
  readonly height: number;
  ink(x: number, y: number): boolean;
}

/** The dots of a panel that fills the picture, `width` x `height` of them; true is ink. */
export function dotsOf(png: Uint8Array, width: number, height: number): boolean[][] {
  const picture = decode(png);
  const at = (x: number, y: number): number => picture.data[(y * picture.width + x) * picture.channels]!;
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      // The middle of the dot: its edges belong to the grid.
      const px = Math.floor(((x + 0.5) * picture.width) / width - 0.25);
      const py = Math.floor(((y + 0.5) * picture.height) / height - 0.25);
      return at(px, py) < 110;
    }),
  );
}

/** The digits of the largest font in a kk.font file; its layout is described in firmware/build/font-file.ts. */
export function largestDigits(file: Buffer): readonly Glyph[] {
  let largest: readonly Glyph[] = [];
  for (let font = 0; font < file[0]!; font++) {
    const header = 1 + 6 * font;
    const height = file[header]!;
    const first = file[header + 1]!;
    const at = file.readUInt16BE(header + 2);
    const widths = [...file.subarray(at, at + file.readUInt16BE(header + 4))];
    const bitmap = file.subarray(at + widths.length);
    if (height <= (largest[0]?.height ?? 0)) continue;
    let bit = 0;
    largest = widths.flatMap((width, i) => {
      const start = bit;
      bit += width * height;
      const digit = String.fromCharCode(first + i);
      if (!/\d/.test(digit)) return [];
      const ink = (x: number, y: number): boolean => {
        const number = start + x * height + y;
        return (bitmap[number >> 3]! & (0x80 >> (number & 7))) !== 0;
      };
      return [{ digit, width, height, ink }];
    });
  }
  return largest;
}

/** Every run of three or more digits, from the top, joined: the code, or '' when none is to be seen. */
export function readCode(dots: readonly (readonly boolean[])[], glyphs: readonly Glyph[]): string {
  const matches = (glyph: Glyph, left: number, top: number): boolean => {
    for (let x = 0; x < glyph.width; x++) {
      for (let y = 0; y < glyph.height; y++) if (dots[top + y]?.[left + x] !== glyph.ink(x, y)) return false;
    }
    return true;
  };
  let code = '';
  for (let top = 0; top < dots.length; top++) {
    for (let start = 0; start < dots[top]!.length; start++) {
      let run = '';
      let left = start;
      for (;;) {
        const glyph = glyphs.find((candidate) => matches(candidate, left, top));
        if (glyph === undefined) break;
        run += glyph.digit;
        left += glyph.width;
      }
      if (run.length >= 3) {
        code += run;
        start = left;
      }
    }
  }
  return code;
}

export const flashedFont = fileURLToPath(new URL('../../dist/firmware/code-display/pixljs/kk.font', import.meta.url));

export function flashedDigits(): readonly Glyph[] {
  return largestDigits(readFileSync(flashedFont));
}
