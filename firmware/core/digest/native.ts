// A hash that somebody else computes: the interpreter on a board, a library on the host. One call hashes a whole
// message, so "absorbing" a block is keeping it, and a keyed digest costs two calls and no loop.
import type { Bytes } from '../bytes.ts';
import type { Hash, HashName } from './hash.ts';

/** Makes a Hash of `digest`, which must be the named function over byte strings. */
export const nativeHash = (name: HashName, digest: (message: Bytes) => Bytes): Hash => {
  const digestBytes = digest('').length;
  const blockBytes = digestBytes > 32 ? 128 : 64;
  return {
    name: name,
    blockBytes: blockBytes,
    digestBytes: digestBytes,
    absorbedBytes: blockBytes,
    digest: digest,
    absorb: (block) => block,
    finish: (absorbed, message) => digest(absorbed + message),
  };
};
