// Every board that Klarkode runs on. A new one is a file in boards/ and a line here.
import type { BoardDescription } from './board.ts';
import { banglejs2 } from './boards/banglejs2.ts';
import { esp32Cyd } from './boards/esp32-cyd.ts';
import { pico } from './boards/pico.ts';
import { pixljs } from './boards/pixljs.ts';

export const boards: readonly BoardDescription[] = [pixljs, pico, banglejs2, esp32Cyd];

/** The board of that name, or undefined. */
export function boardNamed(name: string): BoardDescription | undefined {
  return boards.find((board) => board.name === name);
}

/** What to press for a code, in words: a board with one key has no name on it. */
export function keyForCode({ keys: [first, ...others] }: BoardDescription): string {
  return others.length === 0 ? 'its button' : `its key ${first!.name.toUpperCase()}`;
}
