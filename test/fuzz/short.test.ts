// A short run of the fuzzer in every test run; `npm run fuzz` is the long one. A failure names the seed that repeats it.
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../firmware/core/crc32.ts';
import { encodeLine } from '../../firmware/core/protocol/line.ts';
import { Fob } from '../scenarios/fob.ts';
import { Dice } from './dice.ts';
import { Expectation } from './expectation.ts';
import { Lockstep } from './lockstep.ts';
import { boardTarget, memoryTarget, type Target } from './targets.ts';

const play = (seeds: number, frames: number, makeTarget: () => Target): { codes: number; requests: number } => {
  const sum = { codes: 0, requests: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const lockstep = new Lockstep(new Dice(seed), makeTarget);
    lockstep.play(frames);
    sum.codes += lockstep.codesSeen;
    sum.requests += lockstep.requestsAnswered;
  }
  return sum;
};

describe('two tokens that differ in their secrets alone', () => {
  it('answer alike, show only right codes and go on serving: the application', () => {
    const { codes, requests } = play(15, 250, memoryTarget);
    // The lines are not all nonsense: sessions open, and codes are seen.
    expect(codes).toBeGreaterThan(50);
    expect(requests).toBeGreaterThan(50);
  });

  it('answer alike, show only right codes and go on serving: the bundle on the virtual board', () => {
    const { codes, requests } = play(3, 80, boardTarget);
    expect(codes).toBeGreaterThan(5);
    expect(requests).toBeGreaterThan(5);
  });
});

describe('the fuzzer notices', () => {
  const withFault = (spoil: (target: Target, count: number) => Partial<Target>): (() => void) => {
    let count = 0;
    const make = (): Target => {
      const target = memoryTarget();
      return Object.defineProperties(
        Object.create(target) as Target,
        Object.getOwnPropertyDescriptors(spoil(target, count++)),
      );
    };
    return () => {
      for (let seed = 1; seed < 20; seed++) new Lockstep(new Dice(seed), make).play(100);
    };
  };

  it('an answer that differs', () => {
    const leak = withFault((target, count) => ({
      send: (line) =>
        target.send(line).map((answer) => (answer === 'error 11' && count % 2 === 1 ? 'error 12' : answer)),
    }));
    expect(leak).toThrow(/the answers differ/);
  });

  it('a second answer', () => {
    const chatter = withFault((target) => ({
      send: (line) => target.send(line).flatMap((answer) => [answer, answer]),
    }));
    expect(chatter).toThrow(/2 answers to one line/);
  });

  it('memory that grows with what was said', () => {
    const hoarder = withFault((target) => {
      let heard = '';
      return {
        send: (line) => {
          heard += line;
          return target.send(line);
        },
        get heldCharacters() {
          return target.heldCharacters + heard.length;
        },
      };
    });
    expect(hoarder).toThrow(/it holds \d+ characters in memory/);
  });

  it('a code of another moment', () => {
    const expectation = new Expectation();
    const secret = Buffer.from('12345678901234567890');
    expectation.issue({ eventBased: false, algorithm: 0, digits: 8, periodSeconds: 30, counter: 0n, secret });
    expect(() => expectation.judge('89005924', 10)).toThrow(/has no time/);
    expectation.done('clock 1234567890000 1', undefined, 10);
    expect(() => expectation.judge('89005924', 10)).not.toThrow();
    expect(() => expectation.judge('89005924', 100)).toThrow(/right are/);
  });
});

it('a line without end takes no memory for good, and the next line is heard', () => {
  const fob = new Fob();
  expect(fob.wire('x'.repeat(40_000), 60)).toBe('');
  expect(fob.wire('\n', 1)).toBe('');
  expect(fob.ask('hello')).toMatch(/^ok klarkode 1 /);
  expect(fob.wire(`${encodeLine(crc32, 'y'.repeat(600))}\n`, 3)).toMatch(/^(error 10\*[0-9a-f]{8}\n)?$/);
  expect(fob.ask('hello')).toMatch(/^ok klarkode 1 /);
});
