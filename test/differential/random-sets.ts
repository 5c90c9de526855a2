// Random parameter sets for the differential tests: the same for the same seed, and rich in edges.
import type { HashName } from '../../firmware/core/digest/hash.ts';

/** What one code depends on. `moment` is seconds for TOTP and the counter for HOTP. */
export interface ParameterSet {
  readonly type: 'totp' | 'hotp';
  readonly algorithm: HashName;
  readonly digits: number;
  readonly periodSeconds: number;
  readonly moment: number;
  readonly secret: Uint8Array;
}

/** Mulberry32: numbers from 0 up to 1, in 32 steps of a bit; good enough to choose test cases and nothing else. */
const generator = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** `count` sets. `mostDigits` and `mostBits` of the moment let a narrower oracle take part. */
export function* randomSets(seed: number, count: number, mostDigits = 10, mostBits = 53): Generator<ParameterSet> {
  const random = generator(seed);
  const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const algorithms: readonly HashName[] = ['SHA1', 'SHA256', 'SHA512'];
  for (let i = 0; i < count; i++) {
    // Every size of number equally often, and powers of two with their neighbours now and then.
    const size = 2 ** whole(0, mostBits);
    const near = whole(0, 9) === 0;
    const moment = Math.min(Math.max(near ? size + whole(-1, 1) : Math.floor(random() * size), 0), 2 ** mostBits - 1);
    const secret = new Uint8Array(whole(0, 3) === 0 ? 20 : whole(14, 64));
    for (let at = 0; at < secret.length; at++) secret[at] = whole(0, 255);
    yield {
      type: whole(0, 1) === 0 ? 'totp' : 'hotp',
      algorithm: algorithms[whole(0, 2)]!,
      digits: whole(6, mostDigits),
      periodSeconds: whole(0, 1) === 0 ? 30 : whole(1, 120),
      moment,
      secret,
    };
  }
}
