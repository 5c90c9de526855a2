// HOTP (RFC 4226, section 5): counter-based one-time codes. A code is a string: its leading zeros count.
import { uint64 } from '../bytes.ts';
import type { MacKey } from '../digest/hmac.ts';

/**
 * The code for `counter`, 0 to 2^53 - 1, under a prepared key, in 6 to 10 decimals: the last ones of a number of 31 bits, so
 * that the first of ten is 0, 1 or 2.
 */
export const hotp = (key: MacKey, counter: number, digits: number): string =>
  ('000000000' + key.hash.truncatedMac(key, key.hash.innerDigest(key, uint64(counter)))).slice(-digits);
