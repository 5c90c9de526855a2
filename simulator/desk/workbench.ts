// A virtual board in its world, with its serial cable led outside and its flash kept: what `simulate` and the desk share.
// The board gets the bytes of the wire and nothing else; no other way into the firmware may be added here.
import { randomBytes } from 'node:crypto';
import type { BoardDescription } from '../../hardware/board.ts';
import type { BoardOptions, VirtualBoard } from '../board/board.ts';
import { VirtualClock } from '../board/clock.ts';
import { Flash } from '../board/flash.ts';
import { World } from '../world/world.ts';
import type { StateFolder } from './state-folder.ts';
import type { WireEnd } from './wire-end.ts';

export interface WorkbenchOptions {
  readonly description: BoardDescription;
  readonly createBoard: (options: BoardOptions) => VirtualBoard;
  /** World time at the start, milliseconds since 1970, UTC. */
  readonly startUtcMs: number;
  readonly ends: readonly WireEnd[];
  /** Where the flash stays between runs; without it, the board is as new from the maker. */
  readonly state?: StateFolder | undefined;
}

export interface Workbench {
  readonly world: World;
  readonly board: VirtualBoard;
  /** Calls `listener` with bytes on the wire: `in` goes to the board, `out` comes from it. */
  onWire(listener: (direction: 'in' | 'out', bytes: Uint8Array) => void): void;
  /** Stops the world and pulls the cables. The state folder stays open: it is its owner's. */
  close(): Promise<void>;
}

/** Puts a board on the bench, still without power, its clock standing still. Throws when the kept flash does not fit. */
export function openWorkbench(options: WorkbenchOptions): Workbench {
  const { description, ends, state } = options;
  const { storage } = description;
  const flash = new Flash(storage.bytes, storage.pageBytes, state?.readFlashImage(storage.bytes));
  const board = options.createBoard({
    description,
    clock: new VirtualClock(),
    flash,
    noise: () => randomBytes(4).readUInt32LE(),
  });
  const world = new World(board, options.startUtcMs);
  world.setBatteryPercent(100);
  const wireListeners: ((direction: 'in' | 'out', bytes: Uint8Array) => void)[] = [];
  const tell = (direction: 'in' | 'out', bytes: Uint8Array): void => {
    for (const listener of wireListeners) listener(direction, bytes);
  };
  state?.keep(flash);
  world.pacer.rested = () => state?.noticeChange();
  board.on('sent', (bytes) => {
    for (const end of ends) end.write(bytes);
    tell('out', bytes);
  });
  for (const end of ends) {
    end.onReceived((bytes) => {
      tell('in', bytes);
      world.pacer.act(() => board.send(bytes));
    });
  }
  return {
    world,
    board,
    onWire(listener) {
      wireListeners.push(listener);
    },
    async close() {
      world.pacer.stop();
      for (const end of ends) await end.close();
    },
  };
}
