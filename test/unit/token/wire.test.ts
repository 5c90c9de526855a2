// The service protocol on the token's side, spoken by a station that was written from the specification alone.
import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { encodeLine } from '../../../firmware/core/protocol/line.ts';
import { credentialMessage, line, SecondStation } from '../protocol/second-station.ts';
import { deviceKey, MemoryMachine } from './memory-machine.ts';
import { rfcSecret, Station } from './station.ts';
import { fc, runs } from '../../chance/property.ts';

const flip = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);

describe('hello', () => {
  it('says who the token is, and a nonce that never comes twice', () => {
    const machine = new MemoryMachine();
    const nonces = new Set<string>();
    for (let i = 0; i < 50; i++) {
      const answer = machine.ask('hello');
      expect(answer).toMatch(/^ok klarkode 1 code-display pixljs KK-000001 0123abcd blank lost \d+ 0 0 [0-9a-f]{32}$/);
      nonces.add(answer.split(' ').pop()!);
      if (i % 10 === 9) machine.powerCycle();
    }
    expect(nonces.size).toBe(50);
  });

  it('says how full the battery is now, from the first time on', () => {
    const machine = new MemoryMachine();
    for (const percent of [42, 41, 7]) {
      machine.batteryPercent = percent;
      expect(machine.ask('hello').split(' ')[9]).toBe(String(percent));
    }
  });
});

describe('mutual authentication', () => {
  it('opens for the device key, and proves the token', () => {
    expect(() => new Station(new MemoryMachine())).not.toThrow();
  });

  it('refuses every other proof, counts it across a power cut, and listens later and later', () => {
    const machine = new MemoryMachine();
    const guess = (): string => {
      const session = new SecondStation(randomBytes(32), machine.ask('hello'), randomBytes(16));
      return machine.ask(session.open());
    };
    expect([guess(), guess(), guess()].map((answer) => answer.slice(0, 8))).toEqual(Array(3).fill('error 21'));
    expect(guess()).toBe('error 24 1');
    machine.pass(1);
    expect(guess()).toMatch(/^error 21/);
    machine.powerCycle();
    expect(machine.ask('hello').split(' ').slice(10, 12)).toEqual(['4', '2']);
    expect(guess()).toBe('error 24 2');
    machine.pass(2.1);
    expect(() => new Station(machine)).not.toThrow();
    expect(machine.ask('hello').split(' ').slice(10, 12)).toEqual(['0', '0']);
  });

  it('uses a nonce once: the same proof does not open twice', () => {
    const machine = new MemoryMachine();
    const session = new SecondStation(deviceKey, machine.ask('hello'), randomBytes(16));
    expect(session.accepts(machine.ask(session.open()))).toBe(true);
    expect(machine.ask(session.open())).toMatch(/^error 20/);
  });

  it('keeps the holder out of it: codes come while the wire is made to wait', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.issue();
    station.setClock(1234567890);
    for (let i = 0; i < 4; i++) {
      machine.ask(new SecondStation(randomBytes(32), machine.ask('hello'), randomBytes(16)).open());
    }
    expect(machine.press()).toMatch(/^005 \/ 924/);
  });
});

describe('session lines', () => {
  it('refuses a changed tag, text, number, and a replay', () => {
    const machine = new MemoryMachine();
    const session = new SecondStation(deviceKey, machine.ask('hello'), randomBytes(16));
    machine.ask(session.open());
    const good = session.request('clock 1234567890000 0');
    expect(machine.ask(flip(good, good.length - 1))).toMatch(/^error 22/);
    expect(machine.ask(good.replace('1234567890000', '1234567990000'))).toMatch(/^error 22/);
    expect(machine.ask(good.replace('s 1 ', 's 2 '))).toMatch(/^error 23/);
    expect(session.answer(machine.ask(good))).toBe('ok none');
    expect(machine.ask(good)).toMatch(/^error 23/);
  });

  it('never takes an answer of its own for a request', () => {
    const machine = new MemoryMachine();
    const session = new SecondStation(deviceKey, machine.ask('hello'), randomBytes(16));
    machine.ask(session.open());
    const answer = machine.ask(session.request('status'));
    expect(machine.ask(answer.replace('s 1 ', 's 2 '))).toMatch(/^error 22/);
  });

  it('needs a session', () => {
    const machine = new MemoryMachine();
    expect(machine.ask('s 1 status 00000000000000000000000000000000')).toMatch(/^error 20/);
  });
});

