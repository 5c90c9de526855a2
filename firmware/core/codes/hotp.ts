// HOTP (RFC 4226, section 5): counter-based one-time codes. A code is a string: its leading zeros count.
import type { Bytes } from '../bytes.ts';
import { uint64 } from '../bytes.ts';
import type { MacKey } from '../digest/hmac.ts';
import { mac } from '../digest/hmac.ts';

/**
 * Dynamic truncation (RFC 4226, section 5.3) of a digest to `digits` decimals, 6 to 10. The number has 31 bits, so
 * the first of ten digits is 0, 1 or 2.
 */
export const truncate = (digest: Bytes, digits: number): string => {
  const at = digest.charCodeAt(digest.length - 1) & 15;
  const number =
    ((digest.charCodeAt(at) & 127) << 24) |
    (digest.charCodeAt(at + 1) << 16) |
    (digest.charCodeAt(at + 2) << 8) |
    digest.charCodeAt(at + 3);
  // The last decimals of the number are the number modulo a power of ten.
  return ('000000000' + number).slice(-digits);
};

/** The code for `counter`, 0 to 2^53 - 1, under a prepared key. */
export const hotp = (key: MacKey, counter: number, digits: number): string =>
  truncate(mac(key, uint64(counter)), digits);
