// Runs inside the board's context: Date on the board's own clock, which counts fractions of milliseconds; UTC only.
(function (bridge, hooks) {
  'use strict';
  const Engine = Date;
  const construct = Reflect.construct;
  const trunc = Math.trunc;
  const fractions = new WeakMap();
  const milliseconds = Engine.prototype.getTime;
  const prototype = Engine.prototype;
  function BoardDate() {
    if (!new.target) return new BoardDate().toString();
    if (arguments.length > 1) {
      const parts = [];
      for (let i = 0; i < arguments.length; i++) parts.push(arguments[i]);
      return construct(Engine, [Engine.UTC.apply(undefined, parts)], new.target);
    }
    const given = arguments.length === 0 ? hooks.now() : arguments[0];
    const made = construct(Engine, [given], new.target);
    if (typeof given === 'number' && given % 1 !== 0) fractions.set(made, given);
    return made;
  }
  BoardDate.prototype = prototype;
  bridge.define(prototype, 'constructor', BoardDate);
  bridge.define(BoardDate, 'now', () => hooks.now());
  bridge.define(BoardDate, 'parse', (text) => Engine.parse(text));
  const time = function () {
    const whole = milliseconds.call(this);
    const exact = fractions.get(this);
    return exact !== undefined && trunc(exact) === whole ? exact : whole;
  };
  bridge.define(prototype, 'getTime', time);
  bridge.define(prototype, 'valueOf', time);
  for (const part of ['Hours', 'Minutes', 'Seconds', 'Milliseconds', 'Day', 'Date', 'Month', 'FullYear']) {
    bridge.define(prototype, `get${part}`, prototype[`getUTC${part}`]);
    if (prototype[`setUTC${part}`]) bridge.define(prototype, `set${part}`, prototype[`setUTC${part}`]);
  }
  bridge.define(prototype, 'getTimezoneOffset', () => 0);
  bridge.define(prototype, 'getIsDST', () => false);
  bridge.define(prototype, 'toString', function () {
    return this.toUTCString().replace(/^(...), (\d+) (...) (\d+) (\S+) GMT$/, '$1 $3 $2 $4 $5 GMT+0000');
  });
  bridge.define(prototype, 'toLocalISOString', function () {
    return this.toISOString().replace('Z', '+0000');
  });
  bridge.define(globalThis, 'Date', BoardDate);
});
