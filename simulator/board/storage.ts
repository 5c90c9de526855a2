// Storage of a virtual Espruino board over NOR flash: same bytes, same order of writes, same errors as the interpreter
// (require("Storage")). Replacing a file is not atomic here either; nothing may make this safer than a real board.
import { crc32 } from 'node:zlib';
import type { Flash } from './flash.ts';
import { compact } from './storage/compact.ts';
import { StorageError } from './storage/error.ts';
import { StorageFile } from './storage/file.ts';
import type { Entry, StorageStats } from './storage/layout.ts';
import { align, FileFlags, HEADER_BYTES, padName, StorageLayout, stripDrive, toBytes } from './storage/layout.ts';
import type { NameFilter } from './storage/listing.ts';
import { listFiles } from './storage/listing.ts';

/** Strings that point into flash: where their bytes went, or undefined when they are gone (the string becomes empty). */
export type FlashMoved = (from: number, length: number, to: number | undefined) => void;

/** A file's data in flash: what a memory-mapped string of Storage.read refers to. */
export interface MappedFile {
  readonly address: number;
  readonly length: number;
}

export interface StorageOptions {
  /** Address of the first byte as the interpreter sees it; only Storage.hash depends on it. */
  readonly baseAddress?: number;
  /** Takes what the interpreter prints on the console meanwhile (`Compacting... `). */
  readonly print?: (text: string) => void;
}

export { StorageError, StorageFile };

export class FlashStorage {
  /** Called before bytes that strings may refer to move or vanish. */
  onMoved: FlashMoved | undefined;
  /** The string that Storage gave last and the offset into flash to which it points. */
  lastRead: { readonly text: string; readonly offset: number } | undefined;
  readonly #layout: StorageLayout;
  readonly #flash: Flash;
  /** Address of the first byte as the interpreter sees it. */
  readonly baseAddress: number;
  readonly #print: (text: string) => void;
  readonly #generations = new Map<string, number>();

  constructor(flash: Flash, options: StorageOptions = {}) {
    this.#flash = flash;
    this.#layout = new StorageLayout(flash);
    this.baseAddress = options.baseAddress ?? 0x10000000;
    this.#print = options.print ?? ((): void => undefined);
  }

  /** The file's bytes as a byte string, from `offset`, `length` of them (all, when 0); undefined without the file. */
  read(name: string, offset = 0, length = 0): string | undefined {
    const at = this.mapped(name, offset, length);
    if (at === undefined) return undefined;
    const text = this.#layout.text(at.address, at.length);
    this.lastRead = { text, offset: at.address };
    return text;
  }

  /** A copy of the file's bytes, or undefined. */
  readArrayBuffer(name: string): Uint8Array | undefined {
    const at = this.mapped(name);
    return at === undefined ? undefined : this.#flash.bytes.slice(at.address, at.address + at.length);
  }

  /** Where Storage.read's string would point to; clipped as Storage.read clips. */
  mapped(name: string, offset = 0, length = 0): MappedFile | undefined {
    const entry = this.#find(padName(name));
    if (entry === undefined) return undefined;
    const from = Math.min(Math.max(offset | 0, 0), entry.header.bytes);
    const wanted = (length | 0) <= 0 ? entry.header.bytes : length | 0;
    return {
      address: entry.address + HEADER_BYTES + from,
      length: Math.min(wanted, entry.header.bytes - from),
    };
  }

  /** Counts how often the file's data was erased or replaced since power-on: strings of an older generation are dead. */
  generation(name: string): number {
    return this.#generations.get(stripDrive(padName(name))) ?? 0;
  }

  /**
   * Writes `data`, a byte string or bytes, into the file: a new one of `size` bytes (or of the data's length) when
   * `offset` is 0, into bytes of an existing one that are still 0xFF otherwise. False for a negative number.
   * @throws StorageError with the interpreter's text
   */
  write(name: string, data: string | Uint8Array | undefined, offset = 0, size = 0): boolean {
    const bytes = typeof data === 'string' ? toBytes(data) : data;
    return this.writeFile(padName(name), bytes, FileFlags.none, offset | 0, size | 0);
  }

  /** Marks the file as erased; nothing happens when there is none. */
  erase(name: string): void {
    this.eraseFile(padName(name));
  }

