// What our own three hashes share (FIPS 180-4, sections 5 and 6): cutting a message into words, padding, chaining.
// Written, like the compression functions, for an interpreter that reads its source again at every step: see
// README.md in this folder before making them prettier.
import { bytesOf, readUint32, type Bytes } from '../bytes.ts';
import type { Hash, HashName, KeyBlocks } from './hash.ts';

/** Mixes the block in the first words of `w` into the chaining value `m`; the rest of `w` is its working space. */
export type Compress = (m: Int32Array, w: Int32Array) => void;

/**
 * A Hash out of a compression function and its initial chaining value, in 32-bit words. `blockBytes` is 64 or 128;
 * `workWords` is the number of words that `compress` needs. What it keeps of an absorbed block is the chaining value.
 */
export const ownHash = (
  name: HashName,
  blockBytes: number,
  workWords: number,
  initial: ArrayLike<number>,
  compress: Compress,
): Hash => {
  // Goes on from the chaining value `from`, or from the initial one when that is empty, after `before` bytes. Without
  // padding (whole blocks only) when `before` is negative.
  const run = (from: Bytes, s: Bytes, before: number): Bytes => {
    const m = new Int32Array(initial);
    const w = new Int32Array(workWords);
    const n = s.length;
    const last = (blockBytes >> 2) - 1;
    const field = blockBytes >> 3;
    // Bound once: looking a method up costs as much as the call.
    let c = from.charCodeAt.bind(from);
    let i = 0;
    let j = 0;
    let at = 0;
    let out = '';
    while (i < from.length) m[j++] = (c(i++) << 24) | (c(i++) << 16) | (c(i++) << 8) | c(i++);
    c = s.charCodeAt.bind(s);
    while (at < (before < 0 ? n : n + 1 + field)) {
      w.fill(0);
      i = at;
      j = 0;
      // Past the end c gives NaN, whose bits are zero.
      while (i < n && j <= last) w[j++] = (c(i++) << 24) | (c(i++) << 16) | (c(i++) << 8) | c(i++);
      // Padding (section 5.1): a one bit, zeros, the length in bits in the last bytes of the field of 8 or 16.
      i = n - at;
      if (i >= 0 && i < blockBytes) w[i >> 2]! |= 128 << (24 - (i & 3) * 8);
      if (i < blockBytes - field) {
        w[last - 1] = (before + n) / 536870912;
        w[last] = (before + n) * 8;
      }
      compress(m, w);
      at += blockBytes;
    }
    for (i = 0; i < m.length; i++) {
      j = m[i]!;
      out += bytesOf(j >>> 24, (j >>> 16) & 255, (j >>> 8) & 255, j & 255);
    }
    // Both held what a key can be found from.
    m.fill(0);
    w.fill(0);
    return out;
  };

  const innerDigest = (key: KeyBlocks, message: Bytes): Bytes => run(key.inner, message, blockBytes);

  return {
    name: name,
    blockBytes: blockBytes,
    digestBytes: initial.length * 4,
    absorbedBytes: initial.length * 4,
    digest: (message) => run('', message, 0),
    absorb: (block) => run('', block, -1),
    mac: (key, message) => run(key.outer, innerDigest(key, message), blockBytes),
    innerDigest: innerDigest,
    truncatedMac: (key, inner) => {
      const bytes = run(key.outer, inner, blockBytes);
      return readUint32(bytes, bytes.charCodeAt(bytes.length - 1) & 15) & 0x7fffffff;
    },
  };
};
