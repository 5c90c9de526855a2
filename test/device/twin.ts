// The virtual board with the same flash: what it shows when its key is pressed must be what the checked one shows, pixel for pixel.
import { VirtualClock } from '../../simulator/board/clock.ts';
import { createBoard } from '../../simulator/board/create.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { dressingFile } from '../conformance/dressing.ts';
import type { CheckedBoard } from './checked-board.ts';

const startMs = 2000;
const holdMs = 150;
const drawnMs = 500;

/** What a virtual board with this flash shows after a press, as rows of `#` and `.`. The flash given is not changed. */
export function pictureOfTwin({ description, storage }: CheckedBoard, image: Uint8Array): string {
  const { bytes, pageBytes } = storage;
  const clock = new VirtualClock();
  const flash = new Flash(bytes, pageBytes, image);
  const files = new FlashStorage(flash);
  if (files.read(dressingFile) !== undefined) files.erase(dressingFile);
  const board = createBoard({
    description: { ...description, storage: { ...description.storage, bytes, pageBytes } },
    clock,
    flash,
  });
  const key = description.keys[0]!;
  board.powerOn();
  clock.advance(startMs);
  board.setPin(key.pin, key.pressedLevel);
  clock.advance(holdMs);
  board.setPin(key.pin, key.pressedLevel === 1 ? 0 : 1);
  clock.advance(drawnMs);
  const { panel } = board;
  const picture = pictureOf(description.display, (x, y) => panel.pixel(x, y) !== panel.background);
  board.powerOff();
  return picture;
}

/** A panel as text, so that a difference can be seen. */
export function pictureOf(
  { width, height }: { readonly width: number; readonly height: number },
  isInk: (x: number, y: number) => boolean,
): string {
  return Array.from({ length: height }, (_row, y) =>
    Array.from({ length: width }, (_column, x) => (isInk(x, y) ? '#' : '.')).join(''),
  ).join('\n');
}

/** How many pixels differ, or undefined when none does. */
export function differentPixels(a: string, b: string): number | undefined {
  let count = Math.abs(a.length - b.length);
  for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) count++;
  return count === 0 ? undefined : count;
}
