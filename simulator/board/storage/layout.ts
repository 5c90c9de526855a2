// How Espruino lays files out in flash: 32-byte headers {size | flags << 24, name[28]} with the data behind them,
// one after another. Only walks and measures; it never writes.
import type { Flash } from '../flash.ts';

export const HEADER_BYTES = 32;
export const NAME_BYTES = 28;
const UNSET_SIZE = 0xffffffff;

/** What the top byte of a header's size says a file is. Any other value: the file is not listed and compaction drops it. */
export const FileFlags = { none: 0, storageFile: 64, compressed: 128 } as const;

export interface Header {
  readonly bytes: number;
  readonly flags: number;
  /** Erased or replaced: the first four bytes of the name are zero; the file keeps its space. */
  readonly erased: boolean;
}

/** A header, and where it stands. */
export interface Entry {
  readonly address: number;
  readonly header: Header;
}

/** What a walk of the headers ended with: the address where it stopped, undefined at the end of the flash. */
export interface Walk {
  readonly entries: Entry[];
  readonly endAddress: number | undefined;
}

export interface StorageStats {
  readonly totalBytes: number;
  readonly freeBytes: number;
  readonly fileBytes: number;
  readonly fileCount: number;
  readonly trashBytes: number;
  readonly trashCount: number;
}

export class StorageLayout {
  readonly flash: Flash;

  constructor(flash: Flash) {
    this.flash = flash;
  }

  get endAddress(): number {
    return this.flash.bytes.length;
  }

  /** The header at `address`, or undefined when there is none: unset, size 0, or reaching past the end. */
  header(address: number): Header | undefined {
    const flash = this.flash.bytes;
    if (address + HEADER_BYTES > flash.length) return undefined;
    const size = this.#word(address);
    const bytes = size & 0xffffff;
    if (size === UNSET_SIZE || size === 0 || address + HEADER_BYTES + bytes > flash.length) return undefined;
    return { bytes, flags: size >>> 24, erased: this.#word(address + 4) === 0 };
  }

  /** All 28 characters of the name in the header at `address`, padded with NUL. */
  paddedName(address: number): string {
    return this.text(address + 4, NAME_BYTES);
  }

  /** The first file, erased or not, of that padded name. */
  find(paddedName: string): Entry | undefined {
    const name = toBytes(paddedName);
    let address: number | undefined = 0;
    while (address !== undefined) {
      const header = this.header(address);
      if (header === undefined) return undefined;
      const at = address + 4;
      if (name.every((byte, i) => this.flash.bytes[at + i] === byte)) return { address, header };
      address = this.following(address, header.bytes);
    }
    return undefined;
  }

  /** Bytes of flash as a byte string. */
  text(address: number, length: number): string {
    const { buffer, byteOffset } = this.flash.bytes;
    return Buffer.from(buffer, byteOffset + address, length).toString('latin1');
  }

  isErased(address: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (this.flash.bytes[address + i] !== 0xff) return false;
    return true;
  }

  /** The start of the page after the one that holds `address`, or undefined when it was the last. */
  nextPage(address: number): number | undefined {
    const next = address - (address % this.flash.pageBytes) + this.flash.pageBytes;
    return next >= this.endAddress ? undefined : next;
  }

  /** All headers from `from` on; with `allPages`, a gap continues at the next page when that begins with a header. */
  walk(from: number, allPages: boolean): Walk {
    const entries: Entry[] = [];
    let address: number | undefined = from;
    while (address !== undefined) {
      const header = this.header(address);
      if (header === undefined) break;
      entries.push({ address, header });
      address = allPages ? this.following(address, header.bytes) : this.#behind(address, header.bytes);
    }
    return { entries, endAddress: address };
  }

  /** Where the header after a file of `bytes` bytes stands: right behind it, or at the next page's start. */
  following(address: number, bytes: number): number | undefined {
    const behind = this.#behind(address, bytes);
    return behind === undefined || this.header(behind) !== undefined ? behind : this.nextPage(behind);
  }

  #word(address: number): number {
    const bytes = this.flash.bytes;
    const [first, second, third] = [bytes[address]!, bytes[address + 1]!, bytes[address + 2]!];
    return (first | (second << 8) | (third << 16) | (bytes[address + 3]! << 24)) >>> 0;
  }

