// Byte strings, and the CRC-32 that finds accidents in them.
import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as bytes from '../../../firmware/core/bytes.ts';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { fc } from '../../chance/property.ts';

const anyBytes = fc.uint8Array({ maxLength: 200 });
const latin1 = (array: Uint8Array): string => Buffer.from(array).toString('latin1');

describe('hexadecimal', () => {
  it('spells what Buffer spells, and reads it back in either case', () => {
    fc.assert(
      fc.property(anyBytes, (array) => {
        const hex = bytes.toHex(latin1(array));
        expect(hex).toBe(Buffer.from(array).toString('hex'));
        expect(bytes.fromHex(hex)).toBe(latin1(array));
        expect(bytes.fromHex(hex.toUpperCase())).toBe(latin1(array));
      }),
    );
  });

  it.each(['0', 'abc', '0x', ' 1', '+1', '-1', '1 ', 'g0', '0g', '1.', 'ab\n', '１２', 'aK', '\u0130'])(
    'refuses %j',
    (text) => {
      expect(bytes.fromHex(text)).toBeUndefined();
    },
  );

  it('reads no text but pairs of digits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), (text) => {
        expect(bytes.fromHex(text) !== undefined).toBe(/^([0-9a-fA-F]{2})*$/.test(text));
      }),
    );
  });
});

describe('numbers', () => {
  it('writes and reads 32 and 64 bits, big-endian, up to 2^53 - 1', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (n) => {
        const buffer = Buffer.alloc(8);
        buffer.writeBigUInt64BE(BigInt(n));
        expect(bytes.uint64(n)).toBe(buffer.toString('latin1'));
        expect(bytes.uint32(n)).toBe(buffer.toString('latin1', 4));
        expect(bytes.readUint64('x' + bytes.uint64(n), 1)).toBe(n);
        expect(bytes.readUint32('x' + bytes.uint32(n), 1)).toBe(n % 2 ** 32);
      }),
    );
  });
});

describe('arrays and bitwise work', () => {
  it('goes to an array and back', () => {
    fc.assert(
      fc.property(anyBytes, (array) => {
        expect(bytes.fromByteArray(array)).toBe(latin1(array));
        expect(bytes.toByteArray(latin1(array))).toEqual(array);
      }),
    );
  });

  it('is its own inverse under xor', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (one, other) => {
        const pad = latin1(other) + '\0'.repeat(one.length);
        expect(bytes.xor(bytes.xor(latin1(one), pad), pad)).toBe(latin1(one));
      }),
    );
    expect(bytes.xor('\x0f\xff', '\xf0\xff\x01')).toBe('\xff\x00');
  });

  it('calls equal only what is the same', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (one, other) => {
        expect(bytes.equalInConstantTime(latin1(one), latin1(other))).toBe(Buffer.compare(one, other) === 0);
        expect(bytes.equalInConstantTime(latin1(one), latin1(one))).toBe(true);
      }),
    );
    expect(bytes.equalInConstantTime('abc', 'abd')).toBe(false);
    expect(bytes.equalInConstantTime('abc', 'abc\0')).toBe(false);
    expect(bytes.equalInConstantTime('', '\0')).toBe(false);
  });
});

describe('CRC-32', () => {
  it('gives the check value of RFC 1952 implementations', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    expect(crc32('')).toBe(0);
  });

  it.runIf(typeof zlibCrc32 === 'function')('is that of zlib', () => {
    fc.assert(
      fc.property(anyBytes, (array) => {
        expect(crc32(latin1(array))).toBe(zlibCrc32(Buffer.from(array)));
      }),
    );
  });
});
