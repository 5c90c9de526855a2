// The short way of a press (firmware/token/press.ts) does what events and effects do with the same edges: two tokens live the same
// life, one by each way, and nobody can tell them apart, whatever happens.
import { describe, expect, it } from 'vitest';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { marksPerFile } from '../../../firmware/core/records/marks.ts';
import { Setting } from '../../../firmware/core/records/settings-record.ts';
import { MemoryMachine } from './memory-machine.ts';
import { rfcSecret, Station } from './station.ts';

/** What can be seen of a token, and what will be. */
function all({ panel, shown, alarms, files, restarts, uptimeSeconds, token: { state } }: MemoryMachine): unknown {
  const { view, code, marks, pressed, readySeconds, untilSeconds, leftSeconds, faultNumber } = state;
  const kept = { view, code, marks, pressed, readySeconds, untilSeconds, leftSeconds, faultNumber };
  // Sessions count their starts and wrong proofs there; their nonces differ.
  // What was there for a moment only counts too.
  const latest = shown.slice(-3);
  return { panel, latest, restarts, uptimeSeconds, alarms: [...alarms].sort(), files: [...files].sort(), kept };
}

/** A token that goes the long way, and one that goes the short way. */
class Pair {
  readonly long = new MemoryMachine();
  readonly short = new MemoryMachine();
  readonly #stations: readonly Station[];

  constructor() {
    this.short.shortWay = true;
    this.#stations = [new Station(this.long), new Station(this.short)];
  }

  issue(eventBased: boolean, counter = 0n, periodSeconds = 30): void {
    for (const station of this.#stations) {
      station.reopen();
      station.issue({ eventBased, counter, periodSeconds, secret: rfcSecret });
    }
  }

  setClock(utcSeconds: number): void {
    for (const station of this.#stations) {
      station.reopen();
      station.setClock(utcSeconds, true);
    }
  }

  wipe(): void {
    for (const station of this.#stations) {
      station.reopen();
      station.ask('wipe');
    }
  }

  /** What both answer. */
  ask(request: string): string[] {
    return this.#stations.map((station) => {
      station.reopen();
      return station.ask(request);
    });
  }

  hello(): void {
    this.both((machine) => void machine.ask('hello'));
  }

  /** Does the same to both, and sees that the same came of it. */
  both(act: (machine: MemoryMachine) => void): void {
    act(this.long);
    act(this.short);
    this.compare();
  }

  compare(): void {
    expect(all(this.short)).toEqual(all(this.long));
  }

  press(): string {
    this.both((machine) => machine.down());
    this.both((machine) => machine.pass(0.1));
    this.both((machine) => machine.up());
    const shown = this.short.panel;
    this.both((machine) => machine.pass(0.5));
    return shown;
  }
}

const eventBased = (counter = 0n): Pair => {
  const pair = new Pair();
  pair.issue(true, counter);
  return pair;
};

describe('the short way of a press for an event-based code', () => {
  it('shows the codes of RFC 4226 Appendix D, and marks each', () => {
    const pair = eventBased();
    expect([pair.press(), pair.press(), pair.press(), pair.press()]).toEqual([
      '755 / 224',
      'dark',
      '287 / 082',
      'dark',
    ]);
    expect(pair.short.shortWays).toBe(2);
  });

  it('is gone before anybody can read a mark that the store refused: Fault 3, no code', () => {
    const pair = eventBased();
    pair.both((machine) => void (machine.refuseWrites = true));
    expect(pair.press()).toMatch(/^Fault 3/);
    expect(pair.short.shown.filter((panel) => /\d{3} \/ \d{3}/.test(panel))).toEqual([]);
    expect(pair.short.shortWays).toBe(1);
    pair.both((machine) => void (machine.refuseWrites = false));
    expect(pair.press()).toBe('dark');
    expect(pair.press()).toMatch(/^Fault 3/);
    pair.both((machine) => machine.powerCycle());
    expect(pair.press()).toBe('755 / 224');
  });

  it.each(['\xff\xff\xff\xff', '\x00\x00\x00\x01', '\x80\x00\x00\x00'])(
    'shows none when the mark reads back as %j',
    (bytes) => {
      const pair = eventBased();
      pair.both((machine) => void (machine.spoilMark = () => bytes));
      expect(pair.press()).toMatch(/^Fault 3/);
      pair.both((machine) => void (machine.spoilMark = (whole) => whole));
      pair.both((machine) => machine.powerCycle());
      // A half-made mark counts as made.
      expect(pair.press()).toBe(bytes === '\xff\xff\xff\xff' ? '755 / 224' : '287 / 082');
      expect(pair.short.shortWays).toBe(2);
    },
  );

  it('goes on after a mark that was torn', () => {
    const pair = eventBased();
    pair.press();
    pair.both((machine) => {
      const tally = machine.files.get('kk.n0')!;
      machine.files.set('kk.n0', `${tally.slice(0, 8)}\x7f\xff\xff\xff${tally.slice(12)}`);
      machine.powerCycle();
    });
    expect(pair.press()).toBe('359 / 152');
  });

  it('says so when the tally is full', () => {
    const pair = eventBased();
    pair.both((machine) => {
      const tally = machine.files.get('kk.n0')!;
      machine.files.set('kk.n0', '\0'.repeat(4 * marksPerFile) + tally.slice(4 * marksPerFile));
      machine.powerCycle();
    });
    // One mark is left.
    expect(pair.press()).toMatch(/^\d{3} \/ \d{3}$/);
    expect(pair.short.token.state.marks).toBe(marksPerFile);
    // What moves a tally that is nearly full is refused.
    pair.both((machine) => void (machine.refuseWrites = true));
    pair.press();
    expect(pair.press()).toMatch(/^Fault 3/);
  });

  it.each([9007199254740989n, 9007199254740990n, 9007199254740991n])(
    'ends with counter %i as the long way does',
    (counter) => {
      const pair = eventBased(counter);
      for (let n = 0; n < 6; n++) pair.press();
    },
  );

  it('has no code for a tremor, a held key, or a session in between', () => {
    const pair = eventBased();
    pair.press();
    pair.press();
    pair.both((machine) => machine.pass(5));
    pair.both((machine) => machine.down());
    pair.both((machine) => machine.up());
    pair.both((machine) => machine.down());
    pair.both((machine) => machine.up());
    const { marks } = pair.short.token.state;
    expect(marks).toBe(2);
    pair.both((machine) => machine.pass(100));
    pair.both((machine) => void machine.hold());
    pair.both((machine) => machine.pass(100));
    expect(pair.short.token.state.marks).toBe(2);
    pair.both((machine) => machine.down());
    pair.issue(true, 40n);
    pair.both((machine) => machine.up());
    expect(pair.short.panel).not.toContain('359');
    pair.both((machine) => machine.pass(100));
    pair.both((machine) => machine.down());
    pair.wipe();
    pair.both((machine) => machine.up());
    expect(pair.short.panel).not.toMatch(/\d{3} \/ \d{3}/);
  });
});

