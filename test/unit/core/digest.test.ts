// The three hashes and HMAC against FIPS 180-4, RFC 2202 and RFC 4231, and the way they are continued.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../firmware/core/bytes.ts';
import { mac, macKey } from '../../../firmware/core/digest/hmac.ts';
import fips180 from '../../vectors/fips180-4-examples.json';
import rfc2202 from '../../vectors/rfc2202-section-3.json';
import rfc4231 from '../../vectors/rfc4231-section-4.json';
import { everyHash, labelledHashes } from './every-hash.ts';

const ofLength = (length: number): string => '\x00\x7f\x80\xffklarkode'.repeat(length).slice(0, length);

describe.each(labelledHashes)('%s', (_label, hash) => {
  it.each(fips180.messages)('gives the FIPS 180-4 digest of $message', ({ text, times, digestHex }) => {
    expect(toHex(hash.digest(text.repeat(times)))).toBe(digestHex[hash.name]);
  });

  it('says its true sizes', () => {
    expect(hash.digest('').length).toBe(hash.digestBytes);
    expect(hash.absorb(ofLength(hash.blockBytes)).length).toBe(hash.absorbedBytes);
  });

  it('agrees with the native one at every length around its block boundaries', () => {
    const native = everyHash['native']![hash.name];
    for (let length = 0; length <= 2 * hash.blockBytes + 1; length++)
      expect(toHex(hash.digest(ofLength(length))), `${length} bytes`).toBe(toHex(native.digest(ofLength(length))));
  });

  it('goes on from absorbed blocks as if it had seen the whole messages, and truncates the same MAC', () => {
    const [inner, outer] = [ofLength(hash.blockBytes), ofLength(hash.blockBytes).toUpperCase()];
    const key = { inner: hash.absorb(inner), outer: hash.absorb(outer) };
    for (const length of [0, 1, 8, 20, 47, 48, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129]) {
      const whole = hash.digest(outer + hash.digest(inner + ofLength(length)));
      expect(toHex(hash.mac(key, ofLength(length))), `${length} bytes`).toBe(toHex(whole));
      const bytes = Buffer.from(whole, 'latin1');
      const at = bytes[bytes.length - 1]! & 15;
      const half = hash.innerDigest(key, ofLength(length));
      expect(hash.truncatedMac(key, half)).toBe(bytes.readUInt32BE(at) & 0x7fffffff);
    }
  });

  const cases = [...rfc2202.cases, ...rfc4231.cases].filter(({ macHex }) => hash.name in macHex);
  it.each(cases)('gives the HMAC of case $case ($keyHex)', ({ keyHex, messageHex, macHex }) => {
    const expected = (macHex as Partial<Record<string, string>>)[hash.name]!;
    const computed = toHex(mac(macKey(hash, fromHex(keyHex)!), fromHex(messageHex)!));
    expect(computed.slice(0, expected.length)).toBe(expected);
    // Case 5 of RFC 4231 alone is truncated.
    expect(expected.length === computed.length || expected.length === 32).toBe(true);
  });

  it('pads a key of up to one block and hashes a longer one', () => {
    for (const length of [0, 1, hash.blockBytes - 1, hash.blockBytes, hash.blockBytes + 1, 3 * hash.blockBytes])
      expect(toHex(mac(macKey(hash, ofLength(length)), 'x')), `${length} bytes`).toBe(
        createHmac(hash.name, Buffer.from(ofLength(length), 'latin1'))
          .update('x')
          .digest('hex'),
      );
  });
});

it('has a case of HMAC for each hash', () => {
  expect(rfc2202.cases).toHaveLength(7);
  expect(rfc4231.cases).toHaveLength(7);
});
