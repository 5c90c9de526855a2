// A typed code: which step it belongs to, and what that says about the token's clock.
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../firmware/core/codes/credential.ts';
import { driftInWords, matchCounterCode, matchTimeCode, parseCode } from '../../../tools/codes/match.ts';

const rfc: Credential = {
  type: 'totp',
  algorithm: 'SHA1',
  digits: 8,
  periodSeconds: 30,
  counter: 0,
  secret: '12345678901234567890',
};
const rfcCounter: Credential = { ...rfc, type: 'hotp', digits: 6 };

describe('matching a code', () => {
  it('finds the present step (RFC 6238, Appendix B)', () => {
    expect(matchTimeCode(rfc, '89005924', 1234567890_000, 10)).toEqual({
      moment: 41152263,
      driftSeconds: { least: 0, most: 30 },
    });
  });

  it('finds a step on either side and says between which seconds the drift lies', () => {
    expect(matchTimeCode(rfc, '89005924', 1234567890_000 + 100_000, 10)?.driftSeconds).toEqual({
      least: -100,
      most: -70,
    });
    expect(matchTimeCode(rfc, '89005924', 1234567890_000 - 45_000, 10)?.driftSeconds).toEqual({ least: 45, most: 75 });
  });

  it('finds a step at the very edge of the window, on both sides', () => {
    for (const window of [0, 1, 10]) {
      for (const side of [-1, 1]) {
        const atMs = 1234567890_000 + side * window * 30_000;
        expect(matchTimeCode(rfc, '89005924', atMs, window)?.moment).toBe(41152263);
        expect(matchTimeCode(rfc, '89005924', atMs + side * 30_000, window)).toBeUndefined();
      }
    }
  });

  it('finds nothing outside the window', () => {
    expect(matchTimeCode(rfc, '89005924', 1234567890_000 + 331_000, 10)).toBeUndefined();
    expect(matchTimeCode(rfc, '00000000', 1234567890_000, 10)).toBeUndefined();
  });

  it('looks ahead of a counter (RFC 4226, Appendix D)', () => {
    expect(matchCounterCode(rfcCounter, '755224', 5)?.moment).toBe(0);
    expect(matchCounterCode(rfcCounter, '338314', 5)?.moment).toBe(4);
    expect(matchCounterCode(rfcCounter, '254676', 5)).toBeUndefined();
    expect(matchCounterCode({ ...rfcCounter, counter: 1 }, '755224', 5)).toBeUndefined();
  });

  it('reads codes as people type them, and no others', () => {
    expect(parseCode(' 8900 5924 ', 8)).toBe('89005924');
    expect(() => parseCode('890059', 8)).toThrow(/8 digits/);
    expect(() => parseCode('8900592O', 8)).toThrow(/8 digits/);
  });

  it('says of the drift what a code can say', () => {
    expect(driftInWords({ least: -12, most: 18 })).toMatch(/fits: at most 12 s behind or 18 s ahead/);
    expect(driftInWords({ least: 45, most: 75 })).toMatch(/45 to 75 s ahead/);
    expect(driftInWords({ least: -100, most: -70 })).toMatch(/70 to 100 s behind/);
  });
});
