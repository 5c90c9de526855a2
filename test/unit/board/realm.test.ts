// The board's world is its own: nothing of the host reaches it, and nothing is there that Espruino has not.
import { expect, test } from 'vitest';
import { Realm } from '../../../simulator/board/realm.ts';
import { Bench } from './bench.ts';

const absent = (
  'Map Set WeakMap WeakSet Symbol Proxy Reflect BigInt TextEncoder TextDecoder Intl WebAssembly SharedArrayBuffer ' +
  'Atomics WeakRef RangeError queueMicrotask setImmediate structuredClone Buffer performance URL fetch ' +
  'Array.from Array.of Math.trunc Math.imul Math.hypot Object.freeze Object.is Number.isInteger Number.parseInt ' +
  'String.raw Promise.race "".at "".codePointAt "".trimStart [].at [].flat [].flatMap [].keys [].reduceRight ' +
  'Promise.prototype.finally Error.captureStackTrace new.target'
).split(' ');

test.each(absent.filter((name) => name !== 'new.target'))('%s is not there', (name) => {
  expect(new Bench().value(`typeof ${name}`)).toBe('undefined');
});

test('what programs use is there', () => {
  const names = 'setTimeout setWatch digitalRead E.CRC32 Math.clip Object.assign [].splice "".padStart Promise.all Pin';
  const types = names.split(' ').map((name) => `typeof ${name}`);
  expect(new Set(new Bench().value(`[${types.join()}]`) as string[])).toEqual(new Set(['function']));
});

test('no value leads to the host', () => {
  const bench = new Bench();
  const values =
    'print E require Serial1 BTN1 g new_Date() [] ({}) require("Storage") require("crypto").SHA1("a") process.env ' +
    'E.toUint8Array("a") setTimeout(print,1) Pixl NRF require("Storage").list() g.stringMetrics("a") Promise.resolve(1)';
  for (const value of values.split(' ')) {
    const expression = value.replace('_', ' ');
    const seen = bench.value(`(${expression}).constructor.constructor("return typeof process.exit+typeof Buffer")()`);
    expect(seen, expression).toBe('undefinedundefined');
  }
});

test('errors from inside the host are the board’s', () => {
  const bench = new Bench();
  for (const call of ['require("nowhere")', 'new Pin("x").read()', 'eval("(")', 'E.toString({})', 'g.setFont("zz")']) {
    const program = `(function(){try{${call}}catch(e){return e.constructor.constructor("return typeof process.exit")()}})()`;
    expect(bench.value(program), call).toBe('undefined');
  }
});

test('nothing that can be reached has a prototype of the host', () => {
  const realm = newRealm();
  realm.define(
    realm.global,
    'native',
    realm.native(() => realm.object()),
  );
  const seen = new Set<unknown>();
  const visit = (value: unknown, path: string): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    expect(value instanceof Object, path).toBe(false);
    visit(Object.getPrototypeOf(value), `${path}.__proto__`);
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key)!;
      for (const part of [property.value, property.get, property.set] as unknown[])
        visit(part, `${path}.${String(key)}`);
    }
  };
  visit(realm.global, 'global');
  expect(seen.size).toBeGreaterThan(200);
});

test('a native that would hand out a value of the host is stopped', () => {
  const realm = newRealm();
  realm.define(
    realm.global,
    'leak',
    realm.native(() => ({ host: true })),
  );
  const outcome = realm.run(() => realm.evaluate('leak()', 'test'));
  expect(outcome.kind).toBe('thrown');
});

test('a program that never returns and one without a bottom are interrupted, and no catch sees it', () => {
  const bench = new Bench();
  expect(bench.prints('try{while(1);}catch(e){print("caught")}finally{print("finally")}')).toBe(
    'Execution Interrupted\n',
  );
  const said = bench.prints('try{(function f(){f()})()}catch(e){print("caught")}finally{print("finally")}');
  expect(said).toContain('Too much recursion');
  expect(said).not.toMatch(/caught|finally/);
  expect(bench.value('1+1')).toBe(2);
  // Nor does anything else of the program go on: not even what touches only its own memory.
  bench.prints('x=1;(function(){try{while(1);}catch(e){x=2}finally{x=3;return}})()');
  expect(bench.value('x')).toBe(1);
});

function newRealm(): Realm {
  return new Realm({ byteStrings: true, nowMilliseconds: () => 0, random: () => 0, later: () => undefined });
}
