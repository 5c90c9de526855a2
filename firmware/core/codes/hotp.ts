// HOTP (RFC 4226, section 5): counter-based one-time codes. A code is a string: its leading zeros count.
import { bytesOf, uint32 } from '../bytes.ts';
import type { MacKey } from '../digest/hmac.ts';

/**
 * The code for `counter`, 0 to 2^53 - 1, under a prepared key, in 6 to 10 decimals: the last ones of a number of 31 bits, so
 * that the first of ten is 0, 1 or 2.
 */
export const hotp = (key: MacKey, counter: number, digits: number): string =>
  (
    '000000000' +
    key.hash.truncatedMac(
      key,
      // What uint64 of bytes.ts gives, without calling it: that would cost Espruino half as much as the hash.
      (counter < 4294967296 ? '\0\0\0\0' : uint32(counter / 4294967296)) +
        bytesOf(counter >>> 24, (counter >>> 16) & 255, (counter >>> 8) & 255, counter & 255),
    )
  ).slice(-digits);
