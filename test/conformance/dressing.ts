// How a Linux build of Espruino is dressed up as a board: one file a board in dressing/. What it can't stand for: the panel's own
// memory, power, the processor's speed, Bluetooth. A board without a file there is not tried on the real interpreter.
import { transformSync } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoardDescription } from '../../hardware/board.ts';

/** The file of Storage that the interpreter runs before `.boot0`, after power-on only. */
export const dressingFile = '.bootPowerOn';

const folder = join(import.meta.dirname, 'dressing');
const read = (name: string): string => readFileSync(join(folder, `${name}.js`), 'latin1');

export function hasDressing(board: BoardDescription): boolean {
  return existsSync(join(folder, `${board.name}.js`));
}

/** The program for that board, followed by `parts` of the same folder. It names nothing in the global object but what boards have. */
export function dressingOf(board: BoardDescription, parts: readonly string[] = []): string {
  const text = ['begin', board.name, 'end', ...parts].map(read).join('\n');
  // Comments and long names would take room in a small Storage. Espruino can't parse all that a minifier would write.
  return transformSync(`(function(){${text}})();`, { minifyWhitespace: true, minifyIdentifiers: true }).code;
}

/** A pixel of what the file `frame` holds: whether there is ink. */
export function inkIn(board: BoardDescription, frame: Uint8Array): (x: number, y: number) => boolean {
  const { width, background, bus } = board.display;
  // On the bus, a byte is a column of eight pixels; a panel that Espruino draws itself has eight in a row.
  const isSet = (x: number, y: number): boolean =>
    bus === undefined
      ? ((frame[(y * width + x) >> 3] ?? 0) & (128 >> (x & 7))) !== 0
      : ((frame[(y >> 3) * width + x] ?? 0) & (1 << (y & 7))) !== 0;
  return background === 0 ? isSet : (x, y) => !isSet(x, y);
}
