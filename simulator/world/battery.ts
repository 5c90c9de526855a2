// The battery that feeds a board: how full it is, as the voltage that it gives.
import type { VirtualBoard } from '../board/board.ts';

/**
 * The voltage of a battery that is `percent` full, in millivolts: a straight line between the board's two ends.
 * Throws a RangeError outside 0 to 100.
 */
export function batteryMillivolts(board: VirtualBoard, percent: number): number {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError('a battery is 0 to 100 per cent full');
  const { emptyMillivolts, fullMillivolts } = board.description.battery;
  return Math.round(emptyMillivolts + ((fullMillivolts - emptyMillivolts) * percent) / 100);
}
