// What people with low sight must be able to read on the code reader, measured from the pixels that are drawn: heights against
// EN 301 549 5.1.4 at 500 mm, contrast, nothing told by colour alone, nothing that flashes.
import { expect, it } from 'vitest';
import { readerLanguages } from '../../../firmware/core/words/reader/languages.ts';
import { textsOf } from '../../../firmware/core/words/reader/language.ts';
import { largeTextFont, textFont } from '../../../firmware/core/machine.ts';
import { esp32Cyd } from '../../../hardware/boards/esp32-cyd.ts';
import { pixelColour } from '../../../simulator/world/eyes.ts';
import { fontBytes, fonts, ReaderPanel } from './panel.ts';

const reader = new ReaderPanel();
const { panel } = reader.bench.board;
const pitchMillimetres = esp32Cyd.display.pixelPitchMicrometres / 1000;
const code = { code: '123456', digits: 6, leftSeconds: 20, periodSeconds: 30 };

/** Runs of rows that hold ink, between two columns: top and height of each. */
function inkedRows(ink: boolean[][], left = 0, right = panel.width): { top: number; height: number }[] {
  const runs: { top: number; height: number }[] = [];
  for (const [y, row] of ink.entries()) {
    if (!row.slice(left, right).includes(true)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.top + last.height === y) last.height++;
    else runs.push({ top: y, height: 1 });
  }
  return runs;
}

