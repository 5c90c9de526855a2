// Base32 as people type it, and what must be refused rather than guessed.
import { describe, expect, it } from 'vitest';
import { decodeBase32, encodeBase32 } from '../../../firmware/core/codes/base32.ts';
import rfc4648 from '../../vectors/rfc4648-section-10.json';
import { fc } from '../../chance/property.ts';

const latin1 = (array: Uint8Array): string => Buffer.from(array).toString('latin1');
const problemWith = (text: string): string => {
  const parsed = decodeBase32(text);
  return parsed.ok ? 'none' : parsed.problem;
};

it.each(rfc4648.base32)('"$text" is $base32 (RFC 4648, section 10)', ({ text, base32 }) => {
  expect(decodeBase32(base32)).toEqual({ ok: true, value: text });
  expect(decodeBase32(base32.replaceAll('=', ''))).toEqual({ ok: true, value: text });
  expect(encodeBase32(text)).toBe(base32.replaceAll('=', ''));
});

it('takes what it writes, in any case and grouping', () => {
  const separator = fc.constantFrom('', ' ', '-', '\t', '\r\n', '  ');
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 80 }),
      separator,
      fc.boolean(),
      fc.boolean(),
      (array, between, lower, padded) => {
        const plain = encodeBase32(latin1(array));
        const full = padded ? plain.padEnd(Math.ceil(plain.length / 8) * 8, '=') : plain;
        const typed = (lower ? full.toLowerCase() : full).split('').join(between);
        expect(decodeBase32(typed)).toEqual({ ok: true, value: latin1(array) });
      },
    ),
  );
});

it('reads the secret of the RFCs in groups of four', () => {
  expect(decodeBase32(' gezd gnbv gy3t qojq-GEZD-GNBV-GY3T-QOJQ\n')).toEqual({
    ok: true,
    value: '12345678901234567890',
  });
});

describe('refusals', () => {
  it.each([
    ['MZXW0YQ=', '5', '"0"', 'the letter O'],
    ['1ZXW6YQ=', '1', '"1"', 'I or L'],
    ['MZ 8W6YQ', '4', '"8"', 'the letter B'],
  ])('names the look-alike in %s and does not guess', (text, position, character, letter) => {
    const problem = problemWith(text);
    expect(problem).toContain(`Character ${position} `);
    expect(problem).toContain(character);
    expect(problem).toContain(letter);
  });

  it.each([
    ['MZXW9', 'Character 5 of the base32 text, "9", is not one of A to Z and 2 to 7.'],
    ['MZ"W', 'Character 3 of the base32 text, """, is not one of A to Z and 2 to 7.'],
    ['MZXW\u0131', 'Character 5 of the base32 text, U+0131, is not one of A to Z and 2 to 7.'],
    ['\u017fZ', 'Character 1 of the base32 text, U+017F, is not one of A to Z and 2 to 7.'],
    ['MZ\0W', 'Character 3 of the base32 text, U+0000, is not one of A to Z and 2 to 7.'],
    ['MZ=W6', 'Character 4 of the base32 text comes after "=", which may only end it.'],
  ])('names the character in %j', (text, problem) => {
    expect(problemWith(text)).toBe(problem);
  });

  it.each(['M', 'MZX', 'MZXW6Y', 'MZXW6YTBO'])('knows that %s is no whole number of bytes', (text) => {
    expect(problemWith(text)).toMatch(/no whole number of bytes/);
  });

  it.each(['MY=', 'MY=====', 'MY=======', 'MZXQ==', 'MZXW6YTB=', '=', '========'])(
    'counts the padding of %s',
    (text) => {
      expect(problemWith(text)).toMatch(/"=" where \d or none belong/);
    },
  );

  it('finds a character lost from the end of a secret by its left-over bits', () => {
    expect(problemWith('MZ')).toMatch(/more than a whole number of bytes/);
    expect(problemWith('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ')).toMatch(/more than a whole number of bytes/);
  });

  it('never shows more of the text than one character', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (text) => {
        const secret = 'GEZDGNBVGY3TQOJQ' + text + 'GEZDGNBVGY3TQOJQ';
        expect(problemWith(secret)).not.toMatch(/GEZD|GNBV|GY3T|QOJQ/);
        expect(problemWith(secret).length).toBeLessThan(160);
      }),
    );
  });
});
