// Runs inside the board's context and hands the host the few makers that it needs. Everything made here has the
// context's own prototypes; the functions of the host stay in closures and are never values of the board's world.
(function (host) {
  'use strict';
  const kinds = { Error, TypeError, SyntaxError, ReferenceError };
  kinds.InternalError = class InternalError extends Error {};
  Object.defineProperty(kinds.InternalError.prototype, 'name', { value: 'InternalError' });
  const isArray = Array.isArray;
  const Overflow = RangeError;
  const EngineTypeError = TypeError;
  const EngineReferenceError = ReferenceError;
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
    /** Begins every catch: what stopped the board can't be caught; errors of the engine become Espruino's. */
    c(error) {
      if (error instanceof Overflow && error.message === 'Maximum call stack size exceeded') host.halt('recursion');
      if (host.halted()) throw halt();
      return translateError(error);
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
      if (typeof value !== 'string') return +value;
      if (/^\s|\s$/.test(value)) return NaN;
      return /^[-+]?0[0-7]+$/.test(value) ? parseInt(value, 8) : +value;
    },
    /** What a statement that Espruino can't parse throws. */
    s(message) {
      return new SyntaxError(message);
    },
  };
  // What the engine says, as Espruino says it.
  const said = [
    [/^(.+) is not defined$/, 'ReferenceError', (m) => `"${m[1]}" is not defined`],
    [/^Cannot access '(.+)' before initialization$/, 'ReferenceError', (m) => `"${m[1]}" is not defined`],
    [
      /^Cannot (?:read|set) properties of (null|undefined) \(\w+ '(.+)'\)$/,
      'Error',
      (m) => `Can't read property '${m[2]}' of ${m[1]}`,
    ],
    [/^Assignment to constant variable\.$/, 'TypeError', () => 'Assignment to a constant'],
    [/([\w$]+) is not a constructor$/, 'Error', () => 'Constructor should be a function, but is undefined'],
    [/([\w$]+) is not a function$/, 'Error', (m) => `Function "${m[1]}" not found!`],
    [/ is not iterable$/, 'Error', () => 'FOR loop can only iterate over Arrays, Strings or Objects'],
    [/^Invalid array length$/, 'Error', () => 'Invalid array length'],
    [/^Invalid count value/, 'Error', () => 'Invalid count value'],
  ];
  const translateError = (error) => {
    if (!(error instanceof EngineTypeError || error instanceof EngineReferenceError || error instanceof Overflow))
      return error;
    for (const [pattern, kind, message] of said) {
      const match = pattern.exec(error.message);
      if (match) return new kinds[kind](message(match));
    }
    return error;
  };
  const translate = (source) => {
    const result = host.translate(source);
    if (result.error !== undefined) throw new SyntaxError(result.error);
    return result.text;
  };
  return {
    guard,
    translate,
    translateError,
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
