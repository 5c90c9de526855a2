// Bytes as byte strings: one char, 0 to 255, per byte. That is what Espruino's hashes and its Storage take and
// give, and what its boards hold in the fewest variables. Text is not bytes: encode it before it gets here.

/** A string whose every char code is one byte, 0 to 255. */
export type Bytes = string;

/** The byte string of one or more numbers, 0 to 255. Bound once: Espruino looks a method up for longer than it runs. */
export const bytesOf = String.fromCharCode;

/** Lower-case hexadecimal, two digits for each byte. */
export const toHex = (bytes: Bytes): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += (256 + bytes.charCodeAt(i)).toString(16).slice(1);
  return text;
};

/** The bytes that `text` spells in hexadecimal of either case; undefined when it has an odd length or any other character. */
export const fromHex = (text: string): Bytes | undefined => {
  let bytes = '';
  for (let i = 0; i < text.length; i += 2) bytes += bytesOf(parseInt(text.slice(i, i + 2), 16));
  // Whatever is not two digits comes back as something else.
  return toHex(bytes) === text.toLowerCase() ? bytes : undefined;
};

/** The byte string of an array of bytes, of any length. */
export const fromByteArray = (array: ArrayLike<number>): Bytes => {
  let bytes = '';
  for (let i = 0; i < array.length; i++) bytes += bytesOf(array[i]!);
  return bytes;
};

/** The array of a byte string, for what wants one. */
export const toByteArray = (bytes: Bytes): Uint8Array<ArrayBuffer> => {
  const array = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) array[i] = bytes.charCodeAt(i);
  return array;
};

/** Each byte of `a` xor the byte of `b` at its place; `b` is at least as long as `a`. */
export const xor = (a: Bytes, b: Bytes): Bytes => {
  let bytes = '';
  for (let i = 0; i < a.length; i++) bytes += bytesOf(a.charCodeAt(i) ^ b.charCodeAt(i));
  return bytes;
};

/** Whether two byte strings are the same. Looks at every byte, so that the time tells nothing but the length. */
export const equalInConstantTime = (a: Bytes, b: Bytes): boolean => {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length && i < b.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
};

/** Four bytes, big-endian: the low 32 bits of `n`, an integer up to 2^53 - 1 in size, of either sign. */
export const uint32 = (n: number): Bytes => bytesOf(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255);

/** Eight bytes, big-endian, of an integer from 0 to 2^53 - 1. */
export const uint64 = (n: number): Bytes => uint32(n / 4294967296) + uint32(n);

/** The big-endian number in the four bytes at `at`, 0 to 2^32 - 1. All four must be there. */
export const readUint32 = (bytes: Bytes, at: number): number => {
  let n = 0;
  for (let i = at; i < at + 4; i++) n = n * 256 + bytes.charCodeAt(i);
  return n;
};

/** The big-endian number in the eight bytes at `at`; exact up to 2^53 - 1, which the caller must check is not passed. */
export const readUint64 = (bytes: Bytes, at: number): number =>
  readUint32(bytes, at) * 4294967296 + readUint32(bytes, at + 4);
