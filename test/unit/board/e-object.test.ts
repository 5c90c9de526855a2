// E, process, crypto, NRF, Pixl: what they give on this board.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pixljs } from '../../../hardware/boards/pixljs.ts';
import { Bench } from './bench.ts';

test('checksums and conversions', () => {
  const bench = new Bench();
  expect(bench.value('E.CRC32("123456789")')).toBe(0xcbf43926);
  expect(bench.value('E.toString([1,[2,3]],"a",new Uint8Array([255]))')).toBe('\x01\x02\x03a\xff');
  expect(bench.value('E.toUint8Array("ab",7)')).toEqual([97, 98, 7]);
  expect(bench.value('new Uint8Array(E.toArrayBuffer("ab"))')).toEqual([97, 98]);
  expect(
    bench.value('(function(){var u=new Uint8Array([1,2]);E.mapInPlace(u,u,function(x){return x*3});return u})()'),
  ).toEqual([3, 6]);
  expect(
    bench.value(
      '(function(){var u=new Uint8Array(4);E.mapInPlace(new Uint8Array([0x12,0xf0]),u,undefined,4);return u})()',
    ),
  ).toEqual([1, 2, 15, 0]);
  expect(bench.value('[E.sum([1,2,3]),E.clip(9,1,3),E.reverseByte(3),btoa("\\x00\\xff"),atob("AP8=")]')).toEqual([
    6,
    3,
    192,
    'AP8=',
    '\x00\xff',
  ]);
});

test('hashes: those of the board, over strings, arrays, buffers; a number is one byte', () => {
  const bench = new Bench();
  const hash = (message: string): unknown => bench.value(`new Uint8Array(require("crypto").SHA1(${message}))`);
  const expected = (bytes: Uint8Array | string): number[] => [...createHash('sha1').update(bytes).digest()];
  expect(hash('"abc"')).toEqual(expected('abc'));
  expect(hash('[1,2]')).toEqual(expected(Uint8Array.of(1, 2)));
  expect(hash('new Uint8Array([255]).buffer')).toEqual(expected(Uint8Array.of(255)));
  expect(hash('5')).toEqual(expected(Uint8Array.of(5)));
  expect(hash('"\\xff"')).toEqual(expected(Uint8Array.of(255)));
  expect(bench.value('typeof require("crypto").SHA256')).toBe('undefined');
});

test('a board without hashes has no crypto module', () => {
  const bench = new Bench({ description: { ...pixljs, hashes: { sha1: 'own', sha256: 'own', sha512: 'none' } } });
  expect(bench.prints('require("crypto")')).toContain('Module "crypto" not found');
});

test('randomness repeats at every boot unless noise is given', () => {
  const sequence = '[E.hwRand(),E.hwRand(),Math.random()]';
  expect(new Bench().value(sequence)).toEqual(new Bench().value(sequence));
  let next = 1;
  const noisy = new Bench({ noise: () => (next = (next * 48271) % 2147483647) });
  expect(noisy.value(sequence)).not.toEqual(new Bench().value(sequence));
});

test('the battery, as percentage and as volts', () => {
  const bench = new Bench();
  bench.board.setBatteryMillivolts(2500);
  expect(bench.value('[E.getBattery(),NRF.getBattery()]')).toEqual([50, 2.5]);
});

test('process says which board it is', () => {
  expect(new Bench().value('[process.env.BOARD,process.env.VERSION,process.version,process.memory().total]')).toEqual([
    'PIXLJS',
    '2v29.277',
    '2v29.277',
    2950,
  ]);
});

test('what belongs to one kind of board is not on another', () => {
  const description = { ...pixljs, espruinoBoard: 'MDBT42Q', bluetooth: false };
  expect(new Bench({ description }).value('[typeof NRF,typeof Pixl,typeof g]')).toEqual([
    'undefined',
    'undefined',
    'undefined',
  ]);
});

test('the panel shows what was flipped, and nothing when it is off', () => {
  const bench = new Bench();
  const frames: (readonly string[])[] = [];
  bench.board.on('frame', (frame) => frames.push(frame.strings.map((string) => string.text)));
  bench.prints('g.clear().setFont("6x8").drawString("hello",3,4).fillRect(0,60,5,63)');
  expect(bench.board.panel.pixel(0, 60)).toBe(0);
  bench.prints('g.flip()');
  expect(bench.board.panel.pixel(0, 60)).toBe(1);
  expect(frames).toEqual([['hello']]);
  bench.prints('Pixl.setLCDPower(0)');
  expect([bench.board.panel.lit, bench.board.panel.pixel(0, 60)]).toEqual([false, 0]);
  bench.prints('Pixl.setLCDPower(1)');
  expect(frames).toEqual([['hello'], [], ['hello']]);
});

test('Storage works on the board’s flash, JSON and modules included', () => {
  const bench = new Bench({ files: { greet: 'exports.hello=function(n){return "hello "+n}' } });
  expect(bench.value('require("greet").hello("you")')).toBe('hello you');
  bench.prints('require("Storage").writeJSON("j",{a:[1,"x"]})');
  expect(bench.value('[require("Storage").readJSON("j"),require("Storage").list(/^j/)]')).toEqual([
    { a: [1, 'x'] },
    ['j'],
  ]);
  expect(bench.prints('require("Storage").write("k","")')).toContain("Can't create zero length file");
});

test('an uncaught error is saved when the program asks for it', () => {
  const bench = new Bench();
  bench.prints('E.setFlags({onErrorSave:1})');
  bench.prints('throw new Error("remember")');
  expect(bench.value('require("Storage").read("ERROR")')).toContain('remember');
});
