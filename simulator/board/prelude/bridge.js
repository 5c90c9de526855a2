// Runs inside the board's context and hands the host the few makers that it needs. Everything made here has the
// context's own prototypes; the functions of the host stay in closures and are never values of the board's world.
(function (host) {
  'use strict';
  const kinds = { Error, TypeError, SyntaxError, ReferenceError };
  kinds.InternalError = class InternalError extends Error {};
  Object.defineProperty(kinds.InternalError.prototype, 'name', { value: 'InternalError' });
  const isArray = Array.isArray;
  const Overflow = RangeError;
  const halt = () => new kinds.InternalError('Execution Interrupted');
  // What translated programs call: see simulator/board/dialect.ts.
  const guard = {
    /** Rounds of loops so far, and how many are allowed. */
    n: 0,
    m: 0,
    /** Too many rounds, or the board is stopped. */
    h() {
      host.halt('hang');
      throw halt();
    },
    /** Begins every catch: what stopped the board can't be caught. */
    c(error) {
      if (error instanceof Overflow && error.message === 'Maximum call stack size exceeded') host.halt('recursion');
      if (host.halted()) throw halt();
    },
    /** Begins every finally. */
    f() {
      if (host.halted()) throw halt();
    },
    /** The argument of a direct eval. */
    t(source) {
      return typeof source === 'string' ? translate(source) : source;
    },
    /** The owner of a length that a program wants to assign. */
    l(owner) {
      if (isArray(owner) || typeof owner === 'string') throw new TypeError('Assignment to a constant');
      return owner;
    },
    /** Unary plus: digits that begin with 0 are octal. */
    u(value) {
      return typeof value === 'string' && /^\s*[-+]?0[0-7]+\s*$/.test(value) ? parseInt(value, 8) : +value;
    },
    /** What a statement that Espruino can't parse throws. */
    s(message) {
      return new SyntaxError(message);
    },
  };
  const translate = (source) => {
    const result = host.translate(source);
    if (result.error !== undefined) throw new SyntaxError(result.error);
    return result.text;
  };
  return {
    guard,
    translate,
    kinds,
    wrap: (invoke) =>
      function () {
        return invoke(this, arguments);
      },
    object: () => ({}),
    list: (items) => {
      const made = [];
      for (let i = 0; i < items.length; i++) made.push(items[i]);
      return made;
    },
    bytes: (length) => new Uint8Array(length),
    buffer: (length) => new ArrayBuffer(length),
    error: (kind, message) => new kinds[kind](message),
    define: (target, name, value) =>
      Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false }),
  };
});
