// An append-only tally in flash: one four-byte word per mark, cleared from 0xFFFFFFFF. Making a mark erases nothing,
// so a power cut leaves it made or not made; a half-made one counts as made. The first and the last word are written when
// the tally is begun: a file without them was not made whole, or not copied whole, and must not be counted from.
import type { Store } from '../machine.ts';

/** Marks that one file takes. */
export const marksPerFile = 254;
const lastWord = marksPerFile + 1;
const erased = '\xff\xff\xff\xff';
const written = '\0\0\0\0';
const twoWritten = written + written;

const wordAt = (bytes: string, index: number): string => bytes.slice(index * 4, index * 4 + 4);

/** How many marks the file has: everything up to the last one that is not erased. -1: there is no whole tally. */
export const countMarks = (store: Store, name: string): number => {
  const bytes = store.read(name);
  if (!bytes || wordAt(bytes, lastWord) !== written) return -1;
  let marks = marksPerFile;
  while (marks > 0 && wordAt(bytes, marks) === erased) marks--;
  return marks;
};

/** Makes a new empty tally in place of whatever the file was. */
export const clearMarks = (store: Store, name: string): boolean => {
  store.erase(name);
  return store.begin(name, written, lastWord * 4 + 4) && store.mark(name, written, lastWord * 4);
};

/**
 * Makes mark number `index` (0 is the first) and reads it back; false when it isn't there afterwards, or isn't the next one.
 * It looks at two words: counting them all would cost a press more than its code.
 */
export const makeMark = (store: Store, name: string, index: number): boolean =>
  index < marksPerFile &&
  store.mark(name, written, index * 4 + 4) &&
  // Nearly always both are whole: that is seen at once.
  (store.read(name, index * 4, 8) === twoWritten ||
    (store.read(name, index * 4 + 4, 4) === written && store.read(name, index * 4, 4) !== erased));
