// A board under check, real interpreter or virtual: what the check may do to it, and what it sees of it.
import type { BoardDescription } from '../../hardware/board.ts';
import type { FlashStorage } from '../../simulator/board/storage.ts';
import type { Run } from '../../simulator/world/ears.ts';

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** What happens at the moment when the power comes back. */
export interface Early {
  /** Changes to the files before. */
  readonly change?: (storage: FlashStorage) => void;
  /** The main key is down until it is let go. */
  readonly keyHeld?: boolean;
  /** Is on the wire from the first moment on. */
  readonly bytes?: string;
}

/** What the panel shows: the texts in the order of drawing. */
export interface Shown {
  readonly texts: readonly string[];
  readonly isLit: boolean;
}

export interface CheckedBoard {
  readonly description: BoardDescription;
  /** Bytes and page of the Storage that it really has, and whether files that were read are the flash itself. */
  readonly storage: { readonly bytes: number; readonly pageBytes: number; readonly inPlace: boolean };
  /** Runs `klarkode` with these arguments on the board's port, with a registry of its own. */
  klarkode(args: readonly string[], standardInput?: string): Promise<Outcome>;
  /** Presses a key for so long, the main one if none is named, and waits until the panel has changed. */
  press(heldMs?: number, key?: string): Promise<Shown>;
  letGo(): Promise<void>;
  /** Puts a plug into the headset's socket or pulls it out. */
  setHeadset(plugged: boolean): void;
  /** Plugs the cable in, as it is at first, or pulls it out: then no byte gets through. */
  plugCable(plugged: boolean): void;
  /** Whether the firmware has its port open, where that depends on the cable. */
  readonly isPortOpen: boolean;
  /** Takes the power away and gives it back. */
  restart(early?: Early): Promise<void>;
  /** Puts bytes on the wire, one character a byte. */
  send(bytes: string): void;
  /** What left the loudspeaker's pin since this was last asked, where the board has one. */
  takeSounds(): Run[];
  /** All that the board has sent since it was last asked. */
  takeHeard(): string;
  /** Lets time pass. */
  pause(milliseconds: number): Promise<void>;
  /** The time of the machine that `klarkode` runs on. */
  nowMs(): number;
  /** The flash as it is now. */
  readonly flash: Uint8Array;
  /** Whether there is ink at that pixel. */
  ink(x: number, y: number): boolean;
  close(): Promise<void>;
}