  #behind(address: number, bytes: number): number | undefined {
    const behind = align(address + HEADER_BYTES + bytes);
    return behind + HEADER_BYTES > this.endAddress ? undefined : behind;
  }

  /** Room for a file (header included) at `address`: to the next page that begins with a header, else to the end. */
  spaceLeft(address: number): number {
    const next = this.nextPage(address);
    return (next === undefined || this.header(next) === undefined ? this.endAddress : next) - address;
  }

  /** The first gap of `required` bytes; without one, how many bytes are free and how many in erased files' data. */
  room(required: number): { readonly address?: number; readonly free: number; readonly trash: number } {
    let free = 0;
    let trash = 0;
    let from: number | undefined = 0;
    while (from !== undefined) {
      const { entries, endAddress } = this.walk(from, false);
      for (const { header } of entries) if (header.erased) trash += header.bytes;
      if (endAddress === undefined) break;
      const space = this.spaceLeft(endAddress);
      free += space;
      if (space >= required) return { address: endAddress, free, trash };
      from = this.nextPage(endAddress);
    }
    return { free, trash };
  }

  /** Figures as Storage.getStats gives them, and the page where compaction would have to begin. */
  stats(): StorageStats & { readonly firstDirtyPage: number } {
    let fileBytes = 0;
    let fileCount = 0;
    let trashBytes = 0;
    let trashCount = 0;
    let lastAddress = 0;
    let pageStart = 0;
    let firstDirtyPage: number | undefined;
    for (const { address, header } of this.walk(0, true).entries) {
      if (address % this.flash.pageBytes === 0) pageStart = address;
      const bytes = align(header.bytes) + HEADER_BYTES;
      lastAddress = address + bytes;
      if (!header.erased) {
        fileBytes += bytes;
        fileCount++;
      } else {
        trashBytes += bytes;
        trashCount++;
        firstDirtyPage ??= pageStart;
      }
    }
    const freeBytes = this.endAddress - lastAddress;
    return {
      totalBytes: this.endAddress,
      freeBytes,
      fileBytes,
      fileCount,
      trashBytes,
      trashCount,
      firstDirtyPage: firstDirtyPage ?? 0,
    };
  }

  /** False when headers are damaged so that the interpreter erases everything at power-on ("Storage is corrupt."). */
  isValid(): boolean {
    const { endAddress } = this.walk(0, true);
    if (endAddress === undefined) return this.#endsInErasedFlash();
    if (!this.isErased(endAddress, Math.min(HEADER_BYTES, this.endAddress - endAddress))) return false;
    return endAddress !== 0 || this.isErased(0, this.endAddress);
  }

  #endsInErasedFlash(): boolean {
    const last = this.walk(0, true).entries.at(-1)!;
    const address = align(last.address + HEADER_BYTES + last.header.bytes);
    return address + HEADER_BYTES > this.endAddress || this.isErased(address, HEADER_BYTES);
  }
}

/** The next address where a header or data may stand. */
export function align(address: number): number {
  return (address + 3) & ~3;
}

/** Whether compaction keeps the file and Storage.list shows it. */
export function isRealFile(header: Header): boolean {
  const known = [FileFlags.none, FileFlags.storageFile, FileFlags.compressed].some((flags) => flags === header.flags);
  return known && !header.erased;
}

/** A name as the header holds it: cut to 28 bytes without a word, padded with NUL. */
export function padName(name: string): string {
  return name.slice(0, NAME_BYTES).padEnd(NAME_BYTES, '\0');
}

/** Takes a drive letter (`C:name`) off a padded name; boards with one storage area ignore it. */
export function stripDrive(paddedName: string): string {
  return paddedName[1] === ':' ? padName(paddedName.slice(2)) : paddedName;
}

/** A byte string as bytes; characters above 255 lose their upper bits. */
export function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
