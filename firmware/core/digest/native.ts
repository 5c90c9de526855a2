// A hash that somebody else computes: the interpreter on a board, a library on the host. One call hashes a whole
// message, so "absorbing" a block is keeping it, and a keyed digest costs two calls and no loop.
import type { Bytes } from '../bytes.ts';
import type { Hash, HashName } from './hash.ts';

/**
 * Makes a Hash of `digest`, the named function over byte strings, and of `toBytes`, which makes bytes of what that gives. Both
 * are called as they are, without a function of ours around them: on Espruino a call of one costs half as much as the hash.
 */
export const nativeHash = (
  name: HashName,
  digest: (message: Bytes) => ArrayBuffer,
  toBytes: (digest: ArrayBuffer) => Bytes,
): Hash => {
  const digestBytes = toBytes(digest('')).length;
  const blockBytes = digestBytes > 32 ? 128 : 64;
  return {
    name: name,
    blockBytes: blockBytes,
    digestBytes: digestBytes,
    absorbedBytes: blockBytes,
    digest: (message) => toBytes(digest(message)),
    absorb: (block) => block,
    mac: (key, message) => toBytes(digest(key.outer + toBytes(digest(key.inner + message)))),
    innerDigest: (key, message) => toBytes(digest(key.inner + message)),
    truncatedMac: (key, innerDigest) => {
      const view = new DataView(digest(key.outer + innerDigest));
      return view.getUint32(view.getUint8(digestBytes - 1) & 15) & 0x7fffffff;
    },
  };
};
