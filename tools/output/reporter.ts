// What a verb tells the person or the program that started it. Four faces: a terminal (bar.ts), plain lines, JSON
// lines, and whatever a test brings. Nothing secret ever reaches a reporter.
import type { Failure } from '../failure.ts';

export interface Reporter {
  /** One thing that was done or is true. */
  step(text: string): void;
  /** Something that the technician must notice. */
  warn(text: string): void;
  /** How far a longer piece of work is; `done` reaches `total` exactly once. */
  progress(what: string, done: number, total: number): void;
  /** How the verb ended: fields for programs, sentences for people. */
  result(fields: object, sentences: readonly string[]): void;
  failure(failure: Failure): void;
}

/** Where text goes: standard output and standard error. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
}
