// Files in Espruino's Storage. Removing a file there only hides it, so its bytes are overwritten first: nothing that was
// secret stays in flash. A string that was read is the flash itself: it changes when the file does.
import type { Store } from '../core/machine.ts';

/** Room that always stays: for a file's header and the rest of its page's last word. */
const reserveBytes = 256;

export const makeStore = (storage: EspruinoStorage, flash: EspruinoFlash): Store => {
  /** Clears every bit of the file, where Storage's strings lie in flash at an address that Flash takes. */
  const overwrite = (bytes: string): void => {
    const address = E.getAddressOf(bytes, true);
    const length = bytes.length;
    if (address && E.toString(flash.read(length, address)) === bytes) flash.write(new Uint8Array(length), address);
  };
  /** Storage throws for some refusals and answers false for others. */
  const write = (name: string, bytes: string, offset: number, size: number): boolean => {
    try {
      return storage.write(name, bytes, offset, size);
    } catch {
      return false;
    }
  };
  /**
   * A new file is refused before Storage would tidy itself for it: that moves files, and this program runs in place from
   * one. `.boot0` tidies at the next start.
   */
  const create = (name: string, bytes: string, size: number): boolean =>
    storage.getFree() > size + reserveBytes && write(name, bytes, 0, size);
  return {
    read: (name) => storage.read(name),
    write: (name, bytes) => create(name, bytes, bytes.length),
    // Writing one erased byte makes the file and changes nothing in it.
    reserve: (name, size) => create(name, '\xff', size),
    // Without the size, a write at offset 0 would make a new file.
    mark: (name, offset, bytes, size) => write(name, bytes, offset, size),
    erase: (name) => {
      const bytes = storage.read(name);
      if (!bytes) return;
      overwrite(bytes);
      storage.erase(name);
    },
    crc32: (bytes) => E.CRC32(bytes),
  };
};
