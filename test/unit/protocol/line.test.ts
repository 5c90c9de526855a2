// Lines, numbers and error reasons of the protocol, at their edges.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { Refusal, refusalReasons } from '../../../firmware/core/protocol/errors.ts';
import { decodeLine, decodeNumber, encodeLine, longestLine } from '../../../firmware/core/protocol/line.ts';
import { root } from '../../../tools/setup/root.mjs';
import { line } from './second-station.ts';

describe('a line', () => {
  it('is its body, an asterisk and the CRC-32 in hexadecimal', () => {
    expect(encodeLine(crc32, 'hello')).toBe('hello*3610a686');
    expect(encodeLine(crc32, 'hello')).toBe(line('hello'));
    expect(decodeLine(crc32, 'hello*3610a686')).toBe('hello');
  });

  it.each([
    'hello*3610a687',
    'hellp*3610a686',
    'hello*3610A686',
    'hello 3610a686',
    'hello',
    '*3610a686',
    '',
    '3610a686',
  ])('is not %j', (text) => {
    expect(decodeLine(crc32, text)).toBeUndefined();
  });

  it('takes every printable character and no other', () => {
    for (let code = 0; code < 256; code++) {
      const body = `a${String.fromCharCode(code)}b`;
      expect(decodeLine(crc32, encodeLine(crc32, body)), String(code)).toBe(
        code >= 32 && code <= 126 ? body : undefined,
      );
    }
    expect(decodeLine(crc32, encodeLine(crc32, 'ab\x1f'))).toBeUndefined();
    expect(decodeLine(crc32, encodeLine(crc32, '\x7fab'))).toBeUndefined();
  });

  it('has at most 512 characters', () => {
    expect(longestLine).toBe(512);
    const body = 'x'.repeat(512 - 9);
    expect(decodeLine(crc32, encodeLine(crc32, body))).toBe(body);
    expect(decodeLine(crc32, encodeLine(crc32, `${body}x`))).toBeUndefined();
  });
});

describe('a number', () => {
  it.each([
    ['0', 0],
    ['9', 9],
    ['0012', 12],
    ['1234567890', 1234567890],
    ['9007199254740991', 9007199254740991],
  ])('%j', (text, value) => {
    expect(decodeNumber(text)).toBe(value);
  });

  it.each([
    undefined,
    '',
    ' 1',
    '1 ',
    '-1',
    '+1',
    '1.0',
    '1e3',
    '0x1',
    '/',
    ':',
    'a',
    '9007199254740992',
    '9999999999999999',
  ])('is not %j', (text) => {
    expect(decodeNumber(text)).toBeUndefined();
  });

  it('has at most 16 digits', () => {
    expect(decodeNumber('0000000000000001')).toBe(1);
    expect(decodeNumber('00000000000000001')).toBeUndefined();
  });
});

it('has for every error the reason that the specification gives', () => {
  const page = readFileSync(join(root, 'firmware/core/protocol/README.md'), 'utf8').split('## Errors')[1] ?? '';
  const rows = [...page.matchAll(/^\| (\d\d) +\| (.*?) +\|$/gm)].map((row) => [Number(row[1]), row[2]] as const);
  expect(rows.length).toBe(12);
  expect(Object.entries(refusalReasons).map(([number, reason]) => [Number(number), reason])).toEqual(rows);
  expect([Refusal.BadLine, Refusal.Wait, Refusal.StepTooLarge, Refusal.Fault]).toEqual([10, 24, 32, 50]);
});