  eraseAll(): void {
    this.#moved(0, this.#layout.endAddress, undefined);
    for (let page = 0; page < this.#layout.endAddress; page += this.#flash.pageBytes) this.#flash.erasePage(page);
  }

  /**
   * The names of all files in the order in which they stand in flash.
   * @param matches what String.match(regex) says of a name; all match without it
   * @param filter `sf`: only StorageFiles (true), or none of them (false)
   */
  list(matches?: NameFilter, filter?: { readonly sf?: boolean }): string[] {
    const wanted = filter?.sf === true ? FileFlags.storageFile : 0;
    const unwanted = filter?.sf === false ? FileFlags.storageFile : 0;
    return listFiles(this.#layout, matches, wanted, unwanted).map((file) => file.name);
  }

  /** A signed 32-bit hash over the names and addresses of the files that match, without StorageFiles. */
  hash(matches?: NameFilter): number {
    let hash = 0xabcddcba | 0;
    for (const file of listFiles(this.#layout, matches, 0, FileFlags.storageFile)) {
      hash = (hash << 1) | (hash >>> 31);
      hash ^= this.baseAddress + file.address;
      hash ^= crc32(toBytes(file.name));
    }
    return hash;
  }

  /** Moves the live files together and erases what is behind them. Returns whether that freed anything. */
  compact(): boolean {
    if (this.#layout.stats().trashBytes === 0) return false;
    this.#print('Compacting... ');
    const done = compact(this.#layout, (from, length, to) => this.#moved(from, length, to));
    if (done) this.#print('\n');
    return done;
  }

  getFree(): number {
    return this.#layout.stats().freeBytes;
  }

  getStats(): StorageStats {
    const { firstDirtyPage: _, ...stats } = this.#layout.stats();
    return stats;
  }

  /** Whether the interpreter would keep this flash at power-on; otherwise it prints `Storage is corrupt.` and erases all. */
  isValid(): boolean {
    return this.#layout.isValid();
  }

  /** Opens a StorageFile (`name\1`, `name\2`, ...) for reading, writing or appending. */
  open(name: string, mode: string | undefined): StorageFile {
    if (mode !== 'r' && mode !== 'w' && mode !== 'a') {
      throw new StorageError(`Invalid mode ${mode === undefined ? 'undefined' : JSON.stringify(mode)}`);
    }
    return new StorageFile(this, this.#flash, name, mode);
  }

  // --- The level below, for StorageFile: names are padded, flags and errors are the caller's.

  /** The live file of that padded name. */
  find(paddedName: string): MappedFile | undefined {
    const entry = this.#find(paddedName);
    return entry && { address: entry.address + HEADER_BYTES, length: entry.header.bytes };
  }

  eraseFile(paddedName: string): boolean {
    const entry = this.#find(paddedName);
    if (entry === undefined) return false;
    this.#eraseEntry(entry);
    return true;
  }

  writeFile(paddedName: string, data: Uint8Array | undefined, flags: number, offset: number, size: number): boolean {
    if (offset < 0 || size < 0) return false;
    if (data === undefined) throw new StorageError("Can't get pointer to data to write");
    const bytes = size === 0 ? data.length : size;
    if (bytes === 0) throw new StorageError("Can't create zero length file");
    let entry = this.#find(paddedName);
    if (offset === 0 && !(entry && this.#isBlank(entry, flags, bytes))) {
      if (entry !== undefined) {
        if (this.#holds(entry, flags, bytes, data)) return true;
        this.#eraseEntry(entry);
      }
      entry = this.#create(paddedName, bytes, flags);
    }
    if (entry === undefined) throw new StorageError('Unable to find or create file');
    if (offset + data.length > entry.header.bytes) throw new StorageError('Too much data for file size');
    const address = entry.address + HEADER_BYTES + offset;
    if (!this.#layout.isErased(address, data.length)) {
      throw new StorageError('File already written with different data');
    }
    this.writeAligned(address, data);
    return true;
  }

  /** The bytes from an offset into flash on; zeros past its end. */
  readAddress(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    if (offset >= 0) bytes.set(this.#flash.bytes.subarray(offset, offset + length));
    return bytes;
  }

  erasePage(offset: number): void {
    if (offset < 0 || offset >= this.#layout.endAddress) return;
    this.#moved(offset - (offset % this.#flash.pageBytes), this.#flash.pageBytes, undefined);
    this.#flash.erasePage(offset);
  }

  /** Writes whole words: what lies around the data in the first and the last one is written as it already is. */
  writeAligned(address: number, data: Uint8Array): void {
    const start = address & ~3;
    const words = this.#flash.bytes.slice(start, align(address + data.length));
    words.set(data, address - start);
    this.#flash.write(start, words);
  }

  #isBlank(entry: Entry, flags: number, bytes: number): boolean {
    const { header, address } = entry;
    return (
      header.flags === flags && header.bytes === bytes && this.#layout.isErased(address + HEADER_BYTES, header.bytes)
    );
  }

  #holds(entry: Entry, flags: number, bytes: number, data: Uint8Array): boolean {
    const { header, address } = entry;
    if (header.flags !== flags || header.bytes !== bytes || data.length !== bytes) return false;
    return data.every((byte, i) => this.#flash.bytes[address + HEADER_BYTES + i] === byte);
  }

  #find(paddedName: string): Entry | undefined {
    return this.#layout.find(stripDrive(paddedName));
  }

  #eraseEntry(entry: Entry): void {
    this.#moved(entry.address + HEADER_BYTES, entry.header.bytes, undefined);
    const name = this.#layout.paddedName(entry.address);
    this.#generations.set(name, (this.#generations.get(name) ?? 0) + 1);
    this.#flash.write(entry.address + 4, new Uint8Array(4));
  }

  #create(paddedName: string, bytes: number, flags: number): Entry | undefined {
    const name = stripDrive(paddedName);
    const required = align(bytes) + HEADER_BYTES;
    let room = this.#layout.room(required);
    if (room.address === undefined) {
      if (required >= room.free + room.trash || !this.compact()) return undefined;
      room = this.#layout.room(required);
      if (room.address === undefined) return undefined;
    }
    const header = new Uint8Array(HEADER_BYTES);
    new DataView(header.buffer).setUint32(0, bytes | (flags << 24), true);
    header.set(toBytes(name), 4);
    this.#flash.write(room.address, header);
    return { address: room.address, header: { bytes, flags, erased: false } };
  }

  #moved(from: number, length: number, to: number | undefined): void {
    this.onMoved?.(from, length, to);
  }
}
