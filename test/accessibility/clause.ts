// What a row of the accessibility report is: one requirement, the tests that show it, and what no test can show.

/** A test, or all tests of a table: those of the file whose full name holds the words. */
export interface Evidence {
  /** Below test/. */
  readonly file: string;
  readonly name: string;
}

export interface Clause {
  /** `5.1.3.1`, as the standard numbers it, or a name of our own. */
  readonly clause: string;
  /** What is asked for, in our words. */
  readonly asks: string;
  /** What the tests show: not a word more than they do. Undefined: nothing is shown yet. */
  readonly shows?: string;
  readonly tests: readonly Evidence[];
  /** The part of what is asked for that no test shows. */
  readonly rest?: string;
  /** How that part is measured, by its number in procedures.ts. */
  readonly procedure?: number;
  /** Why the requirement does not reach this device. */
  readonly exempt?: string;
}

export interface Group {
  readonly title: string;
  /** What was read of the source. */
  readonly source: string;
  readonly clauses: readonly Clause[];
}
