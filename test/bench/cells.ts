// What the cells of the evidence tables are written with.
import type { BoardDescription } from '../../hardware/board.ts';
import { canEstimate, microampereHoursOf, millisecondsOf } from './estimate.ts';

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** `16,384`. */
export function number(value: number): string {
  return value.toLocaleString('en');
}

/** Instructions in millions: `0.511`, `2.81`, `108`. */
export function million(instructions: number): string {
  const value = instructions / 1e6;
  return value < 1 ? value.toFixed(3) : value < 100 ? value.toFixed(2) : value.toFixed(0);
}

/** `2.81 M = 65 ms, 0.11 µAh`, as far as the board allows. */
export function cost(instructions: number, board: BoardDescription): string {
  if (!canEstimate(board)) return `${million(instructions)} M`;
  const charge = microampereHoursOf(instructions, board);
  return `${timed(instructions)}${charge === undefined ? '' : `, ${charge.toPrecision(2)} µAh`}`;
}

/** `2.81 M = 65 ms`, on a 64 MHz nRF52. */
export function timed(instructions: number): string {
  const milliseconds = millisecondsOf(instructions);
  const time = milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  return `${million(instructions)} M = ${time}`;
}
