// The short way of a code reader's press (firmware/token/reader/press.ts) makes the code that the long way would have made, and
// nothing else of it: two readers live the same life, one by each way, and nobody can hear or see which is which.
import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { Setting } from '../../../../firmware/core/records/settings-record.ts';
import { marksPerFile } from '../../../../firmware/core/records/marks.ts';
import { rfcSecret, Station } from '../station.ts';
import { keys, ReaderMachine, type Key } from './reader-machine.ts';

const otherSecret = Buffer.from('other secret, 20 B..');

const hotpOf = (counter: number, secret = rfcSecret): string =>
  generateSync({ strategy: 'hotp', secret: new Uint8Array(secret), counter });
const totpAt = (epoch: number, secret = rfcSecret): string =>
  generateSync({ strategy: 'totp', secret: new Uint8Array(secret), epoch });

/** What can be heard and seen of a reader, and what will be. */
function all(machine: ReaderMachine): unknown {
  const { seen, utterances, alarms, files, restarts, uptimeSeconds } = machine;
  const { view, code, marks, factor, untilSeconds, leftSeconds, faultNumber, terms } = machine.token.state;
  const kept = { view, code, marks, factor, untilSeconds, leftSeconds, faultNumber, terms };
  return { seen, utterances, alarms: [...alarms].sort(), files: [...files].sort(), restarts, uptimeSeconds, kept };
}

/** A reader that goes the long way, and one that goes the short way. */
class Pair {
  readonly long = new ReaderMachine();
  readonly short = new ReaderMachine();
  readonly #stations: readonly Station[];

  constructor() {
    this.long.shortWay = false;
    this.#stations = [new Station(this.long), new Station(this.short)];
  }

  serve(act: (station: Station) => string): void {
    for (const station of this.#stations) {
      station.reopen();
      expect(act(station)).toMatch(/^ok/);
    }
    this.compare();
  }

  /** Does the same to both, and sees that the same came of it. */
  both(act: (machine: ReaderMachine) => void): void {
    act(this.long);
    act(this.short);
    this.compare();
  }

  compare(): void {
    expect(all(this.short)).toEqual(all(this.long));
  }

  /** Presses, listens, and waits until the panel is dark; gives what the panel showed at once. */
  press(key: Key = 'speak'): string {
    this.both((machine) => void machine.tap(key));
    const { seen } = this.short;
    this.both((machine) => machine.listen());
    this.both((machine) => machine.pass(200));
    expect(this.short.seen).toBe('dark');
    return seen;
  }
}

const eventBased = (counter = 0n): Pair => {
  const pair = new Pair();
  pair.serve((station) => station.issue({ eventBased: true, counter }));
  return pair;
};

