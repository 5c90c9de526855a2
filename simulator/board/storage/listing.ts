// Which files Storage.list and Storage.hash see, and under which names. Reads only.
import type { StorageLayout } from './layout.ts';
import { FileFlags, isRealFile, NAME_BYTES } from './layout.ts';

/** What String.match(regex) says of a name. */
export type NameFilter = (name: string) => boolean;

export interface ListedFile {
  readonly name: string;
  /** Of the header. */
  readonly address: number;
}

/**
 * Files in the order in which they stand in flash, a StorageFile once, by its first chunk.
 * @param wanted flags of which a file must have one; 0: any file. With them a StorageFile loses its chunk number.
 * @param unwanted flags that a file must not have
 */
export function listFiles(
  layout: StorageLayout,
  matches: NameFilter | undefined,
  wanted: number,
  unwanted: number,
): ListedFile[] {
  const files: ListedFile[] = [];
  for (const { address, header } of layout.walk(0, true).entries) {
    if (!isRealFile(header) || header.flags & unwanted || (wanted && !(header.flags & wanted))) continue;
    let padded = layout.paddedName(address);
    if (header.flags & FileFlags.storageFile) {
      const end = padded.indexOf('\0', 1);
      const last = (end < 0 ? NAME_BYTES : end) - 1;
      if (padded[last] !== '\x01') continue;
      if (wanted) padded = padded.slice(0, last);
    }
    const name = padded.split('\0', 1)[0]!;
    if (matches === undefined || matches(name)) files.push({ name, address });
  }
  return files;
}
