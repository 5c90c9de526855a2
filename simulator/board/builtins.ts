// Which of the language's built-in names Espruino has (its reference, 2v29). All others are taken away.
import type vm from 'node:vm';
import { compiled } from './scripts.ts';

const globals =
  'NaN Infinity undefined globalThis eval parseInt parseFloat isFinite isNaN encodeURIComponent decodeURIComponent ' +
  'Object Function Array ArrayBuffer Boolean DataView Date Error InternalError JSON Math Number Promise ReferenceError ' +
  'RegExp String SyntaxError TypeError Float32Array Float64Array Int8Array Int16Array Int32Array Uint8Array ' +
  'Uint16Array Uint32Array Uint8ClampedArray';

const typedArray =
  'constructor set map subarray indexOf includes join sort forEach reduce fill filter find findIndex reverse slice some every ' +
  'buffer byteLength byteOffset length toString';

/** Own properties that stay, by the path of the object that has them. */
const properties: Readonly<Record<string, string>> = {
  Object:
    'keys getOwnPropertyNames values entries fromEntries create getOwnPropertyDescriptor getOwnPropertyDescriptors ' +
    'defineProperty defineProperties getPrototypeOf setPrototypeOf assign',
  'Object.prototype':
    'constructor valueOf toString clone hasOwnProperty on addListener prependListener emit removeListener ' +
    'removeAllListeners __proto__',
  'Function.prototype': 'constructor call apply bind toString length name arguments caller',
  Array: 'isArray',
  'Array.prototype':
    'constructor toString indexOf includes join push pop map forEach filter find findIndex some every reduce splice ' +
    'shift unshift slice sort concat fill reverse length',
  'ArrayBuffer.prototype': 'constructor byteLength',
  DataView: '',
  'DataView.prototype':
    'constructor buffer byteLength byteOffset getFloat32 getFloat64 getInt8 getInt16 getInt32 getUint8 getUint16 getUint32 ' +
    'setFloat32 setFloat64 setInt8 setInt16 setInt32 setUint8 setUint16 setUint32',
  Date: 'now parse',
  'Date.prototype':
    'constructor getTimezoneOffset getIsDST getTime valueOf setTime getHours getMinutes getSeconds getMilliseconds getDay ' +
    'getDate getMonth getFullYear getUTCHours getUTCMinutes getUTCSeconds getUTCMilliseconds getUTCDay getUTCDate ' +
    'getUTCMonth getUTCFullYear setHours setMinutes setSeconds setMilliseconds setDate setMonth setFullYear toString ' +
    'toUTCString toISOString toJSON toLocalISOString',
  Error: '',
  'TypeError.prototype': 'constructor name message toString',
  'SyntaxError.prototype': 'constructor name message toString',
  'ReferenceError.prototype': 'constructor name message toString',
  JSON: 'stringify parse',
  Math:
    'abs acos asin atan atan2 cos pow random randInt round sin tan sqrt ceil floor exp log clip wrap min max sign ' +
    'E PI LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2',
  Number: 'NaN MAX_VALUE MIN_VALUE NEGATIVE_INFINITY POSITIVE_INFINITY',
  'Number.prototype': 'constructor toFixed toString valueOf',
  Promise: 'all resolve reject',
  'Promise.prototype': 'constructor then catch',
  RegExp: '',
  'RegExp.prototype': 'constructor exec test toString source flags global ignoreCase lastIndex',
  String: 'fromCharCode',
  'String.prototype':
    'constructor charAt charCodeAt indexOf lastIndexOf match replace replaceAll substring substr slice split toLowerCase ' +
    'toUpperCase trim concat startsWith endsWith includes repeat padStart padEnd removeAccents length toString valueOf',
  'Object.getPrototypeOf(Uint8Array)': '',
  'Object.getPrototypeOf(Uint8Array.prototype)': typedArray,
};

const keepers = Object.entries(properties).map(([path, names]) => [path, names.split(' ')]);
const input = { globals: JSON.stringify(globals.split(' ')), keepers: JSON.stringify(keepers) };

/** Takes away, in that context, what Espruino has not. What the engine itself needs (symbols) stays. */
export function keepOnly(context: vm.Context): void {
  const source = `(function (globals, keepers) {
    'use strict';
    const names = Object.getOwnPropertyNames;
    for (const [path, kept] of keepers) {
      const owner = (0, eval)(path);
      for (const name of names(owner)) {
        if (!kept.includes(name) && name !== 'prototype' && name !== 'length' && name !== 'name') delete owner[name];
      }
    }
    for (const name of names(globalThis)) if (!globals.includes(name)) delete globalThis[name];
    globalThis.global = globalThis;
    Object.defineProperty(globalThis, 'global', { enumerable: false });
  })(JSON.parse(input.globals), JSON.parse(input.keepers))`;
  const run = compiled(`(function (input) { return ${source}; })`, 'builtins').runInContext(context) as (
    input: object,
  ) => void;
  run(input);
}
