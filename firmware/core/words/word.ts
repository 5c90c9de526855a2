// Every word and phrase that a holder may read, by name. A language is a file of lines in this order. `|` parts a title
// from its lines, `%` stands for a number.

export const enum Word {
  /** No credential yet. */
  blank,
  clockLost,
  clockUnsure,
  fault,
  /** Too little time left: the next code comes by itself in % seconds. */
  waitForNext,
  /** The code on the screen is about to change. */
  changesSoon,
  secondsLeft,
  batteryLow,
  serial,
  firmware,
  clockWithin,
  clockIsLost,
  battery,
  /** The clock may soon be too far off: two short lines. */
  setClockSoon,
}

/** A name for each word, in order: what a language file is checked against. */
export type WordName = keyof typeof Word;

/** The words of one language. */
export type Words = { readonly [name in WordName]: string };

/** The names in the order of the file. */
export const wordNames: readonly WordName[] = [
  'blank',
  'clockLost',
  'clockUnsure',
  'fault',
  'waitForNext',
  'changesSoon',
  'secondsLeft',
  'batteryLow',
  'serial',
  'firmware',
  'clockWithin',
  'clockIsLost',
  'battery',
  'setClockSoon',
];
