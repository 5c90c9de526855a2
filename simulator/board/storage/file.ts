// StorageFile: a file that grows, kept by Espruino in numbered chunks (`name\1`, `name\2`, ...) whose end is the first
// 0xFF byte. Writes go straight to flash; what is written must not hold the byte 0xFF.
import type { Flash } from '../flash.ts';
import type { FlashStorage, MappedFile } from '../storage.ts';
import { StorageError } from './error.ts';
import { FileFlags, HEADER_BYTES, NAME_BYTES, padName, toBytes } from './layout.ts';

export type OpenMode = 'r' | 'w' | 'a';
const LAST_CHUNK = 255;

export class StorageFile {
  readonly #storage: FlashStorage;
  readonly #flash: Flash;
  readonly #name: string;
  readonly #chunkBytes: number;
  #mode: OpenMode | undefined;
  #chunk = 1;
  #offset = 0;

  constructor(storage: FlashStorage, flash: Flash, name: string, mode: OpenMode) {
    this.#storage = storage;
    this.#flash = flash;
    this.#name = name;
    // Big external flash gets chunks of ten pages.
    const pages = flash.bytes.length < 1_000_000 ? Math.min(flash.pageBytes, 4096) : flash.pageBytes * 10;
    this.#chunkBytes = pages - HEADER_BYTES;
    if (mode === 'w' && this.#find(1) !== undefined) this.erase();
    if (mode === 'a') {
      this.#chunk = this.#firstOpenChunk().chunk;
      const file = this.#find(this.#chunk);
      this.#offset = file === undefined ? 0 : this.#usedBytes(file);
    }
    this.#mode = mode;
  }

  /** The next `length` bytes, fewer before the end, undefined at it. */
  read(length: number): string | undefined {
    return this.#read(Math.max(length | 0, 0), false);
  }

  /** The next line with its `\n`, or what is left, or undefined. */
  readLine(): string | undefined {
    return this.#read(Infinity, true);
  }

  /** The whole file's length in bytes, whatever has been read. */
  getLength(): number {
    const open = this.#firstOpenChunk();
    const file = this.#find(open.chunk);
    return open.bytesBefore + (file === undefined ? 0 : this.#usedBytes(file));
  }

  /** Appends a byte string. @throws StorageError with the interpreter's text */
  write(data: string): void {
    if (this.#mode !== 'w' && this.#mode !== 'a') throw new StorageError("Can't write in this mode");
    if (data.length === 0) return;
    const file = this.#find(this.#chunk);
    if (file === undefined) {
      this.#writeChunk(data);
      return;
    }
    const remaining = file.length - this.#offset;
    const fits = data.slice(0, remaining);
    if (fits !== '') this.#storage.writeAligned(file.address + this.#offset, toBytes(fits));
    this.#offset += fits.length;
    if (data.length < remaining) return;
    if (this.#chunk === LAST_CHUNK) throw new StorageError('File too big!');
    this.#chunk++;
    try {
      this.#writeChunk(data.slice(remaining));
    } catch (error) {
      this.#chunk--;
      throw error;
    }
  }

  /** Erases all chunks; the file can no longer be written or read. */
  erase(): void {
    let chunk = 1;
    while (this.#storage.eraseFile(this.#chunkName(chunk))) chunk++;
    this.#chunk = 1;
    this.#offset = 0;
    this.#mode = undefined;
  }

  // A chunk is made with room for more. Data that fills this one exactly leaves nothing to begin the next with, and
  // the interpreter then makes it without data.
  #writeChunk(data: string): void {
    const mode = this.#mode;
    this.#mode = undefined; // Only success keeps the file writable.
    this.#storage.writeFile(this.#chunkName(this.#chunk), toBytes(data), FileFlags.storageFile, 0, this.#chunkBytes);
    this.#offset = data.length;
    this.#mode = mode;
  }

  #read(length: number, line: boolean): string | undefined {
    if (this.#mode !== 'r') throw new StorageError("Can't read in this mode");
    let result = '';
    let file = this.#find(this.#chunk);
    while (file !== undefined && result.length < length) {
      if (this.#offset >= file.length) {
        this.#offset = 0;
        file = this.#chunk === LAST_CHUNK ? undefined : this.#find(++this.#chunk);
        continue;
      }
      const byte = this.#flash.bytes[file.address + this.#offset]!;
      if (byte === 0xff) break;
      this.#offset++;
      result += String.fromCharCode(byte);
      if (line && byte === 0x0a) break;
    }
    return result === '' ? undefined : result;
  }

  /** The first chunk that is not full (perhaps not there yet), and the bytes in those before it. */
  #firstOpenChunk(): { readonly chunk: number; readonly bytesBefore: number } {
    let chunk = 1;
    let bytesBefore = 0;
    let file = this.#find(chunk);
    while (file !== undefined && chunk < LAST_CHUNK && this.#flash.bytes[file.address + file.length - 1] !== 0xff) {
      bytesBefore += file.length;
      file = this.#find(++chunk);
    }
    return { chunk, bytesBefore };
  }

  #usedBytes(file: MappedFile): number {
    const end = this.#flash.bytes.subarray(file.address, file.address + file.length).indexOf(0xff);
    return end < 0 ? file.length : end;
  }

  #find(chunk: number): MappedFile | undefined {
    return this.#storage.find(this.#chunkName(chunk));
  }

  #chunkName(chunk: number): string {
    const name = padName(this.#name)
      .replace(/\0+$/, '')
      .slice(0, NAME_BYTES - 1);
    return padName(name + String.fromCharCode(chunk));
  }
}
