// HMAC (RFC 2104). The two key blocks are prepared once, when the key arrives, so that a code costs two short hash
// calls and no loop over bytes. A prepared key is as secret as the key: never print, send or log it.
import { bytesOf, type Bytes } from '../bytes.ts';
import type { Hash, KeyBlocks } from './hash.ts';

/** A key made ready for one hash: what to keep of the inner and the outer key block. */
export interface MacKey extends KeyBlocks {
  readonly hash: Hash;
}

/** Prepares a key of any length; one longer than a block is hashed first (RFC 2104, section 2). */
export const macKey = (hash: Hash, key: Bytes): MacKey => {
  const short = key.length > hash.blockBytes ? hash.digest(key) : key;
  const rest = hash.blockBytes - short.length;
  let inner = '';
  let outer = '';
  for (let i = 0; i < short.length; i++) {
    const byte = short.charCodeAt(i);
    inner += bytesOf(byte ^ 0x36);
    outer += bytesOf(byte ^ 0x5c);
  }
  // Zero bytes of the padded key turn into the pad bytes themselves, 0x36 and 0x5c: no loop for those.
  return {
    hash: hash,
    inner: hash.absorb(inner + '\x36'.repeat(rest)),
    outer: hash.absorb(outer + '\x5c'.repeat(rest)),
  };
};

/** The HMAC of `message`, as long as the hash's digest. */
export const mac = (key: MacKey, message: Bytes): Bytes => key.hash.mac(key, message);
