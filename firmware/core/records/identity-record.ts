// Who a unit is (file kk.id), written once when it is flashed: serial number, device key, seed, languages.
import { bytesOf, type Bytes } from '../bytes.ts';
import type { Store } from '../machine.ts';
import { decodeRecord, encodeRecord } from './record.ts';

export const identityFile = 'kk.id';

export interface Identity {
  /** 4 to 11 characters, A-Z, 0-9 and -. */
  readonly serialNumber: string;
  /** 32 bytes; shared with the station's registry and with nobody else. */
  readonly deviceKey: Bytes;
  /** 32 bytes, for the unit's own random numbers. */
  readonly seed: Bytes;
  /** Two-letter codes; the first is the one it speaks. */
  readonly languages: readonly string[];
}

/** The whole file: a record of version 1 | lengths and bytes of serial number, key, seed and languages. */
export const encodeIdentity = (crc32: (bytes: Bytes) => number, identity: Identity): Bytes => {
  let payload = '\x01';
  const fields = [identity.serialNumber, identity.deviceKey, identity.seed, identity.languages.join(',')];
  for (let i = 0; i < fields.length; i++) payload += bytesOf(fields[i]!.length) + fields[i]!;
  return encodeRecord(crc32, 1, payload);
};

/** The unit's identity, or undefined when the file is missing or torn. */
export const readIdentity = (store: Store): Identity | undefined => {
  const record = decodeRecord(store.crc32, store.read(identityFile), 0);
  if (!record || record.payload.charCodeAt(0) !== 1) return undefined;
  const fields: Bytes[] = [];
  let at = 1;
  for (let i = 0; i < 4; i++) {
    const end = at + 1 + record.payload.charCodeAt(at);
    fields.push(record.payload.slice(at + 1, end));
    at = end;
  }
  if (fields[0]!.length < 4 || fields[1]!.length !== 32 || fields[2]!.length !== 32) return undefined;
  return { serialNumber: fields[0]!, deviceKey: fields[1]!, seed: fields[2]!, languages: fields[3]!.split(',') };
};
