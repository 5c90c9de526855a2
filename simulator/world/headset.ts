// The plug of a headset, in the socket of a board that has sound. A plug rattles as it goes in.
import type { VirtualBoard } from '../board/board.ts';

/** When the socket's switch changes, in milliseconds after the plug moved; the last change is the lasting one. */
const rattleMs = [0, 4, 9, 30, 41];

/** Plugs a headset in, or pulls it out. Throws one sentence when the board has no sound. */
export function moveHeadset(board: VirtualBoard, plugged: boolean): void {
  const headset = board.description.audio?.headset;
  if (headset === undefined) throw new Error(`${board.description.title} has no sound, and no socket for a headset`);
  const last = plugged ? headset.pluggedLevel : headset.pluggedLevel === 1 ? 0 : 1;
  rattleMs.forEach((atMs, change) => {
    const lasting = (rattleMs.length - 1 - change) % 2 === 0;
    const level = lasting ? last : last === 1 ? 0 : 1;
    if (atMs === 0) board.setPin(headset.pin, level);
    else board.clock.after(atMs, () => board.setPin(headset.pin, level));
  });
}
