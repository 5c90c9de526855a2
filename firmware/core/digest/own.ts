// What our own three hashes share (FIPS 180-4, sections 5 and 6): cutting a message into words, padding, chaining.
// Written, like the compression functions, for an interpreter that reads its source again at every step: see
// README.md in this folder before making them prettier.
import type { Bytes } from '../bytes.ts';
import { uint32, uint64 } from '../bytes.ts';
import type { Hash, HashName } from './hash.ts';

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
  // Goes on from the chaining value `from`, or from the initial one when that is empty.
  const run = (from: Bytes, blocks: Bytes): Bytes => {
    const m = new Int32Array(initial);
    const w = new Int32Array(workWords);
    let out = '';
    const load = (to: Int32Array, words: number, s: Bytes, i: number): void => {
      for (let j = 0; j < words; j++)
        to[j] = (s.charCodeAt(i++) << 24) | (s.charCodeAt(i++) << 16) | (s.charCodeAt(i++) << 8) | s.charCodeAt(i++);
    };
    load(m, from.length >> 2, from, 0);
    for (let at = 0; at < blocks.length; at += blockBytes) {
      load(w, blockBytes >> 2, blocks, at);
      compress(m, w);
    }
    for (let i = 0; i < m.length; i++) out += uint32(m[i]!);
    // Both held what a key can be found from.
    m.fill(0);
    w.fill(0);
    return out;
  };

  // A one bit, zeros, and the length in bits (section 5.1) in the last 8 of the field's 8 or 16 bytes.
  const padded = (message: Bytes, bytesBefore: number): Bytes => {
    const field = blockBytes >> 3;
    const zeros = (2 * blockBytes - 1 - field - (message.length % blockBytes)) % blockBytes;
    return message + '\x80' + '\0'.repeat(zeros + field - 8) + uint64((bytesBefore + message.length) * 8);
  };

  return {
    name: name,
    blockBytes: blockBytes,
    digestBytes: initial.length * 4,
    absorbedBytes: initial.length * 4,
    digest: (message) => run('', padded(message, 0)),
    absorb: (block) => run('', block),
    finish: (absorbed, message) => run(absorbed, padded(message, blockBytes)),
  };
};
