// Whole numbers from the command line: both ends of the range belong to it, and nothing beyond.
import { expect, it } from 'vitest';
import { parseWhole } from '../../../tools/commands/numbers.ts';

it('takes both ends of its range and refuses their neighbours, naming option and range', () => {
  expect(parseWhole('6', '--digits', 6, 10)).toBe(6);
  expect(parseWhole('10', '--digits', 6, 10)).toBe(10);
  for (const text of ['5', '11'])
    expect(() => parseWhole(text, '--digits', 6, 10)).toThrow(
      `--digits is "${text}": it takes a whole number from 6 to 10.`,
    );
});

it.each(['', ' 7', '7.0', '+7', '-7', '7e0', '0x7', '12345678901234567'])('refuses %j', (text) => {
  expect(() => parseWhole(text, '--digits', 0, Number.MAX_SAFE_INTEGER)).toThrow(/--digits is/);
});

it('gives nothing for an option that was not given', () => {
  expect(parseWhole(undefined, '--digits', 6, 10)).toBeUndefined();
});
