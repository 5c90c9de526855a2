// Files in Espruino's Storage. Removing a file there only hides it, so its bytes are overwritten first: nothing that was
// secret stays in flash. A string that was read is the flash itself: it changes when the file does.
import type { Store } from '../core/machine.ts';

/** Room that always stays: for a file's header and the rest of its page's last word. */
const reserveBytes = 256;
const headerBytes = 32;

/**
 * Where the file's bytes lie for Flash, on a board where a string from Storage has no address: Storage's files are gone
 * through from the first. Each has a header of 32 bytes: the size in 24 bits, flags, the name; the next begins at a multiple of 4.
 */
const placeOf = (flash: EspruinoFlash, name: string): number => {
  let at = __STORAGE_ADDRESS__;
  for (;;) {
    const header = E.toString(flash.read(headerBytes, at))!;
    const size = header.charCodeAt(0) | (header.charCodeAt(1) << 8) | (header.charCodeAt(2) << 16);
    if (size === 0xffffff) {
      // The rest of the page is free; a page that is free from its beginning comes after the last file.
      const into = at % __STORAGE_PAGE_BYTES__;
      if (into === 0) return 0;
      at += __STORAGE_PAGE_BYTES__ - into;
    } else {
      if (header.slice(4, 5 + name.length) === name + '\x00') return at + headerBytes;
      // Past the end Flash reads zeros, and a file of no bytes can't be.
      if (size === 0) return 0;
      at += headerBytes + ((size + 3) & -4);
    }
  }
};

export const makeStore = (storage: EspruinoStorage, flash: EspruinoFlash): Store => {
  /** Clears every bit of the file. */
  const overwrite = (name: string, bytes: string): void => {
    const address = __STORAGE_IN_PLACE__ ? E.getAddressOf(bytes, true) : placeOf(flash, name);
    const length = bytes.length;
    if (address && E.toString(flash.read(length, address)) === bytes) flash.write(new Uint8Array(length), address);
  };
  // Looked up once: that takes longer than a mark is written.
  const writeFile = storage.write;
  /** Storage throws for some refusals and answers false for others. */
  const write = (name: string, bytes: string, offset: number, size?: number): boolean => {
    try {
      return writeFile(name, bytes, offset, size);
    } catch {
      return false;
    }
  };
  /**
   * A new file is refused before Storage would tidy itself for it: that moves files, and this program runs in place from
   * one, and a power cut in the middle of it could cost the lock and leave the secret. Nothing has it tidied: `klarkode flash` empties it.
   */
  const create = (name: string, bytes: string, size: number): boolean =>
    storage.getFree() > size + reserveBytes && write(name, bytes, 0, size);
  return {
    read: storage.read,
    write: (name, bytes) => create(name, bytes, bytes.length),
    begin: create,
    // Never at offset 0: there Storage makes a new file of the bytes alone.
    mark: write,
    erase: (name) => {
      const bytes = storage.read(name);
      if (!bytes) return;
      overwrite(name, bytes);
      storage.erase(name);
    },
    crc32: E.CRC32,
  };
};
