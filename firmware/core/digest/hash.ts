// The one face of a hash function (FIPS 180-4), whether it is the board's own, the host's library or ours.
import type { Bytes } from '../bytes.ts';

export type HashName = 'SHA1' | 'SHA256' | 'SHA512';

export interface Hash {
  readonly name: HashName;
  readonly blockBytes: number;
  readonly digestBytes: number;
  /** Bytes that `absorb` keeps: the block itself, or the state after it. Stored key blocks are told apart by it. */
  readonly absorbedBytes: number;
  digest(message: Bytes): Bytes;
  /** What must be kept of a message's first block (exactly `blockBytes`) to go on from it later. */
  absorb(block: Bytes): Bytes;
  /** The digest of the absorbed block followed by `message`. */
  finish(absorbed: Bytes, message: Bytes): Bytes;
}