describe('the short way of a press for a time-based code', () => {
  it('shows the code of RFC 6238 Appendix B', () => {
    const pair = new Pair();
    pair.issue(false);
    pair.setClock(1111111111);
    // The last six digits of the Appendix's eight.
    expect(pair.press()).toContain('050 / 471');
    expect(pair.short.shortWays).toBe(1);
  });

  it('has none from the moment on in which a self-test found a wrong hash', () => {
    const pair = new Pair();
    let broken = false;
    const sha1 = nobleHashes.SHA1;
    const breaking = { ...sha1, digest: (message: string): string => sha1.digest(broken ? `${message}.` : message) };
    pair.both((machine) => {
      machine.hashes = { ...machine.hashes, sha1: breaking };
      machine.powerCycle();
    });
    pair.issue(false);
    pair.setClock(1234567890);
    expect(pair.press()).toMatch(/^\d{3} \/ \d{3}/);
    expect(pair.press()).toBe('dark');
    broken = true;
    expect(pair.ask('test')).toEqual(['ok 1', 'ok 1']);
    expect(pair.press()).toMatch(/^Fault 1/);
    expect(pair.short.shortWays).toBe(1);
  });

  it.each([-900, 900])('follows a trim of %i ppm', (trimPpm) => {
    const pair = new Pair();
    pair.issue(false);
    expect(pair.ask(`set ${Setting.Trim} ${(trimPpm + 1000) * 1000}`)).toEqual(['ok', 'ok']);
    pair.setClock(1234567890);
    pair.both((machine) => machine.pass(100_000));
    expect(pair.press()).toMatch(/^\d{3} \/ \d{3}/);
    expect(pair.short.shortWays).toBe(1);
  });

  it.each([1, 7, 10, 30, 60])('shows what the long way does in every part of a period of %i s', (periodSeconds) => {
    const pair = new Pair();
    pair.issue(false, 0n, periodSeconds);
    pair.setClock(1234567890);
    for (let n = 0; n < 40; n++) {
      pair.press();
      pair.press();
      pair.both((machine) => machine.pass(0.7));
    }
  });

  it.each([10, 30])('shows what the long way does when steps of %i s need more than 32 bits', (periodSeconds) => {
    const pair = new Pair();
    pair.issue(false, 0n, periodSeconds);
    pair.setClock(4294967296 * periodSeconds - 70);
    for (let n = 0; n < 40; n++) {
      pair.press();
      pair.press();
      pair.both((machine) => machine.pass(3));
    }
  });
});

describe('the short way', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('cannot be told from the long one in a life at random, number %i', (seed) => {
    let noise = seed * 2654435761;
    const random = (below: number): number => {
      noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
      return Math.floor((noise / 4294967296) * below);
    };
    const pair = new Pair();
    for (let n = 0; n < 400; n++) {
      const acts: (() => void)[] = [
        () => pair.both((machine) => machine.down()),
        () => pair.both((machine) => machine.up()),
        () => pair.press(),
        () => pair.press(),
        () => pair.both((machine) => machine.pass(0.05)),
        () => pair.both((machine) => machine.pass(seconds)),
        () => pair.both((machine) => void machine.hold()),
        () => pair.both((machine) => void (machine.batteryPercent = percent)),
        () => pair.both((machine) => void (machine.refuseWrites = false)),
      ];
      const seconds = random(80);
      const percent = random(101);
      const event = random(40);
      if (event === 0) pair.both((machine) => machine.powerCycle());
      else if (event === 1) pair.both((machine) => void (machine.refuseWrites = true));
      else if (event < 5 && !pair.short.refuseWrites) {
        const eventBasedNow = random(2) === 0;
        pair.issue(eventBasedNow, BigInt(random(1000)));
        pair.setClock(1234567890 + random(1000));
        pair.compare();
      } else acts[random(acts.length)]!();
    }
    expect(pair.short.shortWays).toBeGreaterThan(5);
  });
});
