// The credential as the token keeps it (files kk.c0, kk.c1): what a code needs and the two prepared key blocks, so
// that a press costs two short hash calls. The secret stays beside them, for a firmware with another kind of hash.
import { bytesOf, uint64, readUint64, type Bytes } from '../bytes.ts';
import type { Hash, HashName } from '../digest/hash.ts';
import { macKey, type MacKey } from '../digest/hmac.ts';

export const credentialRecordName = 'kk.c';
export const counterMarksName = 'kk.n';

/** Algorithm numbers in records and on the wire: position in this list. */
export const algorithmNames: readonly HashName[] = ['SHA1', 'SHA256', 'SHA512'];

/** What the wire brings at issue and the record keeps, without the key blocks. */
export interface CredentialTerms {
  /** True: a code for each event (RFC 4226); false: a code for each period (RFC 6238). */
  readonly eventBased: boolean;
  /** Index into `algorithmNames`. */
  readonly algorithm: number;
  readonly digits: number;
  readonly periodSeconds: number;
  /** The first counter that may be used. */
  counter: number;
  readonly secret: Bytes;
}

/** version 1 | event-based | algorithm | digits | period | counter (8) | secret length | secret. */
export const encodeTerms = (terms: CredentialTerms): Bytes =>
  bytesOf(1, terms.eventBased ? 1 : 0, terms.algorithm, terms.digits, terms.periodSeconds) +
  uint64(terms.counter) +
  bytesOf(terms.secret.length) +
  terms.secret;

/** The terms at the start of `bytes`, or undefined when they are malformed or out of range. */
export const decodeTerms = (bytes: Bytes): CredentialTerms | undefined => {
  if (bytes.length < 14 || bytes.charCodeAt(0) !== 1) return undefined;
  const secretBytes = bytes.charCodeAt(13);
  const terms = {
    eventBased: bytes.charCodeAt(1) === 1,
    algorithm: bytes.charCodeAt(2),
    digits: bytes.charCodeAt(3),
    periodSeconds: bytes.charCodeAt(4),
    counter: readUint64(bytes, 5),
    secret: bytes.slice(14, 14 + secretBytes),
  };
  if (bytes.charCodeAt(1) > 1 || terms.algorithm > 2 || terms.digits < 6 || terms.digits > 10) return undefined;
  if (terms.periodSeconds < 1 || terms.periodSeconds > 120 || terms.counter > 9007199254740991) return undefined;
  if (secretBytes < 14 || secretBytes > 64 || terms.secret.length !== secretBytes) return undefined;
  return terms;
};

/** The record's payload: the terms, then the inner and the outer key block, of equal length. */
export const encodeCredential = (terms: CredentialTerms, key: MacKey): Bytes =>
  encodeTerms(terms) + key.inner + key.outer;

/** The prepared key of a record's payload; prepared anew when this firmware's hash keeps another kind of block. */
export const keyOfCredential = (payload: Bytes, terms: CredentialTerms, hash: Hash): MacKey => {
  const blocks = payload.slice(14 + terms.secret.length);
  const half = blocks.length >> 1;
  const key = { hash: hash, inner: blocks.slice(0, half), outer: blocks.slice(half) };
  return half === hash.absorbedBytes ? key : macKey(hash, terms.secret);
};
