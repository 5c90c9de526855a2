// Compaction: moves live files to the front through a RAM buffer of one page and a header, page by page, in the
// interpreter's order. A power cut in the middle loses what was in that buffer: that is the real board's behaviour.
import type { StorageLayout } from './layout.ts';
import { align, HEADER_BYTES, isRealFile } from './layout.ts';

/** Called before bytes of a file go to another address, so that strings that point there can follow. */
export type Moved = (from: number, length: number, to: number) => void;

/** Compacts from the first page with erased files on. Returns whether there was anything to gain. */
export function compact(layout: StorageLayout, moved: Moved): boolean {
  const stats = layout.stats();
  if (stats.trashBytes === 0) return false;
  const capacity = Math.min(stats.fileBytes, layout.flash.pageBytes + HEADER_BYTES);
  const buffer: number[] = [];
  const start = stats.firstDirtyPage;
  let writeAddress = start;

  // Writes what is buffered, but never into a page that is still being read from.
  const drain = (readAddress: number): void => {
    while (buffer.length > 0) {
      const pageEnd = layout.nextPage(writeAddress) ?? layout.endAddress;
      if (readAddress < pageEnd) return;
      if (writeAddress % layout.flash.pageBytes === 0) layout.flash.erasePage(writeAddress);
      const bytes = buffer.splice(0, pageEnd - writeAddress);
      layout.flash.write(writeAddress, Uint8Array.from(bytes));
      writeAddress += bytes.length;
    }
  };

  let address: number | undefined = start;
  while (address !== undefined) {
    const header = layout.header(address);
    if (header === undefined) break;
    if (isRealFile(header)) {
      const to = writeAddress + buffer.length;
      if (to !== address) moved(address, HEADER_BYTES + header.bytes, to);
      let readAddress = address + HEADER_BYTES;
      let left = align(header.bytes);
      buffer.push(...layout.flash.bytes.subarray(address, readAddress));
      drain(readAddress);
      while (left > 0) {
        const chunk = Math.min(capacity - buffer.length, left);
        if (chunk <= 0) return false;
        for (const byte of layout.flash.bytes.subarray(readAddress, readAddress + chunk)) buffer.push(byte);
        left -= chunk;
        readAddress += chunk;
        drain(readAddress);
      }
    }
    address = layout.following(address, header.bytes);
  }
  drain(layout.endAddress);
  eraseRest(layout, start, writeAddress, address ?? layout.endAddress);
  return true;
}

function eraseRest(layout: StorageLayout, start: number, writeAddress: number, end: number): void {
  let page = writeAddress === start ? start : layout.nextPage(writeAddress - 1);
  while (page !== undefined && page < end) {
    layout.flash.erasePage(page);
    page = layout.nextPage(page);
  }
}
