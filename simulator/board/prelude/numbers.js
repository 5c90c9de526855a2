// Runs inside the board's context: numbers as Espruino reads them, and its own additions to Math.
(function (bridge, hooks) {
  'use strict';
  const { define, guard } = bridge;
  const EngineNumber = Number;
  const floor = Math.floor;
  const engineRound = Math.round;
  function BoardNumber(value) {
    const number = arguments.length === 0 ? 0 : guard.u(value);
    return new.target ? Reflect.construct(EngineNumber, [number], new.target) : number;
  }
  BoardNumber.prototype = EngineNumber.prototype;
  define(EngineNumber.prototype, 'constructor', BoardNumber);
  for (const name of ['NaN', 'MAX_VALUE', 'MIN_VALUE', 'NEGATIVE_INFINITY', 'POSITIVE_INFINITY']) {
    define(BoardNumber, name, EngineNumber[name]);
  }
  define(globalThis, 'Number', BoardNumber);

  define(Math, 'random', () => hooks.random());
  define(Math, 'randInt', (range) => floor(hooks.random() * (range || 4294967296)));
  define(Math, 'clip', (x, low, high) => (x < low ? low : x > high ? high : x));
  define(Math, 'wrap', (x, range) => {
    const rest = x % range;
    return rest < 0 ? rest + range : rest;
  });
  // Numbers as text: at most eleven digits behind the point.
  const engineText = EngineNumber.prototype.toString;
  define(EngineNumber.prototype, 'toString', function (radix) {
    return radix === undefined || radix === 10 ? hooks.numberText(+this) : engineText.call(this, radix);
  });
  // Half away from zero.
  define(Math, 'round', (x) => (x < 0 ? -engineRound(-x) : engineRound(x)));
});