describe("the short way of a code reader's press for an event-based code", () => {
  it('has the codes of RFC 4226 Appendix D from the first press on, each marked, said and shown', () => {
    const pair = eventBased();
    for (const code of ['755224', '287082', '359152', '969429']) {
      expect(pair.press()).toContain(code);
      expect(pair.short.utterances.at(-1)!.text.replaceAll(/\D/g, '')).toBe(code);
    }
    expect(pair.short.shortWays).toBe(4);
    expect(pair.short.token.state.marks).toBe(4);
  });

  it('has none before its mark is in flash: a store that refuses it gets Fault 3, and the next one is the same', () => {
    const pair = eventBased();
    pair.both((machine) => void (machine.refuseWrites = true));
    expect(pair.press()).toMatch(/^Fault 3/);
    expect(pair.short.shortWays).toBe(0);
    expect(JSON.stringify(pair.short.utterances)).not.toContain('7 5 5');
    pair.both((machine) => void (machine.refuseWrites = false));
    pair.both((machine) => machine.powerCycle());
    expect(pair.press()).toContain('755224');
  });

  it.each(['\xff\xff\xff\xff', '\x00\x00\x00\x01', '\x80\x00\x00\x00'])(
    'has none when the mark reads back as %j',
    (bytes) => {
      const pair = eventBased();
      pair.both((machine) => void (machine.spoilMark = () => bytes));
      expect(pair.press()).toMatch(/^Fault 3/);
      pair.both((machine) => void (machine.spoilMark = (whole) => whole));
      pair.both((machine) => machine.powerCycle());
      // A half-made mark counts as made.
      expect(pair.press()).toContain(bytes === '\xff\xff\xff\xff' ? '755224' : '287082');
    },
  );

  it('lets the long way try once more, and has the code of the one mark that is there then', () => {
    const { short } = eventBased();
    let spoilt = 0;
    short.spoilMark = (whole) => (spoilt++ === 0 ? '\x80\x00\x00\x00' : whole);
    short.tap('speak');
    expect([spoilt, short.shortWays, short.token.state.marks]).toEqual([2, 0, 1]);
    expect(short.seen).toContain('755224');
    short.listen();
    short.pass(200);
    short.tap('speak');
    expect(short.seen).toContain('287082');
  });

  it('is one code for each press that asks for one, by either key, and for no other', () => {
    const pair = eventBased();
    expect(pair.press('next')).toContain('7-----');
    for (const key of ['up', 'down'] as const) pair.press(key);
    expect(pair.short.token.state.marks).toBe(1);
    // A tremor after the panel went dark, and one before it did.
    pair.both((machine) => machine.down('speak'));
    pair.both((machine) => machine.listen());
    pair.both((machine) => machine.pass(200));
    expect(pair.short.seen).toBe('dark');
    pair.both((machine) => machine.up('speak'));
    pair.both((machine) => machine.down('speak'));
    expect(pair.short.seen).toBe('dark');
    expect(pair.short.token.state.marks).toBe(2);
    pair.both((machine) => machine.up('speak'));
    pair.both((machine) => machine.pass(1));
    expect(pair.press()).toContain('359152');
  });

  it('is never of a counter that was made ready and used up otherwise: another code from the menu, with a key held down', () => {
    const pair = eventBased();
    expect(pair.press()).toContain('755224');
    // UP opens the menu, NEXT on its first item asks for another code; it stays held until the panel is dark.
    for (const key of ['speak', 'up'] as const) {
      pair.both((machine) => void machine.tap(key));
      pair.both((machine) => machine.pass(1));
    }
    pair.both((machine) => machine.down('next'));
    expect(pair.short.seen).toContain('359152');
    pair.both((machine) => machine.listen());
    pair.both((machine) => machine.pass(200));
    const { shortWays } = pair.short;
    pair.both((machine) => machine.down('speak'));
    expect(pair.short.shortWays).toBe(shortWays);
    expect(pair.short.token.state.code).toBe(hotpOf(3));
    pair.both((machine) => machine.up('next'));
    pair.both((machine) => machine.up('speak'));
    pair.both((machine) => machine.listen());
    pair.both((machine) => machine.pass(200));
    expect(pair.press()).toContain(hotpOf(4));
    expect(pair.short.shortWays).toBe(shortWays + 1);
  });

  it('is of the credential that there is, and there is none after a wipe', () => {
    const pair = eventBased();
    expect(pair.press()).toContain('755224');
    pair.serve((station) => station.issue({ eventBased: true, counter: 1n, secret: otherSecret }));
    expect(pair.press()).toContain(hotpOf(1, otherSecret));
    pair.serve((station) => station.issue());
    pair.serve((station) => station.setClock(1_234_567_890, true));
    expect(pair.press()).toMatch(/^\d{6} \/ \d+ s/);
    pair.serve((station) => station.issue({ eventBased: true, counter: 40n }));
    expect(pair.press()).toContain(hotpOf(40));
    expect(pair.short.shortWays).toBe(4);
    pair.serve((station) => station.ask('wipe'));
    expect(pair.press()).toMatch(/^Not ready/);
    expect(pair.short.shortWays).toBe(4);
  });

  it('goes on when the tally moves, and with a full one that can not', () => {
    const pair = eventBased();
    pair.both((machine) => {
      const tally = machine.files.get('kk.n0')!;
      machine.files.set('kk.n0', '\0'.repeat(4 * (marksPerFile - 1)) + tally.slice(4 * (marksPerFile - 1)));
      machine.powerCycle();
    });
    // Two marks are left; refused, the tally stays.
    const made = pair.short.token.state.marks;
    expect(pair.press()).toContain(hotpOf(made));
    expect(pair.press()).toContain(hotpOf(made + 1));
    expect(pair.short.token.state.terms!.counter).toBeGreaterThan(0);
    expect(pair.short.shortWays).toBe(2);
  });

  it.each([9007199254740989n, 9007199254740990n, 9007199254740991n])(
    'ends with counter %i as the long way does',
    (counter) => {
      const pair = eventBased(counter);
      for (let n = 0; n < 3; n++) pair.press();
    },
  );
});

