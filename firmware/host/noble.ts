// The three hashes from @noble/hashes behind the core's face, for the host: the tool, the simulator and the tests.
// Never bundled for a board.
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../core/bytes.ts';
import type { Hash, HashName } from '../core/digest/hash.ts';
import { nativeHash } from '../core/digest/native.ts';

const over =
  (digest: (message: Uint8Array) => Uint8Array) =>
  (message: Bytes): ArrayBuffer =>
    new Uint8Array(digest(Buffer.from(message, 'latin1'))).buffer;
const toBytes = (digest: ArrayBuffer): Bytes => Buffer.from(digest).toString('latin1');

/** Every hash, by name. */
export const nobleHashes: { readonly [name in HashName]: Hash } = {
  SHA1: nativeHash('SHA1', over(sha1), toBytes),
  SHA256: nativeHash('SHA256', over(sha256), toBytes),
  SHA512: nativeHash('SHA512', over(sha512), toBytes),
};