/** Relative luminance of a colour as WCAG 2.2 has it. */
function luminance(colour: readonly [number, number, number]): number {
  const [r, g, b] = colour.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function colours(): Set<string> {
  const found = new Set<string>();
  for (let y = 0; y < panel.height; y++) {
    for (let x = 0; x < panel.width; x++) found.add(pixelColour(panel, x, y).join());
  }
  return found;
}

function contrast(one: readonly [number, number, number], other: readonly [number, number, number]): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

it.each([
  ['normal', false],
  ['large', true],
])('%s words have capitals of 6.1 mm or more: 0.7 degrees at 500 mm', (_name, large) => {
  reader.paint({ phrases: ['H'], large });
  const rows = inkedRows(reader.ink());
  expect(rows).toHaveLength(1);
  const millimetres = rows[0]!.height * pitchMillimetres;
  expect((Math.atan(millimetres / 500) * 180) / Math.PI).toBeGreaterThanOrEqual(0.7);
  expect(millimetres).toBeGreaterThanOrEqual(large ? 7.5 : 6.1);
});

it('the number of the time left, a title and a warning are as tall as other words', () => {
  reader.paint({ ...code, code: '', phrases: [], leftSeconds: 17 });
  const number = inkedRows(reader.ink(), 0, 80).filter(({ top }) => top > 190);
  expect(number).toHaveLength(1);
  expect(number[0]!.height * pitchMillimetres).toBeGreaterThanOrEqual(6.1);
  reader.paint({ phrases: ['H', 'H'] });
  const title = inkedRows(
    reader
      .ink()
      .map((row) => row.map((inked) => !inked))
      .slice(0, 48),
    0,
    60,
  );
  expect(title[0]!.height * pitchMillimetres).toBeGreaterThanOrEqual(6.1);
  reader.paint({ ...code, leftSeconds: -1, warning: 'H' });
  expect(inkedRows(reader.ink(), 0, 40).at(-1)!.height * pitchMillimetres).toBeGreaterThanOrEqual(6.1);
});

it.each([
  ['123457', 16.3],
  ['1234578', 14.7],
  ['12345788', 14.7],
  ['123457801', 10.2],
  ['1234578012', 10.2],
])('the digits of %s are %s mm tall or more, in rows as they are said', (digits, millimetres) => {
  reader.paint({ ...code, code: digits, digits: digits.length });
  const rows = inkedRows(reader.ink().slice(0, 202));
  expect(rows).toHaveLength(digits.length > 8 ? 3 : 2);
  for (const { height } of rows) expect(height * pitchMillimetres).toBeGreaterThanOrEqual(millimetres);
});

it('digits in two rows of three fill nine tenths of what is above the time', () => {
  reader.paint({ ...code, code: '888888' });
  const [first, second, time] = inkedRows(reader.ink());
  expect((first!.height + second!.height) / time!.top).toBeGreaterThan(0.885);
  // Not cut off by the edge, nor run together.
  expect(first!.top).toBeGreaterThan(0);
  expect(time!.top - second!.top - second!.height).toBeGreaterThan(2);
});

it('digits are black on white or white on black: contrast 21:1, also of the bar', () => {
  for (const inverse of [false, true]) {
    reader.paint({ ...code, warning: 'Lavt batteri', inverse });
    expect([...colours()].sort()).toEqual(['0,0,0', '255,255,255']);
    const corner = pixelColour(panel, panel.width - 1, 100);
    expect(corner).toEqual(inverse ? [0, 0, 0] : [255, 255, 255]);
    const bar = Array.from({ length: panel.width }, (_, x) => pixelColour(panel, x, 220));
    expect(bar.some((colour) => contrast(colour, corner) >= 7)).toBe(true);
  }
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
});

it('in grey the pages are what they are in colour', () => {
  for (const page of [
    { phrases: ['Settings', 'Volume', '1 of 5', '3'] },
    { phrases: ['Time lost', 'Ask your helpdesk'], warning: 'Not saved' },
    { phrases: ['Wait for the next code', '9 seconds'] },
    { ...code, code: '75', phrases: ['Plug in the headset'], warning: 'Battery low' },
    { ...code, code: '', phrases: ['New code', 'Press Next for each digit'] },
  ]) {
    for (const choice of [{}, { large: true }, { inverse: true }, { large: true, inverse: true }]) {
      reader.paint({ ...page, ...choice });
      const greys = new Set(
        [...colours()].map((colour) =>
          Math.round(luminance(colour.split(',').map(Number) as [number, number, number]) * 255),
        ),
      );
      expect([...greys].sort((a, b) => a - b)).toEqual([0, 255]);
    }
  }
});

it('an inverse page is the other one with every pixel turned', () => {
  const page = { ...code, code: '690', phrases: ['Plug in'], warning: 'Battery low' };
  const dark = reader.paint({ ...page, inverse: true }).ink(true);
  expect(dark).toEqual(reader.paint(page).ink());
});

it('while seconds pass, pixels change in the rows of the time alone, and each once a second', () => {
  const before = reader.paint({ ...code, leftSeconds: 13 }).ink();
  let last = before;
  for (let leftSeconds = 12; leftSeconds > 3; leftSeconds--) {
    const frames = reader.frames.length;
    const busyMs = reader.bench.board.figures.panelMilliseconds!;
    const now = reader.paint({ ...code, leftSeconds }).ink();
    expect(reader.frames.length - frames).toBe(1);
    expect(reader.bench.board.figures.panelMilliseconds! - busyMs).toBeLessThan(16);
    expect(now.slice(0, 202)).toEqual(before.slice(0, 202));
    expect(now).not.toEqual(last);
    last = now;
  }
});

it.each([
  { inverse: false, warning: '' },
  { inverse: true, warning: 'Stemmen mangler Dansk Lavt batteri' },
])('the time painted alone leaves the page as it is when painted whole: %o', (choice) => {
  const page = { ...code, ...choice, periodSeconds: 120 };
  reader.paint({ ...page, leftSeconds: 100 });
  const alone = reader.paint({ ...page, leftSeconds: 9 }, true).ink();
  reader.off();
  expect(alone).toEqual(reader.paint({ ...page, leftSeconds: 9 }).ink());
});

it('the bar is as long as the time that is left', () => {
  const lengths = [30, 15, 1, 0].map((leftSeconds) => {
    const row = reader.paint({ ...code, leftSeconds }).ink()[220]!;
    const from = row.indexOf(true, 100);
    // Without the frame, whose air parts it from what fills it.
    return row.slice(from + 6, panel.width - 6).filter(Boolean).length;
  });
  expect(lengths[0]).toBeGreaterThan(190);
  expect(lengths[1]).toBeGreaterThanOrEqual(lengths[0]! / 2);
  expect(lengths[1]).toBeLessThan(lengths[0]! / 2 + 1.5);
  expect(lengths[2]).toBeGreaterThan(0);
  expect(lengths[3]).toBe(0);
});

it('digits that were not said yet are dashes in their places', () => {
  const whole = reader.paint({ ...code, code: '111111' }).ink();
  const begun = reader.paint({ ...code, code: '111' }).ink();
  expect(begun.slice(0, 100)).toEqual(whole.slice(0, 100));
  const rows = inkedRows(begun.slice(102, 202));
  expect(rows).toHaveLength(1);
  expect(rows[0]!.height).toBe(7);
  expect(reader.strings).toEqual(['111', '20 s']);
});

it('a mark tells 6 from 9 upside down, and no other digit has one', () => {
  for (const digit of '0123456789') {
    reader.paint({ ...code, code: digit.repeat(6) });
    const gap = reader.ink().slice(95, 101);
    expect(
      gap.some((row) => row.includes(true)),
      digit,
    ).toBe(digit === '6' || digit === '9');
  }
});

it.each([textFont, largeTextFont])('font %s has every letter of every language, each a shape of its own', (font) => {
  const { glyphs } = fonts[font]!;
  const has = new Set(glyphs.map(({ code: character }) => String.fromCharCode(character)));
  const texts = Object.values(readerLanguages).flatMap((language) =>
    textsOf(language).map((text) => text?.shown ?? ''),
  );
  const letters = new Set([...texts.join(''), ...'æøåéÆØÅÉäöüßÄÖÜ0123456789!%.-']);
  expect([...letters].filter((letter) => !has.has(letter))).toEqual([]);
  const shapes = glyphs.filter(({ code: character }) => character !== 32).map(({ pixels }) => JSON.stringify(pixels));
  expect(new Set(shapes).size).toBe(shapes.length);
});

it('the fonts fit their file and the board: under 100,000 bytes, all digits of a font equally wide', () => {
  expect(fontBytes.length).toBeLessThan(100_000);
  for (const [i, { glyphs }] of fonts.entries()) {
    if (i === textFont || i === largeTextFont) continue;
    expect(new Set(glyphs.map(({ pixels }) => pixels[0]!.length)).size).toBe(1);
  }
});

it('switched off, the panel has no light, and nothing of the code is left on it', () => {
  reader.paint(code);
  reader.off();
  expect(reader.frames.at(-1)).toEqual({ strings: [], lit: false });
  reader.bench.prints('D21.write(1)');
  expect(reader.ink().flat()).not.toContain(true);
  reader.bench.prints('D21.write(0)');
  reader.paint(code);
  expect([panel.lit, reader.strings]).toEqual([true, ['123', '456', '20 s']]);
});

it('the light comes on when the page is there, and goes before it does: no white round a black page', () => {
  reader.off();
  const seen = (act: () => void): [boolean, number][] => {
    const before = reader.frames.length;
    act();
    return reader.frames.slice(before).map(({ strings, lit }) => [lit, strings.length]);
  };
  expect(seen(() => reader.paint({ ...code, inverse: true }))).toEqual([[true, 3]]);
  expect(seen(() => reader.off())).toEqual([[false, 0]]);
});