describe("the short way of a code reader's press for a time-based code", () => {
  it.each([1, 10, 20, 30, 60])('says and shows what the long way does in every part of a period of %i s', (period) => {
    const pair = new Pair();
    pair.serve((station) => station.issue({ periodSeconds: period }));
    pair.serve((station) => station.setClock(1_234_567_890));
    for (let n = 0; n < 20; n++) {
      pair.press(n % 3 === 2 ? 'next' : 'speak');
      pair.both((machine) => machine.pass(0.7 * n));
    }
    expect(pair.short.shortWays > 2).toBe(period > 5);
  });

  it('says and shows what the long way does when steps need more than 32 bits', () => {
    const pair = new Pair();
    pair.serve((station) => station.issue());
    pair.serve((station) => station.setClock(4_294_967_296 * 30 - 700));
    for (let n = 0; n < 12; n++) pair.press();
    expect(pair.short.shortWays).toBeGreaterThan(1);
    expect(pair.short.shortWays).toBeLessThan(11);
  });

  it('is of the clock, the credential and the setting that there are', () => {
    const pair = new Pair();
    pair.serve((station) => station.issue());
    pair.serve((station) => station.setClock(1_234_567_890));
    const offset = 1_234_567_890 - pair.short.uptimeSeconds;
    const rightNow = (by: number, secret = rfcSecret): string => totpAt(pair.short.uptimeSeconds + offset + by, secret);
    const pressed = (by: number, secret = rfcSecret): void => {
      while ((pair.short.uptimeSeconds + offset + by) % 30 > 5) pair.both((machine) => machine.pass(1));
      const right = rightNow(by, secret);
      expect(pair.press()).toContain(right);
    };
    pressed(0);
    pair.serve((station) => station.setClock(pair.short.uptimeSeconds + offset + 7200, true));
    pressed(7200);
    pair.serve((station) => station.issue({ secret: otherSecret }));
    pressed(7200, otherSecret);
    expect(pair.short.shortWays).toBe(3);
    pair.both((machine) => machine.pass(86_400 * 100));
    pair.serve((station) => station.ask(`set ${Setting.UnsureSeconds} 1`));
    expect(pair.press()).not.toMatch(/^\d/);
    expect(pair.short.shortWays).toBe(3);
    pair.both((machine) => machine.powerCycle());
    expect(pair.press()).toMatch(/^Time lost/);
  });
});

describe("the short way of a code reader's press", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('cannot be told from the long one in a life at random, number %i', (seed) => {
    let noise = seed * 2654435761;
    const random = (below: number): number => {
      noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
      return Math.floor((noise / 4294967296) * below);
    };
    const pair = new Pair();
    for (let n = 0; n < 300; n++) {
      const key = keys[random(keys.length)]!;
      const seconds = random(150);
      const event = random(40);
      const acts: (() => void)[] = [
        () => pair.both((machine) => machine.down(key)),
        () => pair.both((machine) => machine.up(key)),
        () => pair.both((machine) => void machine.tap(key)),
        () => pair.both((machine) => void machine.tap('speak')),
        () => pair.both((machine) => machine.pass(0.05)),
        () => pair.both((machine) => machine.pass(seconds)),
        () => pair.both((machine) => machine.pass(200)),
        () => pair.both((machine) => machine.listen()),
        () => pair.both((machine) => machine.plug(seconds % 2 === 0)),
        () => pair.both((machine) => void (machine.batteryPercent = seconds % 101)),
        () => pair.both((machine) => void (machine.refuseWrites = false)),
      ];
      if (event === 0) pair.both((machine) => machine.powerCycle());
      else if (event === 1) pair.both((machine) => void (machine.refuseWrites = true));
      else if (event < 5 && !pair.short.refuseWrites) {
        const terms = { eventBased: random(2) === 0, counter: BigInt(random(1000)) };
        const utc = 1_234_567_890 + random(1000);
        pair.serve((station) => station.issue(terms));
        pair.serve((station) => station.setClock(utc, true));
      } else acts[random(acts.length)]!();
    }
    expect(pair.short.shortWays).toBeGreaterThan(1);
  });
});
