// SHA-1 (FIPS 180-4, section 6.1.2), for boards without it. Rounds come in fives, so that the five working variables
// change roles instead of values; sums may grow past 32 bits (but not past 2^53), since every shift cuts them again.
import type { Hash } from './hash.ts';
import { ownHash } from './own.ts';

const compress = (m: Int32Array, w: Int32Array): void => {
  let a = m[0]!;
  let b = m[1]!;
  let c = m[2]!;
  let d = m[3]!;
  let e = m[4]!;
  let t = 0;
  let k = 0x5a827999;
  let x = 0;
  // Views, so that an index is one name: with t from 0, s is the word to make, and these lie 3, 8, 14 and 16 before it.
  const s = w.subarray(16);
  const q = w.subarray(8);
  const r = w.subarray(2);
  let u = w[13]!;
  let v = w[14]!;
  let y = w[15]!;
  while (t < 64) {
    x = u ^ q[t]! ^ r[t]! ^ w[t]!;
    s[t++] = u = (x << 1) | (x >>> 31);
    x = v ^ q[t]! ^ r[t]! ^ w[t]!;
    s[t++] = v = (x << 1) | (x >>> 31);
    x = y ^ q[t]! ^ r[t]! ^ w[t]!;
    s[t++] = y = (x << 1) | (x >>> 31);
  }
  t = 0;
  while (t < 20) {
    e += ((a << 5) | (a >>> 27)) + (d ^ (b & (c ^ d))) + k + w[t++]!;
    b = (b << 30) | (b >>> 2);
    d += ((e << 5) | (e >>> 27)) + (c ^ (a & (b ^ c))) + k + w[t++]!;
    a = (a << 30) | (a >>> 2);
    c += ((d << 5) | (d >>> 27)) + (b ^ (e & (a ^ b))) + k + w[t++]!;
    e = (e << 30) | (e >>> 2);
    b += ((c << 5) | (c >>> 27)) + (a ^ (d & (e ^ a))) + k + w[t++]!;
    d = (d << 30) | (d >>> 2);
    a += ((b << 5) | (b >>> 27)) + (e ^ (c & (d ^ e))) + k + w[t++]!;
    c = (c << 30) | (c >>> 2);
  }
  k = 0x6ed9eba1;
  while (t < 40) {
    e += ((a << 5) | (a >>> 27)) + (b ^ c ^ d) + k + w[t++]!;
    b = (b << 30) | (b >>> 2);
    d += ((e << 5) | (e >>> 27)) + (a ^ b ^ c) + k + w[t++]!;
    a = (a << 30) | (a >>> 2);
    c += ((d << 5) | (d >>> 27)) + (e ^ a ^ b) + k + w[t++]!;
    e = (e << 30) | (e >>> 2);
    b += ((c << 5) | (c >>> 27)) + (d ^ e ^ a) + k + w[t++]!;
    d = (d << 30) | (d >>> 2);
    a += ((b << 5) | (b >>> 27)) + (c ^ d ^ e) + k + w[t++]!;
    c = (c << 30) | (c >>> 2);
  }
  k = 0x8f1bbcdc;
  while (t < 60) {
    e += ((a << 5) | (a >>> 27)) + ((b & c) | (d & (b | c))) + k + w[t++]!;
    b = (b << 30) | (b >>> 2);
    d += ((e << 5) | (e >>> 27)) + ((a & b) | (c & (a | b))) + k + w[t++]!;
    a = (a << 30) | (a >>> 2);
    c += ((d << 5) | (d >>> 27)) + ((e & a) | (b & (e | a))) + k + w[t++]!;
    e = (e << 30) | (e >>> 2);
    b += ((c << 5) | (c >>> 27)) + ((d & e) | (a & (d | e))) + k + w[t++]!;
    d = (d << 30) | (d >>> 2);
    a += ((b << 5) | (b >>> 27)) + ((c & d) | (e & (c | d))) + k + w[t++]!;
    c = (c << 30) | (c >>> 2);
  }
  k = 0xca62c1d6;
  while (t < 80) {
    e += ((a << 5) | (a >>> 27)) + (b ^ c ^ d) + k + w[t++]!;
    b = (b << 30) | (b >>> 2);
    d += ((e << 5) | (e >>> 27)) + (a ^ b ^ c) + k + w[t++]!;
    a = (a << 30) | (a >>> 2);
    c += ((d << 5) | (d >>> 27)) + (e ^ a ^ b) + k + w[t++]!;
    e = (e << 30) | (e >>> 2);
    b += ((c << 5) | (c >>> 27)) + (d ^ e ^ a) + k + w[t++]!;
    d = (d << 30) | (d >>> 2);
    a += ((b << 5) | (b >>> 27)) + (c ^ d ^ e) + k + w[t++]!;
    c = (c << 30) | (c >>> 2);
  }
  m[0]! += a;
  m[1]! += b;
  m[2]! += c;
  m[3]! += d;
  m[4]! += e;
};

/** Our own SHA-1; its initial value is that of section 5.3.1. */
export const sha1: Hash = /* @__PURE__ */ ownHash(
  'SHA1',
  64,
  82, // 80 words, and 2 that the steps of three overshoot by
  [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0],
  compress,
);
