// The hashes that the suite holds against the same answers: our own, the host's library, and Node's own taken as a
// board's native ones are.
import { createHash } from 'node:crypto';
import { fromByteArray } from '../../../firmware/core/bytes.ts';
import type { Hash, HashName } from '../../../firmware/core/digest/hash.ts';
import { nativeHash } from '../../../firmware/core/digest/native.ts';
import { sha1 } from '../../../firmware/core/digest/sha1.ts';
import { sha256 } from '../../../firmware/core/digest/sha256.ts';
import { sha512 } from '../../../firmware/core/digest/sha512.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';

export const hashNames: readonly HashName[] = ['SHA1', 'SHA256', 'SHA512'];

const nodeHash = (name: HashName): Hash =>
  nativeHash(
    name,
    (message) => new Uint8Array(createHash(name).update(Buffer.from(message, 'latin1')).digest()).buffer,
    (digest) => fromByteArray(new Uint8Array(digest)),
  );

/** By where they come from, then by name. */
export const everyHash: { readonly [source: string]: { readonly [name in HashName]: Hash } } = {
  own: { SHA1: sha1, SHA256: sha256, SHA512: sha512 },
  noble: nobleHashes,
  native: { SHA1: nodeHash('SHA1'), SHA256: nodeHash('SHA256'), SHA512: nodeHash('SHA512') },
};

/** `[label, hash]` for each of them, for `describe.each`. */
export const labelledHashes: readonly (readonly [string, Hash])[] = Object.entries(everyHash).flatMap(
  ([source, hashes]) => hashNames.map((name) => [`${source} ${name}`, hashes[name]] as const),
);
