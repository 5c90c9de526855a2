// Every form in which a secret may stand in flash or go over a wire: itself, written out, and what HMAC makes of it.
import { sha1 } from '../../../firmware/core/digest/sha1.ts';
import { sha256 } from '../../../firmware/core/digest/sha256.ts';
import { encodeBase32 } from '../../../firmware/core/codes/base32.ts';

/** Bytes in a row that count as a find: fewer may be chance. */
const pieceBytes = 8;

/** The forms of a secret, each with its name. */
export function formsOf(secret: Uint8Array): { readonly name: string; readonly bytes: Buffer }[] {
  const raw = Buffer.from(secret);
  const xored = (pad: number): Buffer => Buffer.from(raw.map((byte) => byte ^ pad));
  const block = (pad: number, length: number): string =>
    Buffer.concat([xored(pad), Buffer.alloc(length - raw.length, pad)]).toString('latin1');
  const base32 = encodeBase32(raw.toString('latin1'));
  const text = (name: string, value: string): { name: string; bytes: Buffer }[] => [
    { name: `${name}, upper case`, bytes: Buffer.from(value.toUpperCase()) },
    { name: `${name}, lower case`, bytes: Buffer.from(value.toLowerCase()) },
  ];
  const states = [
    { name: 'SHA-1', hash: sha1 },
    { name: 'SHA-256', hash: sha256 },
  ].flatMap(({ name, hash }) =>
    [0x36, 0x5c].map((pad) => ({
      name: `state of ${name} after the key block of ${pad.toString(16)}`,
      bytes: Buffer.from(hash.absorb(block(pad, hash.blockBytes)), 'latin1'),
    })),
  );
  return [
    { name: 'raw', bytes: raw },
    { name: 'reversed', bytes: Buffer.from(raw).reverse() },
    { name: 'inner key block', bytes: xored(0x36) },
    { name: 'outer key block', bytes: xored(0x5c) },
    ...text('base32', base32),
    ...text('hexadecimal', raw.toString('hex')),
    ...text('hexadecimal of the inner block', xored(0x36).toString('hex')),
    { name: 'base64', bytes: Buffer.from(raw.toString('base64')) },
    ...states,
    ...states.flatMap((state) => text(`hexadecimal of the ${state.name}`, state.bytes.toString('hex'))),
  ];
}

/** The names of the forms of which at least eight bytes in a row are in `haystack`. */
export function tracesOf(secret: Uint8Array, haystack: Uint8Array): string[] {
  const heap = Buffer.from(haystack);
  return formsOf(secret)
    .filter(({ bytes }) => {
      for (let at = 0; at + pieceBytes <= bytes.length; at++) {
        if (heap.includes(bytes.subarray(at, at + pieceBytes))) return true;
      }
      return false;
    })
    .map((form) => form.name);
}
