// HOTP and TOTP against RFC 4226 and RFC 6238, and at the edges that the appendices leave out.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromByteArray, toHex, uint64 } from '../../../firmware/core/bytes.ts';
import { hotp } from '../../../firmware/core/codes/hotp.ts';
import { secondsLeft, timeStep, totp } from '../../../firmware/core/codes/totp.ts';
import type { HashName } from '../../../firmware/core/digest/hash.ts';
import { mac, macKey } from '../../../firmware/core/digest/hmac.ts';
import { nativeHash } from '../../../firmware/core/digest/native.ts';
import rfc4226 from '../../vectors/rfc4226-appendix-d.json';
import rfc6238 from '../../vectors/rfc6238-appendix-b.json';
import { everyHash } from './every-hash.ts';

/** The code of a MAC, whatever the hash. */
const codeOf = (digest: Uint8Array, digits: number): string => {
  const bytes = (given: ArrayBuffer): string => fromByteArray(new Uint8Array(given));
  const hash = nativeHash('SHA1', () => new Uint8Array(digest).buffer, bytes);
  return hotp({ hash, inner: '', outer: '' }, 0, digits);
};

const mostSeconds = Number.MAX_SAFE_INTEGER;

describe.each(Object.entries(everyHash))('codes on %s hashes', (_source, hashes) => {
  it.each(rfc4226.codes)('counter $counter is RFC 4226, Appendix D', ({ counter, hmacHex, truncated, code }) => {
    const key = macKey(hashes.SHA1, rfc4226.secretText);
    const digest = mac(key, uint64(counter));
    expect(toHex(digest)).toBe(hmacHex);
    expect(hotp(key, counter, 10)).toBe(String(truncated).padStart(10, '0'));
    expect(hotp(key, counter, rfc4226.digits)).toBe(code);
  });

  it.each(rfc6238.codes)(
    '$algorithm at $seconds s is RFC 6238, Appendix B',
    ({ algorithm, seconds, timeStepHex, code }) => {
      const name = algorithm as HashName;
      const key = macKey(hashes[name], rfc6238.secretText[name]);
      expect(toHex(uint64(timeStep(seconds, rfc6238.periodSeconds)))).toBe(timeStepHex.toLowerCase());
      expect(totp(key, seconds, rfc6238.periodSeconds, rfc6238.digits)).toBe(code);
    },
  );
});

describe('truncation', () => {
  // The last nibble of a digest of only f is 15; the sign bit does not count.
  it('keeps 31 bits, so that ten digits begin with 0, 1 or 2', () => {
    expect(codeOf(new Uint8Array(20).fill(255), 10)).toBe('2147483647');
  });

  it('keeps leading zeros, at every number of digits', () => {
    const digest = Buffer.from('00000007' + '00'.repeat(16), 'hex');
    expect([6, 7, 8, 9, 10].map((digits) => codeOf(digest, digits))).toEqual([
      '000007',
      '0000007',
      '00000007',
      '000000007',
      '0000000007',
    ]);
  });

  it('takes its place from the last nibble of the whole digest, up to byte 18', () => {
    for (let place = 0; place < 16; place++) {
      const bytes = Array.from({ length: 64 }, (_, i) => i);
      bytes[63] = 0xf0 | place;
      const number = Buffer.from(bytes).readUInt32BE(place);
      expect(codeOf(Uint8Array.from(bytes), 10)).toBe(String(number).padStart(10, '0'));
    }
  });
});

describe('large counters and times', () => {
  const key = macKey(everyHash['own']!.SHA1, '12345678901234567890');

  it.each([2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 52, Number.MAX_SAFE_INTEGER])(
    'counter %s has all its 64 bits in the message',
    (counter) => {
      const message = Buffer.alloc(8);
      message.writeBigUInt64BE(BigInt(counter));
      const digest = createHmac('sha1', '12345678901234567890').update(message).digest();
      const number = digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff;
      expect(hotp(key, counter, 10)).toBe(String(number).padStart(10, '0'));
    },
  );

  it('counts periods of 1 to 120 s up to 2^53 - 1', () => {
    for (let period = 1; period <= 120; period++) {
      expect(BigInt(timeStep(mostSeconds, period))).toBe(BigInt(mostSeconds) / BigInt(period));
      expect(secondsLeft(mostSeconds, period)).toBe(period - Number(BigInt(mostSeconds) % BigInt(period)));
    }
  });

  it('starts a step at its first second and keeps it to its last', () => {
    expect([0, 29, 30, 59, 60].map((seconds) => timeStep(seconds, 30))).toEqual([0, 0, 1, 1, 2]);
    expect([0, 1, 29, 30].map((seconds) => secondsLeft(seconds, 30))).toEqual([30, 29, 1, 30]);
    expect(totp(key, 30, 30, 6)).toBe(hotp(key, 1, 6));
    expect(totp(key, 29, 30, 6)).toBe(hotp(key, 0, 6));
  });
});
