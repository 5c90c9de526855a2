// The wire at the edges of what the specification allows: the last value that is taken, the first that is not, the last second of
// a session, and what a token with a fault still says.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { uint32 } from '../../../firmware/core/bytes.ts';
import { encodeLine } from '../../../firmware/core/protocol/line.ts';
import { encodeRecord } from '../../../firmware/core/records/record.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { SecondStation } from '../protocol/second-station.ts';
import { deviceKey, MemoryMachine } from './memory-machine.ts';
import { Station } from './station.ts';

const lifecycleOf = (machine: MemoryMachine): string => machine.ask('hello').split(' ')[7]!;
const guess = (machine: MemoryMachine): string =>
  machine.ask(new SecondStation(randomBytes(32), machine.ask('hello'), randomBytes(16)).open());

describe('hello', () => {
  it('says whether there is a credential that can be used', () => {
    const machine = new MemoryMachine();
    expect(lifecycleOf(machine)).toBe('blank');
    new Station(machine).issue();
    expect(lifecycleOf(machine)).toBe('issued');
    // What another firmware may have written.
    for (const name of ['kk.c0', 'kk.c1']) machine.files.set(name, encodeRecord(crc32, 9, 'unreadable'));
    machine.powerCycle();
    expect(lifecycleOf(machine)).toBe('fault');
  });

  it('takes the noise and the moment into its nonce, to the microsecond', () => {
    const nonceOf = (noise: number, uptimeSeconds: number): string => {
      const machine = new MemoryMachine();
      // Its start is the same each time: only what came after it can make a difference.
      machine.ask('hello');
      machine.noise = noise;
      machine.uptimeSeconds = uptimeSeconds;
      return machine.ask('hello').slice(-32);
    };
    expect(nonceOf(7, 11)).toBe(nonceOf(7, 11));
    expect(new Set([nonceOf(7, 11), nonceOf(8, 11), nonceOf(7, 11.000001)]).size).toBe(3);
  });

  it('is a fault on a board that cannot compute a session key', () => {
    const machine = new MemoryMachine();
    machine.hashes = { sha1: nobleHashes.SHA1, sha256: undefined };
    machine.powerCycle();
    expect(machine.ask('hello')).toBe('error 50');
  });

  it('is not answered by a unit that was never flashed whole: the holder sees why, the technician finds its console', () => {
    const machine = new MemoryMachine();
    machine.files.delete('kk.id');
    machine.powerCycle();
    expect(machine.sendLine(encodeLine(crc32, 'hello'))).toEqual([]);
    expect(machine.wireGivenBack).toBe(true);
    expect(machine.press()).toMatch(/fault 2/i);
  });
});

it('ignores an empty line', () => {
  expect(new MemoryMachine().sendLine('')).toEqual([]);
});

it('knows no other verb, in a session or outside it, and the session goes on', () => {
  const machine = new MemoryMachine();
  const station = new Station(machine);
  expect(machine.ask('reboot 1 2 3')).toBe('error 11');
  expect(station.ask('reboot')).toBe('error 11');
  expect(station.ask('test')).toBe('ok 0');
});

describe('open', () => {
  const nonce = '00'.repeat(16);

  it.each([
    ['nothing', ''],
    ['no proof', nonce],
    ['a nonce that is no number', `${'zz'.repeat(16)} ${nonce}`],
    ['a proof that is no number', `${nonce} ${'zz'.repeat(16)}`],
    ['a short nonce', `${nonce.slice(2)} ${nonce}`],
    ['a long nonce', `${nonce}00 ${nonce}`],
    ['a short proof', `${nonce} ${nonce.slice(2)}`],
    ['a long proof', `${nonce} ${nonce}00`],
    ['a word more', `${nonce} ${nonce} 0`],
  ])('with %s is malformed, is no guess, and leaves the nonce for the right one', (_what, words) => {
    const machine = new MemoryMachine();
    const session = new SecondStation(deviceKey, machine.ask('hello'), randomBytes(16));
    expect(machine.ask(`open ${words}`)).toBe('error 12');
    expect(session.accepts(machine.ask(session.open()))).toBe(true);
  });

  it('keeps its count where the next firmware looks for it, and waits an hour at most, however large it is', () => {
    const machine = new MemoryMachine();
    guess(machine);
    expect([...machine.files.keys()].filter((name) => name.startsWith('kk.g'))).not.toEqual([]);
    for (const wrongProofs of [15, 4294967294]) {
      for (const name of ['kk.g0', 'kk.g1']) machine.files.set(name, encodeRecord(crc32, 9, uint32(wrongProofs)));
      machine.powerCycle();
      expect(machine.ask('hello').split(' ').slice(10, 12)).toEqual([String(wrongProofs), '3600']);
      machine.pass(3600);
      expect(() => new Station(machine)).not.toThrow();
    }
  });
});

