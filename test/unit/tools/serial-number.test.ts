// Serial numbers: the check digit notices every single wrong digit and every swap of neighbours.
import { describe, expect, it } from 'vitest';
import { parseSerialNumber, serialNumberOf } from '../../../tools/registry/serial-number.ts';

describe('serial numbers', () => {
  it('count up, with a digit that checks the others', () => {
    expect([1, 2, 3].map(serialNumberOf)).toEqual(['KK-0000013', 'KK-0000021', 'KK-0000037']);
    expect(serialNumberOf(572)).toBe('KK-0005724'); // Damm's own example: 572 has the check digit 4.
  });

  it('are read in any case', () => {
    expect(parseSerialNumber(' kk-0000013 ')).toBe('KK-0000013');
    expect(parseSerialNumber('FOB-7')).toBe('FOB-7');
  });

  it('refuse every single wrong digit and every swap of two neighbours', () => {
    for (const ordinal of [1, 572, 123456, 999999]) {
      const right = serialNumberOf(ordinal);
      for (let at = 3; at < 10; at++) {
        for (const digit of '0123456789') {
          const wrong = right.slice(0, at) + digit + right.slice(at + 1);
          if (wrong !== right) expect(() => parseSerialNumber(wrong), wrong).toThrow(/mistyped/);
        }
        const swapped = right.slice(0, at) + (right[at + 1] ?? '') + right[at] + right.slice(at + 2);
        if (at < 9 && swapped !== right) expect(() => parseSerialNumber(swapped), swapped).toThrow(/mistyped/);
      }
    }
  });

  it.each(['', 'AB', 'KK-1', 'A'.repeat(12), 'Æ-123', 'KK 0000013'])('refuse %j', (text) => {
    expect(() => parseSerialNumber(text)).toThrow(/serial number|mistyped/);
  });
});
