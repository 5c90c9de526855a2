// The fonts: as they were reviewed (test/golden/fonts), complete, sized for their panel, and in the file as Espruino reads them.
// After a change that was looked at: UPDATE_GOLDEN=1 npx vitest run test/unit/build/fonts.test.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { fontFile } from '../../../firmware/build/font-file.ts';
import { fontSheet } from '../../../firmware/build/font-sheet.ts';
import { fontsFor } from '../../../firmware/build/fonts.ts';
import { bigFont, textFont } from '../../../firmware/core/machine.ts';
import { languages } from '../../../firmware/core/words/languages.ts';
import { pixljs } from '../../../hardware/boards/pixljs.ts';

const golden = join(import.meta.dirname, '..', '..', 'golden', 'fonts');
const fonts = fontsFor(pixljs.display);
const big = fonts[bigFont]!;
const text = fonts[textFont]!;

describe('the fonts of a 128x64 panel', () => {
  it.each([
    ['big', big],
    ['text', text],
  ])('%s looks as reviewed', (name, font) => {
    const { width, height, pixels } = fontSheet(font);
    const file = join(golden, `128x64-${name}.png`);
    if (process.env['UPDATE_GOLDEN'])
      writeFileSync(file, encode({ width, height, data: pixels, channels: 1, depth: 8 }));
    const reviewed = decode(readFileSync(file));
    expect([reviewed.width, reviewed.height]).toEqual([width, height]);
    expect(Buffer.from(reviewed.data).equals(Buffer.from(pixels))).toBe(true);
  });

  it('gives every digit the same width, and room for five side by side and two rows with marks and bar', () => {
    const widths = new Set(big.glyphs.map(({ pixels }) => pixels[0]!.length));
    expect([...widths]).toHaveLength(1);
    expect([...widths][0]! * 5).toBeLessThanOrEqual(128);
    expect(big.height * 2 + 8).toBeLessThanOrEqual(64);
  });

  it('draws no two characters alike', () => {
    const drawn = text.glyphs.filter(({ code }) => code !== 32).map(({ pixels }) => JSON.stringify(pixels));
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  it('leaves paper between neighbours: no character is inked in its last column', () => {
    const touching = [...big.glyphs, ...text.glyphs].filter(({ pixels }) => pixels.some((row) => row.at(-1)));
    expect(touching.map(({ code }) => String.fromCharCode(code))).toEqual([]);
  });

  it('has every character of every language', () => {
    const has = new Set(text.glyphs.map(({ code }) => String.fromCharCode(code)));
    const needed = Object.values(languages).flatMap((words) => Object.values(words).flatMap((phrase) => [...phrase]));
    expect(needed.filter((character) => !has.has(character))).toEqual([]);
  });
});

describe('kk.font', () => {
  const file = fontFile(fonts);

  it('gives back every pixel when read as Espruino reads it', () => {
    let end = 1 + 6 * file.readUInt8(0);
    for (const [i, font] of fonts.entries()) {
      const at = 1 + 6 * i;
      const [height, first] = [file.readUInt8(at), file.readUInt8(at + 1)];
      const [body, characters] = [file.readUInt16BE(at + 2), file.readUInt16BE(at + 4)];
      expect(body).toBe(end);
      const widths = file.subarray(body, body + characters);
      const bitmap = file.subarray(body + characters);
      end = body + characters + Math.ceil((widths.reduce((sum, width) => sum + width, 0) * height) / 8);
      expect(height).toBe(font.height);
      for (const { code, pixels } of font.glyphs) {
        const column = widths.subarray(0, code - first).reduce((sum, width) => sum + width, 0);
        expect(widths[code - first]).toBe(pixels[0]!.length);
        const read = pixels.map((row, y) =>
          row.map((_, x) => {
            const bit = (column + x) * height + y;
            return ((bitmap[bit >> 3]! << (bit & 7)) & 0x80) !== 0;
          }),
        );
        expect(read).toEqual(pixels);
      }
    }
    expect(end).toBe(file.length);
  });

  it('is small enough to leave room for records', () => expect(file.length).toBeLessThan(4096));
});

it('larger panels get larger fonts', () => {
  const [larger] = fontsFor({ ...pixljs.display, width: 256, height: 128 });
  expect(larger!.height - 3).toBeGreaterThan((big.height - 3) * 2);
});
