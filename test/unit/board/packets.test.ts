// The console's packets: an ACK says "understood", not "done".
import { expect, test } from 'vitest';
import { Bench } from './bench.ts';

/** Packet types, in the upper three bits. */
const evaluate = 0x20;
const event = 0x40;
const fileSend = 0x60;
const data = 0x80;
const fileReceive = 0xa0;

function packet(type: number, text: string): string {
  return `\x10\x01${String.fromCharCode(type | (text.length >> 8), text.length & 255)}${text}`;
}

test('EVAL answers with a value, or NAK and the error', () => {
  const bench = new Bench();
  expect(bench.say(packet(evaluate, '({a:1+1})  '))).toBe('\x06\x10\x01\x00\x05{a:2}');
  const refused = bench.say(packet(evaluate, 'nothing.here'));
  expect(refused).toMatch(/^\r\x1b\[J\x15/);
  expect(refused).toContain('Uncaught ReferenceError');
});

test('EVENT reaches E.on("packet"), and is refused when nobody listens', () => {
  const bench = new Bench();
  expect(bench.say(packet(event, '{a:1}'))).toBe('\x15');
  bench.prints('E.on("packet",function(p){got=p.a})');
  expect(bench.say(packet(event, '{a:5}'))).toBe('\x06');
  expect(bench.value('got')).toBe(5);
});

test('a file goes to the board and comes back', () => {
  const bench = new Bench();
  expect(bench.say(packet(fileSend, '{fn:"f",s:8}'))).toBe('\x06');
  expect(bench.say(packet(data, 'abcd\x03'))).toBe('\x06');
  expect(bench.say(packet(data, 'efg'))).toBe('\x06');
  expect(bench.value('require("Storage").read("f")')).toBe('abcd\x03efg');
  expect(bench.say(packet(fileReceive, '{fn:"f"}'))).toBe('\x06\x10\x01\x80\x08abcd\x03efg\x10\x01\x80\x00');
  expect(bench.say(packet(fileReceive, '{fn:"none"}'))).toBe('\x15');
});

test('too much data is acknowledged, and an error is printed', () => {
  const bench = new Bench();
  bench.say(packet(fileSend, '{fn:"f",s:4}'));
  expect(bench.say(packet(data, 'abcdefgh'))).toMatch(/^\x06[^]*Uncaught Error: Too much data for file size/);
});

test('data without a file, and a bad header, are refused', () => {
  const bench = new Bench();
  expect(bench.say(packet(data, 'abcd'))).toBe('\x15');
  expect(bench.say(packet(fileSend, '{fn:5,s:4}'))).toBe('\x15');
});

test('an unfinished packet is refused after five seconds', () => {
  const bench = new Bench();
  expect(bench.say('\x10\x01\x20\x10print')).toBe('');
  expect(bench.advance(4900)).toBe('');
  expect(bench.advance(200)).toBe('\x15');
  expect(bench.say('1\n')).toContain('=1');
});
