// Runs inside the board's context, only where costs are counted: what the counters in a translated program call
// (see simulator/board/dialect-costs.ts), and built-in functions that count the strings and arrays that they make.
(function (bridge, hooks) {
  'use strict';
  const { guard, define } = bridge;
  const { costs } = hooks;
  const { apply } = Reflect;
  const { isArray } = Array;

  /** A statement runs. */
  guard.r = (tokens, allocations) => {
    costs.statements++;
    costs.tokens += tokens;
    costs.allocations += allocations;
  };
  /** Tokens are read once more. */
  guard.k = (tokens) => {
    costs.tokens += tokens;
  };
  /** A part of an expression runs that stands for a statement. */
  guard.b = (tokens) => {
    costs.statements++;
    costs.tokens += tokens;
  };
  /** A function of the program is called. */
  guard.e = (parameters, tokens) => {
    costs.calls++;
    costs.allocations += 1 + parameters;
    costs.tokens += tokens;
  };
  /** Something is made. */
  guard.a = () => {
    costs.allocations++;
  };
  /** A sum: a string is made, a number is not. */
  guard.p = (sum) => {
    if (typeof sum === 'string') costs.allocations++;
    return sum;
  };

  const makers = [
    [String, 'fromCharCode'],
    [
      String.prototype,
      'charAt concat match padEnd padStart repeat replace replaceAll slice split substr substring toLowerCase toUpperCase trim',
    ],
    [Array.prototype, 'concat filter join map slice splice'],
    [Object, 'assign create entries fromEntries getOwnPropertyNames keys values'],
    [Object.getPrototypeOf(Uint8Array.prototype), 'filter join map slice subarray'],
    [Number.prototype, 'toFixed toString'],
    [Function.prototype, 'bind'],
  ];
  for (const [owner, names] of makers) {
    for (const name of names.split(' ')) {
      const engine = owner[name];
      const counted = function () {
        const made = apply(engine, this, arguments);
        costs.allocations += typeof this === 'string' && isArray(made) ? 1 + made.length : 1;
        return made;
      };
      define(owner, name, counted);
    }
  }
});
