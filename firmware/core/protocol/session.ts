// The session between a token and the station that knows its device key: mutual proof, keys from both nonces, and a
// tag on every line. Both sides use this file; README.md beside it says the same in tables.
import { toHex, uint32, xor, type Bytes } from '../bytes.ts';
import type { Hash } from '../digest/hash.ts';
import { mac, macKey, type MacKey } from '../digest/hmac.ts';

export const protocolVersion = 1;
export const nonceBytes = 16;
export const tagBytes = 16;

/** Who speaks: the first byte under every tag and in every keystream, so that nothing can be reflected. */
export type Side = 'h' | 't';
export const host: Side = 'h';
export const token: Side = 't';

/** What both proofs and the session keys are bound to. */
export interface Handshake {
  readonly deviceKey: MacKey;
  readonly serialNumber: string;
  readonly tokenNonce: Bytes;
  /** Empty until the host has said it. */
  hostNonce: Bytes;
}

/** Prepares a 32-byte device key for `proof` and `openSession`. */
export const deviceMacKey: (sha256: Hash, deviceKey: Bytes) => MacKey = macKey;

const transcript = (handshake: Handshake): Bytes =>
  'kk' + protocolVersion + handshake.serialNumber + '\0' + handshake.tokenNonce + handshake.hostNonce;

/** The proof that `side` knows the device key: 16 bytes. */
export const proof = (side: Side, handshake: Handshake): Bytes =>
  mac(handshake.deviceKey, side + transcript(handshake)).slice(0, tagBytes);

/** An open session: its keys and the number of the next line. */
export interface Session {
  readonly cipherKey: MacKey;
  readonly tagKey: MacKey;
  sequence: number;
}

/** Derives the session keys: SP 800-108 Rev. 1, counter mode, HMAC-SHA-256, label `s`, 512 bits. */
export const openSession = (handshake: Handshake): Session => {
  const fixed = 's\0' + transcript(handshake) + uint32(512);
  const derive = (index: number): MacKey =>
    macKey(handshake.deviceKey.hash, mac(handshake.deviceKey, uint32(index) + fixed));
  return { cipherKey: derive(1), tagKey: derive(2), sequence: 1 };
};

/** The tag of a session line: hexadecimal, over the side, the sequence number and the text between it and the tag. */
export const lineTag = (session: Session, side: Side, sequence: number, text: string): string =>
  toHex(mac(session.tagKey, side + sequence + ' ' + text).slice(0, tagBytes));

/** Encrypts or decrypts what `side` sends in line `sequence`: xor with HMAC-SHA-256 in counter mode. */
export const cipher = (session: Session, side: Side, sequence: number, bytes: Bytes): Bytes => {
  let stream = '';
  for (let block = 0; stream.length < bytes.length; block++) {
    stream += mac(session.cipherKey, side + uint32(sequence) + uint32(block));
  }
  return xor(bytes, stream);
};

/** A session line's body: `s SEQUENCE TEXT TAG`. */
export const sealText = (session: Session, side: Side, text: string): string =>
  's ' + session.sequence + ' ' + text + ' ' + lineTag(session, side, session.sequence, text);
