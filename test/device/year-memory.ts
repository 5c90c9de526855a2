// What the notes of a year say of the memory: whether it grows, and whether it keeps its budgets.
import type { Rest } from './year-notes.ts';

/** Variables in use: the most that may ever be needed, and what may rest. */
export const peakBudget = 2000;
export const restBudget = 1300;
/** Bytes: once it has started, a code display asks for pieces of 256 at the most, for the tables of its own SHA-256. Twice that. */
export const largestPieceFloor = 512;
/** Between the first half of the presses and the second, so many variables are no growth: some numbers take one, others none. */
const noGrowth = 8;

const number = (value: number): string => value.toLocaleString('en');
const mostOf = (values: readonly number[]): number => Math.max(...values);

/** The memory of all these presses in one line. Throws when what rests has grown, and when nothing was noted. */
export function growthOf(rests: readonly Rest[]): string {
  const { first, last } = endsOf(rests);
  const half = rests.length >> 1;
  const cleanOf = (some: readonly Rest[]): number => mostOf(some.map(({ clean }) => clean));
  const text =
    `at rest ${number(first.clean)} variables after ${number(first.presses)} presses, ${number(last.clean)} after ${number(last.presses)}, ` +
    `never over ${number(cleanOf(rests))} (${number(mostOf(rests.map(({ dirty }) => dirty)))} before garbage is collected); ` +
    `largest free piece ${number(first.largestBytes)} bytes, then ${number(last.largestBytes)}; ` +
    `Storage free ${number(first.storageFreeBytes)} bytes, then ${number(last.storageFreeBytes)}`;
  if (cleanOf(rests.slice(half)) - cleanOf(rests.slice(0, half + 1)) > noGrowth) throw new Error(`it grows: ${text}`);
  return text;
}

/** The most that ever rested, beside its budget. Throws when it is over it. */
export function restJudged(rests: readonly Rest[]): string {
  endsOf(rests);
  return judged(mostOf(rests.map(({ clean }) => clean)), restBudget);
}

/** The most that was ever seen in use, beside its budget. Throws when it is over it. */
export function peakJudged(rests: readonly Rest[]): string {
  endsOf(rests);
  const dirty = mostOf(rests.map(({ dirtyPeak }) => dirtyPeak));
  return `${judged(mostOf(rests.map(({ cleanPeak }) => cleanPeak)), peakBudget)}; with what could be collected ${number(dirty)}`;
}

/** The smallest that the largest free piece ever was, beside its floor. Throws when it is under it. */
export function pieceJudged(rests: readonly Rest[]): string {
  endsOf(rests);
  const least = Math.min(...rests.map(({ largestBytes }) => largestBytes));
  if (least < largestPieceFloor)
    throw new Error(`${number(least)} bytes, which is ${number(largestPieceFloor - least)} too few`);
  return `never under ${number(least)} bytes; at least ${number(largestPieceFloor)} are needed`;
}

function endsOf(rests: readonly Rest[]): { readonly first: Rest; readonly last: Rest } {
  const [first, last] = [rests[0], rests.at(-1)];
  if (first === undefined || last === undefined) throw new Error('no memory was noted');
  return { first, last };
}

function judged(value: number, most: number): string {
  if (value > most)
    throw new Error(`${number(value)} of at most ${number(most)}, which is ${number(value - most)} too many`);
  return `${number(value)} of at most ${number(most)}`;
}
