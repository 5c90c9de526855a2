// How many of the interpreter's variables a value takes, roughly: strings and buffers by their length, the rest by count.
// Measured on a board with 13-byte variables; good for comparisons, not for budgets.
import { types } from 'node:util';
import type { BoardDescription } from '../../hardware/board.ts';

export function variablesOf(value: unknown, board: BoardDescription): number {
  return count(value, board.variableBytes, new Set());
}

function count(value: unknown, each: number, seen: Set<object>): number {
  if (typeof value === 'string') return value.length <= 8 ? 1 : 1 + Math.ceil((value.length - 8) / (each - 4));
  if (typeof value === 'function') return 5 + Math.ceil(Function.prototype.toString.call(value).length / (each - 4));
  if (typeof value !== 'object' || value === null) return 1;
  if (seen.has(value)) return 0;
  seen.add(value);
  if (types.isAnyArrayBuffer(value)) return 2 + Math.ceil(value.byteLength / each);
  if (ArrayBuffer.isView(value)) return 3 + Math.ceil(value.byteLength / each);
  if (types.isDate(value)) return 2;
  let total = 1;
  for (const [key, item] of Object.entries(value)) {
    total += Array.isArray(value) || key.length <= 4 ? 1 : 2;
    if (typeof item === 'object' || typeof item === 'function' || typeof item === 'string')
      total += count(item, each, seen);
    else if (typeof item === 'number' && !(Number.isInteger(item) && Math.abs(item) < 2048)) total += 1;
  }
  return total;
}
