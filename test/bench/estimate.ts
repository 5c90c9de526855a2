// From instructions of the real interpreter to time and charge on a board. Estimates: nothing of this was measured on hardware.
import type { BoardDescription } from '../../hardware/board.ts';

/**
 * A 64 MHz nRF52 against the 32-bit -Os build, in milliseconds for a million instructions: from one loop whose time on such a
 * board is published. Give or take 30 %.
 */
export const millisecondsPerMillion = 23;

/** On that processor. */
export function millisecondsOf(instructions: number): number {
  return (instructions / 1e6) * millisecondsPerMillion;
}

/** The loop was measured on that processor only. */
export function canEstimate(board: BoardDescription): boolean {
  return board.processorMegahertz === 64;
}

/** The charge that the processor takes from the board's battery in that time; undefined where that is not known. */
export function microampereHoursOf(instructions: number, board: BoardDescription): number | undefined {
  if (board.current === undefined || !canEstimate(board)) return undefined;
  return (millisecondsOf(instructions) * board.current.runMilliamperes) / 3600;
}

/** `about 65 ms`, `about 1.2 s`. */
export function timeText(instructions: number): string {
  const milliseconds = millisecondsOf(instructions);
  return milliseconds < 1000 ? `about ${milliseconds.toFixed(0)} ms` : `about ${(milliseconds / 1000).toFixed(1)} s`;
}

/** `65 ms, 0.11 µAh`, as far as the board allows. */
export function estimateText(instructions: number, board: BoardDescription): string | undefined {
  if (!canEstimate(board)) return undefined;
  const charge = microampereHoursOf(instructions, board);
  return charge === undefined ? timeText(instructions) : `${timeText(instructions)}, ${charge.toPrecision(2)} µAh`;
}

/** For people: what the estimates of time assume. */
export const assumption = `${millisecondsPerMillion} ms for a million instructions on a 64 MHz nRF52, give or take 30 %`;
