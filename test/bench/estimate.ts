// From instructions of the real interpreter to time and charge on a board. Estimates: nothing of this was measured on hardware.
import type { BoardDescription } from '../../hardware/board.ts';

/**
 * A 64 MHz nRF52 against the 32-bit -Os build, in milliseconds for a million instructions: from one loop whose time on such a
 * board is published. Give or take 30 %.
 */
export const millisecondsPerMillion = 23;
/** What an nRF52 takes while it runs: 4 to 8 mA by its maker's and Espruino's figures. */
const runMilliamperes = 6;

/** Seconds, and the charge that the processor takes in them; without panel, radio and sleep. */
export function estimateOf(instructions: number): { readonly seconds: number; readonly microampereHours: number } {
  const seconds = (instructions / 1e9) * millisecondsPerMillion;
  return { seconds, microampereHours: (seconds * runMilliamperes * 1000) / 3600 };
}

/** The loop was measured on that processor only. */
export function canEstimate(board: BoardDescription): boolean {
  return board.processorMegahertz === 64;
}

/** For people: what the estimates assume. */
export const assumption =
  `${millisecondsPerMillion} ms for a million instructions on a 64 MHz nRF52, give or take 30 %, ` +
  `and ${runMilliamperes} mA while it runs (4 to 8 by its maker)`;
