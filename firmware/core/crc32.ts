// CRC-32 as in zlib and PNG (RFC 1952, section 8), equal to Espruino's E.CRC32, which boards use instead: this one
// goes bit by bit to stay small. It finds accidents, not intent: never use it as proof of origin.
import type { Bytes } from './bytes.ts';

/** The CRC-32 of `bytes`, 0 to 2^32 - 1. */
export const crc32 = (bytes: Bytes): number => {
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) {
    crc ^= bytes.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
};