describe('clock', () => {
  it('moves freely by a little, by more only with the force flag', () => {
    const station = new Station(new MemoryMachine());
    expect(station.setClock(1234567890)).toBe('ok none');
    expect(station.setClock(1234567890 + 119)).toBe('ok 119000');
    expect(station.setClock(1234567890 + 119 - 29)).toBe('ok -29000');
    expect(station.setClock(1234567890 + 119 - 29 + 121)).toMatch(/^error 32/);
    expect(station.setClock(1234567890 + 119 - 29 - 31)).toMatch(/^error 32/);
    expect(station.setClock(1234567890 + 86400, true)).toBe('ok 86310000');
  });

  it('follows the trim and knows its own bound, also after a loss of power', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.setClock(1000000);
    expect(station.ask('set 0 1250000')).toBe('ok');
    expect(station.ask('set 1 20')).toBe('ok');
    // Not before the clock is set again: what it is wrong by by now is not undone by a setting.
    machine.pass(40000);
    station.reopen();
    expect(station.ask('status')).toBe('ok 0 set 1040000000 20200');
    machine.powerCycle();
    const later = new Station(machine);
    later.setClock(1000000);
    machine.pass(40000);
    later.reopen();
    expect(later.ask('status')).toBe('ok 0 set 1040010000 1000');
  });

  it('stays unsure whatever is set, until its clock is', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.setClock(1000000);
    machine.pass(400000);
    station.reopen();
    expect(station.ask('status')).toMatch(/^ok 0 unsure /);
    for (const setting of ['set 0 1000000', 'set 1 1', 'set 2 60']) {
      expect(station.ask(setting)).toBe('ok');
      expect(station.ask('status')).toMatch(/^ok 0 unsure /);
    }
  });

  it('remembers what was forced, after a loss of power and after wipe', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    expect(station.ask('log')).toBe('ok 0 0 0');
    station.setClock(1234567890);
    station.setClock(1234567890 + 119);
    expect(station.ask('log')).toBe('ok 0 0 0');
    station.setClock(1234567890 - 1000, true);
    expect(station.ask('log')).toBe('ok 1 -1119000 1234566890');
    station.ask('wipe');
    machine.powerCycle();
    const later = new Station(machine);
    expect(later.ask('log')).toBe('ok 1 -1119000 1234566890');
    later.setClock(1);
    later.setClock(2 ** 41, true);
    expect(later.ask('log')).toBe(`ok 2 ${(2 ** 41 - 1) * 1000} ${2 ** 41}`);
  });

  it('shows no code of another time to whoever has no key', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.issue();
    station.setClock(1234567890);
    for (const body of ['clock 1234569890000 1', 's 3 clock 1234569890000 1', 'issue 00', 'wipe', 'maintenance']) {
      expect(machine.ask(body)).toMatch(/^error /);
    }
    expect(machine.press()).toMatch(/^005 \/ 924/);
  });
});

