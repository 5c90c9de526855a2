// Programs run as Espruino runs them: what it can't parse throws when it is reached, what it does otherwise it does here.
import { expect, test } from 'vitest';
import { Bench } from './bench.ts';

test.each([
  ['a default parameter', 'function f(a=1){}', "Got '=' expected ','"],
  ['rest', '(function(...a){})', "Got '.' expected ID"],
  ['spread', 'Math.max(...[1])', "Got '.' expected ID"],
  ['destructuring', 'var [a]=[1]', 'Unable to assign value to non-reference'],
  ['power', '2**3', "Got '*' expected EOF"],
  ['optional chaining', 'var o={};o?.a', "Got ID expected ':'"],
  ['a label', 'a:for(;;)break a', "Got ':' expected EOF"],
  ['a generator', 'function* f(){}', "Got '*' expected ID"],
  ['a computed key', 'var k="a",o={[k]:1}', "Got '[' expected ID"],
  ['BigInt', '1n', 'Got ID:n expected EOF'],
  ['case after default', 'switch(1){default:break;case 1:}', 'CASE after DEFAULT unsupported'],
  ['assigning to a length', '[1].length=0', 'Assignment to a constant'],
])('%s throws when it is reached', (_what, program, message) => {
  const bench = new Bench();
  expect(bench.prints(`print("before");${program};print("after")`)).toMatch(/^before\nUncaught /);
  expect(bench.prints(`try{eval(${JSON.stringify(program)})}catch(e){print(e.message)}`)).toBe(`${message}\n`);
});

test('what is refused in a function does not disturb the rest', () => {
  expect(new Bench().prints('function f(){return 2**3};try{f()}catch(e){print("refused")};print("goes on")')).toBe(
    'refused\ngoes on\n',
  );
});

test('a loop has one binding', () => {
  const bench = new Bench();
  const collect = (loop: string): string => `(function(){var f=[];${loop}return f.map(function(g){return g()})})()`;
  expect(bench.value(collect('for(let i=0;i<3;i++)f.push(function(){return i});'))).toEqual([3, 3, 3]);
  expect(bench.value(collect('for(const x of [1,2,3])f.push(function(){return x});'))).toEqual([3, 3, 3]);
  expect(bench.value(collect('for(let i=0;i<3;i++){let j=i;f.push(function(){return j})}'))).toEqual([0, 1, 2]);
});

test('functions are not hoisted, at the top or inside', () => {
  const bench = new Bench();
  expect(bench.prints('early();function early(){}')).toContain('ReferenceError: "early" is not defined');
  expect(bench.prints('(function(){inner();function inner(){}})()')).toContain(
    'ReferenceError: "inner" is not defined',
  );
  expect(bench.value('(function(){function a(n){return n?b(n-1):"end"}function b(n){return a(n)}return a(3)})()')).toBe(
    'end',
  );
});

test('top-level declarations are globals and can be made again', () => {
  const bench = new Bench();
  bench.prints('let c=1');
  bench.prints('let c=2');
  expect(bench.value('[c,global.c]')).toEqual([2, 2]);
});

test('numbers from digits with a leading zero are octal, except for parseInt', () => {
  expect(new Bench().value('[+"010",Number("0123"),parseInt("010",10),+"09",+"1.5"]')).toEqual([8, 83, 10, 9, 1.5]);
});

test('strings hold bytes', () => {
  const bench = new Bench();
  expect(bench.value('[String.fromCharCode(0x20ac).charCodeAt(0),"\\u20ac".charCodeAt(0),"\\u20ac".length]')).toEqual([
    172, 172, 1,
  ]);
  // Source is bytes too: a letter in UTF-8 is two characters.
  expect(bench.value('"\xc3\xa6".length')).toBe(2);
});

test('numbers are written with eleven digits behind the point', () => {
  expect(new Bench().prints('print(0.1+0.2,1/3,1e21,1e-7,123456789012,-1.5)')).toBe(
    '0.3 0.33333333333 10e+20 1e-7 123456789012 -1.5\n',
  );
});

test('a slice of a typed array is an array', () => {
  const bench = new Bench();
  expect(bench.value('Array.isArray(new Uint8Array(3).slice(1))')).toBe(true);
  expect(bench.value('new Uint8Array([1,2,3]).subarray(1) instanceof Uint8Array')).toBe(true);
  expect(bench.prints('new Uint8Array("abc")')).toContain('Unsupported first argument of type String');
});

test('eval sees locals and is translated too', () => {
  expect(new Bench().value('(function(a){return eval("[a,+\'010\']")})(5)')).toEqual([5, 8]);
});

test('promises run after the turn, without the host', () => {
  const bench = new Bench();
  expect(
    bench.prints('Promise.resolve(1).then(function(v){print(v);throw 2}).catch(function(e){print(e)});print(0)'),
  ).toBe('0\n1\n2\n');
});