describe('a session', () => {
  it.each([
    [300, 'ok'],
    [300.001, 'error 20'],
  ])('%d s after its open answers %s', (seconds, begins) => {
    const machine = new MemoryMachine();
    const session = new SecondStation(deviceKey, machine.ask('hello'), randomBytes(16));
    machine.ask(session.open());
    machine.pass(seconds);
    const answer = machine.ask(session.request('status'));
    expect(answer.startsWith('error') ? answer : session.answer(answer).slice(0, 2)).toBe(begins);
  });

  it('ends with close', () => {
    const machine = new MemoryMachine();
    const session = new SecondStation(deviceKey, machine.ask('hello'), randomBytes(16));
    machine.ask(session.open());
    expect(session.answer(machine.ask(session.request('close')))).toBe('ok');
    expect(machine.ask(session.request('status'))).toBe('error 20');
  });

  it.each(['s', 's 1', `s 1 ${'00'.repeat(16)}`, `s x status ${'00'.repeat(16)}`, `s -1 status ${'00'.repeat(16)}`])(
    'takes %j for malformed',
    (body) => {
      const machine = new MemoryMachine();
      const station = new Station(machine);
      expect(machine.ask(body)).toBe('error 12');
      expect(station.ask('test')).toBe('ok 0');
    },
  );

  it.each(
    'issue,issue zz,issue 00,clock,clock x 0,clock 1,clock 1 0 0,clock -1 0,set,set 2,set 2 30 1,set x 30,set 2 x'.split(
      ',',
    ),
  )('takes the request %j for malformed', (text) => {
    expect(new Station(new MemoryMachine()).ask(text)).toBe('error 12');
  });

  it('takes a period as long as the longest that is set', () => {
    const station = new Station(new MemoryMachine());
    station.ask('set 5 29');
    expect(station.issue({ periodSeconds: 30 })).toBe('error 12');
    expect(station.issue({ periodSeconds: 29 })).toBe('ok');
  });

  it('moves the clock by 120 s forward and 30 s backward without force, and counts neither', () => {
    const station = new Station(new MemoryMachine());
    station.setClock(1234567890);
    expect(station.setClock(1234567890 + 120)).toBe('ok 120000');
    expect(station.setClock(1234567890 + 90)).toBe('ok -30000');
    expect(station.setClock(1234567890 + 59.999)).toBe('error 32');
    expect(station.setClock(1234567890 + 210.001)).toBe('error 32');
    expect(station.ask('log')).toBe('ok 0 0 0');
  });

  it('keeps the log where the next firmware looks for it', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.setClock(1234567890);
    station.setClock(1, true);
    expect([...machine.files.keys()].filter((name) => name.startsWith('kk.l'))).not.toEqual([]);
  });

  it('may choose the language that was flashed first by its name', () => {
    const station = new Station(new MemoryMachine());
    expect(station.ask(`set 6 ${'e'.charCodeAt(0) * 256 + 'n'.charCodeAt(0)}`)).toBe('ok');
  });

  it('tells the counter of the next code, and that the clock is lost', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    expect(station.ask('status')).toBe('ok 0 lost 0 0');
    station.issue({ eventBased: true, counter: 40n });
    machine.press();
    machine.press();
    machine.press();
    expect(station.ask('status')).toBe('ok 42 lost 0 0');
  });

  it('ends the fault of a counter at its end with a new credential', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.issue({ eventBased: true, counter: 2n ** 53n - 1n });
    expect(machine.press()).toMatch(/fault 3/i);
    machine.press();
    expect(station.issue({ eventBased: true })).toBe('ok');
    // RFC 4226, Appendix D, count 0.
    expect(machine.press()).toMatch(/^755 \/ 224/);
  });
});

describe('a token whose hash gives wrong answers', () => {
  const spoiled = { ...nobleHashes.SHA1, digest: (message: string) => nobleHashes.SHA1.digest(`${message}!`) };

  it('does nothing but give its console back', () => {
    const machine = new MemoryMachine();
    machine.hashes = { sha1: spoiled, sha256: nobleHashes.SHA256 };
    machine.powerCycle();
    expect(lifecycleOf(machine)).toBe('fault');
    const station = new Station(machine);
    for (const text of ['status', 'settings', 'log', 'test', 'set 2 30', 'clock 1 0', 'wipe', 'close']) {
      expect(station.ask(text)).toBe('error 50');
    }
    expect(station.issue()).toBe('error 50');
    expect(station.ask('maintenance')).toBe('ok');
    expect(machine.restarts).toBe(1);
  });

  it('finds it when it is asked to test itself, and shows no code from then on', () => {
    const machine = new MemoryMachine();
    const sha1 = { ...nobleHashes.SHA1 };
    machine.hashes = { sha1, sha256: nobleHashes.SHA256 };
    machine.powerCycle();
    const station = new Station(machine);
    station.issue();
    station.setClock(1234567890);
    sha1.digest = spoiled.digest;
    expect(station.ask('test')).toBe('ok 1');
    expect(machine.press()).toMatch(/fault 1/i);
  });
});
