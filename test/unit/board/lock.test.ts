// The console's lock: exactly what the real one keeps out, and what it does not.
import { expect, test } from 'vitest';
import { Bench } from './bench.ts';

const locked = 'E.setPassword("open sesame");E.lockConsole();';

test('a locked console runs nothing and says so', () => {
  const bench = new Bench({ files: { '.boot0': locked } });
  expect(bench.output()).toMatch(/password>$/);
  expect(bench.say('print(1)\n')).toBe('\r\n  Invalid password\r\npassword>');
  expect(bench.say('\x10print(1)\n')).toBe('\r\n  Invalid password\r\npassword>');
  expect(bench.say('\x05')).toBe('');
  expect(bench.say('\n\x10\x01\x20\x051+1  \n')).not.toContain('\x06');
});

test('the password opens it, until it is locked again', () => {
  const bench = new Bench({ files: { '.boot0': locked } });
  expect(bench.say('open sesame\n')).toContain('Logged in.');
  expect(bench.say('1+1\n')).toBe('1+1\r\n=2\r\n>');
  expect(bench.say('E.lockConsole()\n')).toContain('password>');
  expect(bench.say('1+1\n')).toContain('Invalid password');
});

test('a stray Ctrl-C becomes part of the password line', () => {
  const bench = new Bench({ files: { '.boot0': locked } });
  expect(bench.say('abc\x03')).toBe('');
  expect(bench.say('open sesame\n')).toContain('Invalid password');
  expect(bench.say('open sesame\n')).toContain('Logged in.');
});

test('prints and errors still come out', () => {
  const bench = new Bench({
    files: { '.boot0': `${locked}setTimeout(function(){print("printed");throw new Error("leak")},100)` },
  });
  bench.output();
  const said = bench.advance(200);
  expect(said).toContain('printed');
  expect(said).toContain('Uncaught Error: leak');
});

test('a lock in .boot0 survives reset() and a held button; one in .bootcde does not', () => {
  const firm = new Bench({ files: { '.boot0': locked } });
  firm.say('open sesame\n');
  firm.say('reset()\n');
  expect(firm.say('1+1\n')).toContain('Invalid password');

  const weak = new Bench({ files: { '.bootcde': locked } });
  expect(weak.say('1+1\n')).toContain('Invalid password');
  weak.board.powerOff();
  weak.board.setPin('BTN1', 1);
  weak.board.powerOn();
  expect(weak.say('1+1\n')).toContain('=2');
});
