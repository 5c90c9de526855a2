// What a program costs the interpreter, counted while it runs on the virtual board. Counts, not times: the same program
// on the same inputs gives the same figures on every machine. Off unless BoardOptions.countCosts asks for it.
//
// Espruino keeps no syntax tree. It reads a program's text again, token by token, whenever it runs it, so `tokens` follows
// its time: measured with 2v29 on Linux (test/bench/token-price.ts), programs of eight kinds took 1,200 to 1,700
// instructions a token. What is stepped over, a way not taken or a function that is only defined, costs it next to nothing.
// Every object, string and variable that outlives an expression takes variables from its fixed stock, so `allocations`
// follows its memory.
// What is not seen: the time inside the interpreter's own functions (drawing, hashing), how long names are, how large
// an object is, and the short-lived numbers of an expression (those follow the tokens).

/** Counters that only rise. */
export interface CostCounters {
  /**
   * Statements that ran, parts of a comma expression after the first, and branches taken in an expression (`a?b:c`,
   * `a&&b`, `a||b`, `a??b`): what a programmer would have written as statements before a minifier joined them.
   */
  statements: number;
  /**
   * Tokens that the interpreter runs: those of a statement, or of a branch in an expression, whenever it runs, a loop's
   * header at each round. The tests of all cases belong to their switch.
   */
  tokens: number;
  /** Calls of the program's own functions. */
  calls: number;
  /**
   * Things made that take a variable: object, array, function, regular expression and `new`; a string that is a
   * literal, a template, a sum, or comes from a built-in function; the scope of a call, its parameters, a declaration.
   */
  allocations: number;
}

export function noCosts(): CostCounters {
  return { statements: 0, tokens: 0, calls: 0, allocations: 0 };
}
