// An append-only tally in flash: one four-byte word per mark, cleared from 0xFFFFFFFF. Making a mark erases nothing,
// so a power cut leaves it made or not made; a half-made one counts as made.
import type { Store } from '../machine.ts';

/** Marks that one file takes. */
export const marksPerFile = 128;
const fileBytes = marksPerFile * 4;

/** How many marks the file has: everything up to the last word that is not erased. A missing file has none. */
export const countMarks = (store: Store, name: string): number => {
  const bytes = store.read(name);
  if (!bytes) return 0;
  let words = bytes.length >> 2;
  while (words > 0 && bytes.slice(words * 4 - 4, words * 4) === '\xff\xff\xff\xff') words--;
  return words;
};

/** Makes a new empty tally in place of whatever the file was. */
export const clearMarks = (store: Store, name: string): boolean => {
  store.erase(name);
  return store.reserve(name, fileBytes);
};

/** Makes mark number `index` (0 is the first) and reads it back; false when it isn't there afterwards. */
export const makeMark = (store: Store, name: string, index: number): boolean =>
  index < marksPerFile && store.mark(name, index * 4, '\0\0\0\0', fileBytes) && countMarks(store, name) === index + 1;