describe('issue', () => {
  it.each([
    ['5 digits', { digits: 5 }, 12],
    ['11 digits', { digits: 11 }, 12],
    ['a period of 0 s', { periodSeconds: 0 }, 12],
    ['a period of 121 s', { periodSeconds: 121 }, 12],
    ['a secret of 13 bytes', { secret: rfcSecret.subarray(0, 13) }, 12],
    ['a counter past 2^53', { counter: 2n ** 53n }, 12],
    ['an unknown algorithm', { algorithm: 3 }, 12],
    ['a hash that the board lacks', { algorithm: 2 }, 31],
  ])('refuses %s', (_what, terms, error) => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    expect(station.issue(terms)).toMatch(new RegExp(`^error ${error}$`));
    expect([...machine.files.keys()].filter((name) => name.startsWith('kk.c'))).toEqual([]);
  });

  it('replaces the credential whole, and forgets the old one', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.issue();
    station.issue({ secret: createHash('sha1').update('another').digest(), eventBased: true });
    expect([...machine.files.values()].join()).not.toContain(rfcSecret.toString('latin1'));
  });

  it('is gone after wipe', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.issue();
    expect(station.ask('wipe')).toBe('ok');
    expect(machine.press()).toMatch(/^Not ready/);
    machine.powerCycle();
    expect(machine.press()).toMatch(/^Not ready/);
    expect([...machine.files.values()].join()).not.toContain(rfcSecret.toString('latin1'));
  });

  it('says when the store refuses, and keeps the old credential', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.issue();
    station.setClock(1234567890);
    const before = machine.press();
    machine.press();
    machine.refuseWrites = true;
    const session = new SecondStation(deviceKey, machine.ask('hello'), randomBytes(16));
    machine.ask(session.open());
    const text = `issue ${session.encrypt(credentialMessage({ eventBased: true, algorithm: 0, digits: 6, periodSeconds: 30, counter: 0n, secret: randomBytes(20) }))}`;
    expect(machine.ask(session.request(text))).toMatch(/^error 40/);
    machine.refuseWrites = false;
    expect(machine.press().slice(0, 9)).toBe(before.slice(0, 9));
  });
});

it('leaves the wire to the locked console when the store is so broken that it cannot count its starts', () => {
  const machine = new MemoryMachine();
  machine.refuseWrites = true;
  expect(machine.sendLine(encodeLine(crc32, 'hello'))).toEqual([]);
  expect(machine.wireGivenBack).toBe(true);
});

it('tests itself when asked', () => {
  expect(new Station(new MemoryMachine()).ask('test')).toBe('ok 0');
});

it('gives the console back after maintenance, and says nothing else', () => {
  const machine = new MemoryMachine();
  const station = new Station(machine);
  expect(station.ask('maintenance')).toBe('ok');
  expect(machine.files.get('kk.hold')).toBeDefined();
  expect(machine.restarts).toBe(1);
});

describe('hostile input', () => {
  it('answers anything with one line at most, never throws, and gives the same answer whatever the secret', () => {
    const make = (secret: Buffer): MemoryMachine => {
      const machine = new MemoryMachine();
      const station = new Station(machine);
      station.issue({ secret });
      station.setClock(1234567890);
      return machine;
    };
    const a = make(Buffer.alloc(20, 'a'));
    const b = make(Buffer.alloc(20, 'b'));
    const word = fc.oneof(
      fc.constantFrom('hello', 'open', 's', 'issue', 'clock', 'wipe', '1', '-1', '', 'ok', 'status', '9'.repeat(17)),
      fc.string(),
      fc.stringMatching(/^[0-9a-f]{32}$/),
    );
    const wire = fc.oneof(
      fc.string().map((text) => text),
      fc.array(word, { maxLength: 6 }).map((words) => encodeLine(crc32, words.join(' '))),
    );
    fc.assert(
      fc.property(wire, (text) => {
        const answers = [a.sendLine(text), b.sendLine(text)];
        expect(answers[0]!.length).toBeLessThanOrEqual(1);
        for (const answer of answers[0]!) expect(answer).toMatch(/^(ok|error) /);
        if (!answers[0]![0]?.startsWith('ok klarkode')) expect(answers[0]).toEqual(answers[1]);
      }),
      { numRuns: runs(3000) },
    );
  });
});

it('writes the same line as the second station', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{1,80}$/), (text) => {
      expect(encodeLine(crc32, text)).toBe(line(text));
    }),
  );
});
