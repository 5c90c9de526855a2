// The one face of a hash function (FIPS 180-4), whether it is the board's own, the host's library or ours.
import type { Bytes } from '../bytes.ts';

export type HashName = 'SHA1' | 'SHA256' | 'SHA512';

/** What to keep of the inner and the outer key block of a MAC. */
export interface KeyBlocks {
  readonly inner: Bytes;
  readonly outer: Bytes;
}

export interface Hash {
  readonly name: HashName;
  readonly blockBytes: number;
  readonly digestBytes: number;
  /** Bytes that `absorb` keeps: the block itself, or the state after it. Stored key blocks are told apart by it. */
  readonly absorbedBytes: number;
  digest(message: Bytes): Bytes;
  /** What must be kept of a key block (exactly `blockBytes`) for a MAC later. */
  absorb(block: Bytes): Bytes;
  /** HMAC (RFC 2104) from what was kept of the inner and the outer key block. */
  mac(key: KeyBlocks, message: Bytes): Bytes;
  /** The inner half of that HMAC: the digest of the inner key block and the message. As secret as the message's MAC. */
  innerDigest(key: KeyBlocks, message: Bytes): Bytes;
  /** The 31 bits that a one-time code takes from that HMAC (dynamic truncation, RFC 4226, section 5.3), by its inner half. */
  truncatedMac(key: KeyBlocks, innerDigest: Bytes): number;
}
