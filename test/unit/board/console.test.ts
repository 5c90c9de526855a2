// The console: prompt, echo, results, errors, silent lines, control characters. Checked against the real one's recordings
// in test/conformance; here is what they can't hold: the bytes that the Linux build can't take, and what a board adds.
import { expect, test } from 'vitest';
import { Bench } from './bench.ts';

test('echo, result, prompt', () => {
  const bench = new Bench();
  expect(bench.say('1+2\n')).toBe('1+2\r\n=3\r\n>');
  expect(bench.say('"a"\r\n')).toBe('"a"\r\n="a"\r\n>');
  expect(bench.say('var a={b:[1]}\n')).toBe('var a={b:[1]}\r\n={ \r\n  b: [ 1 ]\r\n }\r\n>');
  expect(bench.say('12\b3\n')).toBe('12\b \b3\r\n=13\r\n>');
});

test('a line that begins with DLE is silent but for what it prints', () => {
  const bench = new Bench();
  expect(bench.say('\x10var a=5\n')).toBe('');
  expect(bench.say('\x10print(a)\n')).toBe('5\r\n>');
  expect(bench.say('a\n')).toBe('a\r\n=5\r\n>');
});

test('echo(0) lasts', () => {
  const bench = new Bench();
  bench.say('echo(0)\n');
  expect(bench.say('1+1\n')).toBe('');
  expect(bench.say('print(7)\n')).toBe('7\r\n');
  expect(bench.say('echo(1)\n')).toContain('>');
});

test('open brackets ask for more; Ctrl-C gives up', () => {
  const bench = new Bench();
  expect(bench.say('function f(){\n')).toBe('function f(){\r\n:');
  expect(bench.say('\x03')).toBe('\r\x1b[J>');
  expect(bench.say('1\n')).toBe('1\r\n=1\r\n>');
  expect(bench.say('\x10function f(){\n\x10return "}"}\n\x10print(f())\n')).toBe('}\r\n>');
});

test('ENQ says what it is, on an empty line only', () => {
  const bench = new Bench();
  expect(bench.say('\x05')).toBe('Espruino 2v29.277 PIXLJS\r\n');
  expect(bench.say('1\x05')).toBe('1');
});

test('output from a timer takes the line away and gives it back', () => {
  const bench = new Bench();
  bench.say('\x10setTimeout(function(){print("tick")},50)\n');
  bench.say('abc');
  expect(bench.advance(100)).toBe('\r\x1b[Jtick\n>abc');
});

test('errors say what was thrown', () => {
  const bench = new Bench();
  expect(bench.prints('throw new TypeError("why")')).toBe('Uncaught TypeError: why\n');
  expect(bench.prints('throw "text"')).toBe('Uncaught text\n');
  expect(bench.prints('nothing')).toBe('Uncaught ReferenceError: "nothing" is not defined\n');
  expect(bench.prints('({}).a.b')).toBe("Uncaught Error: Can't read property 'b' of undefined\n");
});

test('process.on("uncaughtException") takes errors', () => {
  const bench = new Bench();
  bench.prints('process.on("uncaughtException",function(e){print("taken",e.message)})');
  expect(bench.prints('throw new Error("it")')).toBe('taken it\n');
});

test('without a console the port is the program’s', () => {
  const bench = new Bench();
  bench.prints('Serial1.on("data",function(d){Serial1.write("["+d+"]")});E.setConsole(null,{force:true})');
  expect(bench.say('a\x03\x10b\n')).toBe('[a\x03\x10b\n]');
  bench.say('x');
  expect(bench.board.powered).toBe(true);
  bench.board.powerOff();
  bench.board.powerOn();
  expect(bench.say('1\n')).toContain('=1');
});

test('results of long values are cut', () => {
  const bench = new Bench();
  expect(bench.say('\x10echo(1);1\n"x".repeat(100)\n')).toContain(' ... ');
  expect(bench.say('new Uint8Array(20).fill(1)\n')).toContain('1, 1,  ... 1');
});
