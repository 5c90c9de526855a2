// What counts as press to code is the code, not what happens to come first: of an event-based one never without its mark.
import { expect, test } from 'vitest';
import { dearest } from './interpreter-costs.ts';
import { codeOf, preparedOf, type Part } from './profile-parts.ts';

const part = (trigger: string): Part => ({ instructions: 100, trigger: `--dump-${trigger}` });
const innerHash = part('before=jswrap_crypto_SHAx');
const outerHash = innerHash;
const cut = part('after=jswrap_string_slice');
const written = part('before=jswrap_storage_write');
const readBack = part('after=jswrap_storage_read');
const drawn = part('before=jswrap_graphics_clear');
const voiced = part('before=jswrap_espruino_mapInPlace');

test('a time-based code is there when its digits are cut from the last hash before anything is shown', () => {
  expect(codeOf([innerHash, outerHash, cut, drawn, cut, innerHash, cut], false)).toBe(300);
  expect(codeOf([cut, innerHash, outerHash, readBack, cut, voiced, drawn], false)).toBe(500);
});

test('an event-based code is there when its digits are, and its mark was read back before them', () => {
  expect(codeOf([written, readBack, outerHash, cut, voiced], true)).toBe(400);
});

test.each([
  ['the panel', [drawn, outerHash, cut]],
  ['the voice', [voiced, outerHash, cut]],
  ['a hash alone', [outerHash, drawn, cut]],
])('what shows something before there are digits is refused: %s', (_name, event) => {
  expect(() => codeOf(event, false)).toThrow('before its code');
});

test.each([
  ['never written', [outerHash, cut, drawn]],
  ['not read back', [written, outerHash, cut, drawn]],
  ['read before it was written', [readBack, written, outerHash, cut, drawn]],
  ['written after the digits', [outerHash, cut, written, readBack, drawn]],
])('an event-based code whose mark is %s is refused', (_name, event) => {
  expect(() => codeOf(event, true)).toThrow('mark');
});

test('what is worked out ahead of an event-based code is the dearest event that hashed and showed nothing', () => {
  const ahead = [cut, innerHash, cut];
  expect(preparedOf([[cut], ahead, [innerHash], [innerHash, drawn, cut, cut]])).toBe(300);
  expect(() =>
    preparedOf([
      [cut, drawn],
      [outerHash, drawn],
      [outerHash, voiced],
    ]),
  ).toThrow('ahead');
});

test('of several presses each figure is that of the press in which it was dearest', () => {
  const one = { code: 2, pixel: 10, sound: 5, whole: 100 };
  const other = { code: 1, pixel: 11, sound: undefined, whole: 101 };
  expect(dearest([one, other])).toEqual({ code: 2, pixel: 11, sound: 5, whole: 101 });
  expect(dearest([other]).sound).toBeUndefined();
});
