// How the board's JavaScript can end: with a value, with an error of its own, or stopped beyond every catch.

export type ErrorKind = 'Error' | 'TypeError' | 'SyntaxError' | 'ReferenceError' | 'InternalError';

/** Why JavaScript stopped in a way that no `catch` of it can see. */
export type HaltReason = 'power' | 'reboot' | 'interrupted' | 'recursion' | 'memory' | 'hang';

/** Thrown by a native to stop the board's JavaScript at once, beyond every `catch` in it. */
export class Halt extends Error {
  readonly reason: HaltReason;
  constructor(reason: HaltReason) {
    super(`the board's JavaScript stopped: ${reason}`);
    this.reason = reason;
  }
}

/** Thrown by a native when the board's program is to get an error of one of its own types. */
export class BoardError extends Error {
  readonly kind: ErrorKind;
  constructor(kind: ErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What the host got out of running some of the board's JavaScript. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'thrown'; readonly error: unknown }
  | { readonly kind: 'halted'; readonly reason: HaltReason };
