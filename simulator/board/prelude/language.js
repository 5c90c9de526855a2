// Runs inside the board's context: where Espruino's built-in functions behave differently from a modern engine's,
// and the methods that every object has there (on, emit, ...).
(function (bridge, hooks) {
  'use strict';
  const { define, translate } = bridge;
  const { isArray } = Array;
  const arraySlice = Array.prototype.slice;
  const EngineFunction = Function;
  const fromCharCode = String.fromCharCode;

  function BoardFunction() {
    const parts = arraySlice.call(arguments).map(String);
    const body = parts.pop() ?? '';
    return (0, eval)(translate(`(function(${parts.join(',')}){${body}\n})`));
  }
  BoardFunction.prototype = EngineFunction.prototype;
  define(EngineFunction.prototype, 'constructor', BoardFunction);
  define(globalThis, 'Function', BoardFunction);

  // Characters are bytes, whatever number is given.
  define(String, 'fromCharCode', function () {
    let text = '';
    for (let i = 0; i < arguments.length; i++)
      text += fromCharCode(hooks.byteStrings ? arguments[i] & 255 : arguments[i]);
    return text;
  });

  const TypedArray = Object.getPrototypeOf(Uint8Array);
  define(TypedArray.prototype, 'slice', function (from, to) {
    return arraySlice.call(this, from, to);
  });

  // A typed array of a string is refused: E.toUint8Array takes those.
  const { construct } = Reflect;
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const Engine = globalThis[name];
    if (Object.getPrototypeOf(Object(Engine)) !== TypedArray) continue;
    const Board = new Proxy(Engine, {
      construct(target, given, newTarget) {
        if (typeof given[0] === 'string') throw new Error('Unsupported first argument of type String');
        return construct(target, given, newTarget === Board ? target : newTarget);
      },
    });
    define(Engine.prototype, 'constructor', Board);
    define(globalThis, name, Board);
  }

  // What does not fit is left out; nothing is thrown.
  const engineSet = TypedArray.prototype.set;
  define(TypedArray.prototype, 'set', function (source, offset) {
    const from = offset || 0;
    const fits = source.length === undefined ? 0 : this.length - from;
    engineSet.call(
      this,
      source.length > fits ? arraySlice.call(source, 0, fits < 0 ? 0 : fits) : source,
      from < this.length ? from : 0,
    );
  });

  // Letters are those of ASCII.
  const lower = String.prototype.toLowerCase;
  const upper = String.prototype.toUpperCase;
  const engineReplace = String.prototype.replace;
  if (hooks.byteStrings) {
    define(String.prototype, 'toUpperCase', function () {
      return engineReplace.call(this, /[a-z]+/g, (letters) => upper.call(letters));
    });
    define(String.prototype, 'toLowerCase', function () {
      return engineReplace.call(this, /[A-Z]+/g, (letters) => lower.call(letters));
    });
  }

  // Only Error itself is an Error there.
  const { toString } = Error.prototype;
  for (const kind of [TypeError, SyntaxError, ReferenceError, bridge.kinds.InternalError]) {
    Object.setPrototypeOf(kind.prototype, Object.prototype);
    define(kind.prototype, 'toString', toString);
  }

  define(String.prototype, 'removeAccents', () => {
    throw new bridge.kinds.InternalError('removeAccents is not modelled by the virtual board');
  });
  // Built-in libraries are functions to typeof.
  const library = () => undefined;
  for (const name of Object.getOwnPropertyNames(Math)) define(library, name, Math[name]);
  define(globalThis, 'Math', library);

  define(Object.prototype, 'clone', function () {
    return isArray(this) ? arraySlice.call(this) : Object.assign(Object.create(Object.getPrototypeOf(this)), this);
  });
  for (const name of ['toString', 'valueOf']) define(Object.prototype, name, Object.prototype[name]);

  const key = (event) => `#on${event}`;
  const list = (object, event) => (Object.prototype.hasOwnProperty.call(object, key(event)) ? object[key(event)] : []);
  const keep = (object, event, listeners) => define(object, key(event), listeners);
  function on(event, listener) {
    if (typeof listener !== 'function' && typeof listener !== 'string')
      throw new TypeError('Expecting a Function or String');
    keep(this, event, list(this, event).concat([listener]));
    bridge.listened?.(this, event);
  }
  define(Object.prototype, 'on', on);
  define(Object.prototype, 'addListener', on);
  define(Object.prototype, 'prependListener', function (event, listener) {
    keep(this, event, [listener].concat(list(this, event)));
  });
  define(Object.prototype, 'emit', function (event) {
    const given = arraySlice.call(arguments, 1);
    for (const listener of list(this, event)) hooks.later(() => listener.apply(this, given));
  });
  define(Object.prototype, 'removeListener', function (event, listener) {
    keep(
      this,
      event,
      list(this, event).filter((one) => one !== listener),
    );
  });
  define(Object.prototype, 'removeAllListeners', function (event) {
    if (event !== undefined) return void keep(this, event, []);
    for (const name of Object.getOwnPropertyNames(this)) if (name.startsWith('#on')) define(this, name, []);
  });
  define(globalThis, 'InternalError', bridge.kinds.InternalError);
});
