// Every board that Klarkode runs on. A new one is a file in boards/ and a line here.
import type { BoardDescription } from './board.ts';
import { pixljs } from './boards/pixljs.ts';

export const boards: readonly BoardDescription[] = [pixljs];

/** The board of that name, or undefined. */
export function boardNamed(name: string): BoardDescription | undefined {
  return boards.find((board) => board.name === name);
}
