// The intelligibility floor: random codes, said as the device says them, and what a recogniser hears.
import { Dice } from '../fuzz/dice.ts';
import { speakerOf } from './assembled.ts';
import { recognise } from './recogniser.ts';

export const codeDigits = 6;

/** Of each digit's occurrences, and of the codes: so many at least must be heard right. */
export const leastOfDigit = 0.9;
export const leastWhole = 0.9;
/** Of all digits, at the slow and at the fast pace. */
export const leastAtOtherPaces = 0.97;

export interface DigitHeard {
  readonly digit: number;
  readonly right: number;
  readonly of: number;
  /** What it was taken for most often when it was not heard right, and how often; undefined: always right. */
  readonly takenFor: { readonly digit: string; readonly times: number } | undefined;
}

export interface Floor {
  readonly codes: number;
  /** Codes of which every digit was heard. */
  readonly wholeRight: number;
  readonly digitsRight: number;
  readonly digits: readonly DigitHeard[];
}

/** Random codes of six digits, the same for the same seed. */
export function randomCodes(count: number, seed: number): string[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, () => `${dice.below(1_000_000)}`.padStart(codeDigits, '0'));
}

/** What is heard of those codes when this English voice says them. */
export function floorOf(file: Buffer, codes: readonly string[], seed: number, pace?: number): Floor {
  return heardOf(speakerOf('en', file, pace), codes, seed);
}

/** What is heard of those codes, however they are said. */
export function heardOf(say: (code: string) => Int16Array, codes: readonly string[], seed: number): Floor {
  const heard = recognise(codes.map(say), codeDigits, seed);
  const pairs = codes.flatMap((code, at) =>
    [...code].map((digit, place) => ({ digit, heard: heard[at]!.length === codeDigits ? heard[at]![place]! : 'none' })),
  );
  const digits = Array.from({ length: 10 }, (_, digit) => {
    const mine = pairs.filter((pair) => pair.digit === `${digit}`);
    const wrong = mine.filter((pair) => pair.heard !== pair.digit).map((pair) => pair.heard);
    return { digit, right: mine.length - wrong.length, of: mine.length, takenFor: commonest(wrong) };
  });
  return {
    codes: codes.length,
    wholeRight: codes.filter((code, at) => heard[at] === code).length,
    digitsRight: digits.reduce((sum, { right }) => sum + right, 0),
    digits,
  };
}

function commonest(heard: readonly string[]): DigitHeard['takenFor'] {
  const times = new Map<string, number>();
  for (const digit of heard) times.set(digit, (times.get(digit) ?? 0) + 1);
  const [first] = [...times].sort(([, a], [, b]) => b - a);
  return first === undefined ? undefined : { digit: first[0], times: first[1] };
}

/** The digits that are heard too seldom. */
export function weakDigits({ digits }: Floor): number[] {
  return digits.filter(({ right, of }) => right < leastOfDigit * of).map(({ digit }) => digit);
}

/** The figures in words. */
export function summaryOf(floor: Floor): string {
  const digits = floor.codes * codeDigits;
  const wrong = floor.digits.filter(({ takenFor }) => takenFor !== undefined);
  const mistakes = wrong.map(
    ({ digit, right, of, takenFor }) => `${digit} heard ${right} of ${of} times, else mostly as ${takenFor!.digit}`,
  );
  // Rounded down: 1,199 of 1,200 are not all of them.
  const share = Math.floor((100 * floor.digitsRight) / digits);
  return `${floor.digitsRight} of ${digits} digits right (${share} %), ${floor.wholeRight} of ${floor.codes} codes whole; ${mistakes.join('; ') || 'no digit ever wrong'}`;
}
