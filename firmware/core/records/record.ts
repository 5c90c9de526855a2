// A record that survives a power cut at any byte: two slots, written in turn, each with a sequence number, a length
// and a CRC-32. The newest whole slot counts; the other is what stood before.
import { readUint32, uint32, type Bytes } from '../bytes.ts';
import type { Store } from '../machine.ts';

/** A record's bytes, how often it has been written, and the slot (0 or 1) that holds it. */
export interface RecordSlot {
  readonly payload: Bytes;
  readonly sequence: number;
  readonly slot: number;
}

/** sequence (4) | length (4) | payload | CRC-32 of all before (4), big-endian. */
export const encodeRecord = (crc32: (bytes: Bytes) => number, sequence: number, payload: Bytes): Bytes => {
  const body = uint32(sequence) + uint32(payload.length) + payload;
  return body + uint32(crc32(body));
};

/** The record in one slot's bytes, or undefined when it is missing, torn or of another length. */
export const decodeRecord = (
  crc32: (bytes: Bytes) => number,
  bytes: Bytes | undefined,
  slot: number,
): RecordSlot | undefined => {
  if (!bytes || bytes.length < 12) return undefined;
  const end = readUint32(bytes, 4) + 8;
  if (bytes.length !== end + 4) return undefined;
  if (readUint32(bytes, end) !== crc32(bytes.slice(0, end)) >>> 0) return undefined;
  return { payload: bytes.slice(8, end), sequence: readUint32(bytes, 0), slot: slot };
};

/** The newest whole record called `name` (files `name0` and `name1`), or undefined when there is none. */
export const readRecord = (store: Store, name: string): RecordSlot | undefined => {
  const a = decodeRecord(store.crc32, store.read(name + '0'), 0);
  const b = decodeRecord(store.crc32, store.read(name + '1'), 1);
  if (!a) return b;
  if (!b) return a;
  return b.sequence > a.sequence ? b : a;
};

/**
 * Writes `payload` as the newest record called `name`, into the slot that does not hold the newest now, and reads it
 * back. Undefined when the store refused it: then the record is still the old one.
 */
export const writeRecord = (store: Store, name: string, payload: Bytes): RecordSlot | undefined => {
  const newest = readRecord(store, name);
  const sequence = newest ? newest.sequence + 1 : 1;
  const slot = newest ? 1 - newest.slot : 0;
  const file = name + slot;
  store.erase(file);
  if (!store.write(file, encodeRecord(store.crc32, sequence, payload))) return undefined;
  const written = decodeRecord(store.crc32, store.read(file), slot);
  return written && written.sequence === sequence && written.payload === payload ? written : undefined;
};

/** Removes both slots, the older first, so that a cut in between leaves the record or nothing. */
export const eraseRecord = (store: Store, name: string): void => {
  const newest = readRecord(store, name);
  const last = newest ? newest.slot : 0;
  store.erase(name + (1 - last));
  store.erase(name + last);
};
