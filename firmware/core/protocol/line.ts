// One line on the wire: printable ASCII, then `*` and the CRC-32 of what stands before it. Nothing else is ever sent,
// for a control byte could interrupt the interpreter.
import type { Bytes } from '../bytes.ts';

/** Longest line, without its end. A longer one is dropped up to the next line end. */
export const longestLine = 512;

/** Eight hexadecimal digits of an unsigned 32-bit number. */
const hex8 = (n: number): string =>
  ((n >>> 16) + 65536).toString(16).slice(1) + ((n & 65535) + 65536).toString(16).slice(1);

/** The line that carries `body`. */
export const encodeLine = (crc32: (bytes: Bytes) => number, body: string): string => body + '*' + hex8(crc32(body));

/** The body of a line (without its end), or undefined when it is too long, not printable or its CRC is wrong. */
export const decodeLine = (crc32: (bytes: Bytes) => number, line: string): string | undefined => {
  const star = line.length - 9;
  if (star < 1 || line.length > longestLine || line.charAt(star) !== '*') return undefined;
  const body = line.substring(0, star);
  for (let i = 0; i < star; i++) {
    const code = body.charCodeAt(i);
    if (code < 32 || code > 126) return undefined;
  }
  return line.substring(star + 1) === hex8(crc32(body)) ? body : undefined;
};

/** What a whole number in decimal says, or undefined: digits only, no sign, at most 2^53 - 1. */
export const decodeNumber = (text: string): number | undefined => {
  if (text.length < 1 || text.length > 16) return undefined;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value > 9007199254740991 ? undefined : value;
};
