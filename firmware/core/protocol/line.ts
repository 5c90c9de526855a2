// One line on the wire: printable ASCII, then `*` and the CRC-32 of what stands before it. Nothing else is ever sent,
// for a control byte could interrupt the interpreter.
import { toHex, uint32, type Bytes } from '../bytes.ts';

/** Longest line, without its end. A longer one is dropped up to the next line end. */
export const longestLine = 512;

/** The line that carries `body`. */
export const encodeLine = (crc32: (bytes: Bytes) => number, body: string): string =>
  body + '*' + toHex(uint32(crc32(body)));

/** The body of a line (without its end), or undefined when it is too long, not printable or its CRC is wrong. */
export const decodeLine = (crc32: (bytes: Bytes) => number, line: string): string | undefined => {
  const body = line.slice(0, line.length - 9);
  if (line.length > longestLine || line !== encodeLine(crc32, body)) return undefined;
  for (let i = 0; i < body.length; i++) {
    const code = body.charCodeAt(i);
    if (code < 32 || code > 126) return undefined;
  }
  return body;
};

/** What a whole number in decimal says, or undefined: digits only, no sign, at most 2^53 - 1. */
export const decodeNumber = (text: string | undefined): number | undefined => {
  if (!text || text.length > 16) return undefined;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    value = value * 10 + digit;
  }
  return value > 9007199254740991 ? undefined : value;
};
