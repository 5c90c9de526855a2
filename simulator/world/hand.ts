// A hand on the board's keys. Real contacts bounce: a key closes and opens several times within the first milliseconds
// of a press and of a release, and the firmware has to live with it. It must never reach for anything but pins.
import type { KeyDescription } from '../../hardware/board.ts';
import type { Cancel } from '../board/clock.ts';
import type { VirtualBoard } from '../board/board.ts';

/** How long a plain press keeps the key down, in milliseconds. */
export const pressMs = 120;
/** After a release, the time until contacts are quiet and the usual 25 ms debounce has passed, in milliseconds. */
export const settleMs = 80;
/** Longest hold that a hand is asked for, in milliseconds. */
export const longestHoldMs = 600_000;

/** When the contact changes, in milliseconds after the finger moves; the last change is the lasting one. */
const closingMs = [0, 0.4, 1.1, 1.6, 2.9];
const openingMs = [0, 0.3, 0.9];

export class Hand {
  readonly #board: VirtualBoard;
  readonly #down = new Set<string>();
  readonly #moving = new Map<string, Cancel[]>();

  constructor(board: VirtualBoard) {
    this.#board = board;
  }

  /** Puts a finger on the key. A key that is down stays down. Throws when the board has no such key. */
  down(keyName: string): void {
    const key = this.#key(keyName);
    if (this.#down.has(key.name)) return;
    this.#down.add(key.name);
    this.#move(key, closingMs, key.pressedLevel);
  }

  /** Lifts the finger. Throws when the board has no such key. */
  up(keyName: string): void {
    const key = this.#key(keyName);
    if (!this.#down.delete(key.name)) return;
    this.#move(key, openingMs, key.pressedLevel === 1 ? 0 : 1);
  }

  /** Whether a finger is on the key. */
  isDown(keyName: string): boolean {
    return this.#down.has(this.#key(keyName).name);
  }

  /**
   * Presses the key now and lifts it `durationMs` later.
   * @returns milliseconds from now until the firmware can have noticed both.
   * Throws when there is no such key, or the duration is not 1 to 600,000 ms.
   */
  hold(keyName: string, durationMs: number): number {
    if (!(durationMs >= 1 && durationMs <= longestHoldMs)) {
      throw new Error(`a key is held for 1 to ${longestHoldMs} ms`);
    }
    this.down(keyName);
    this.#board.clock.after(durationMs, () => this.up(keyName));
    return durationMs + settleMs;
  }

  #move(key: KeyDescription, changesMs: readonly number[], lastLevel: 0 | 1): void {
    for (const cancel of this.#moving.get(key.name) ?? []) cancel();
    const cancels: Cancel[] = [];
    changesMs.forEach((atMs, index) => {
      const lasting = (changesMs.length - 1 - index) % 2 === 0;
      const level = lasting ? lastLevel : lastLevel === 1 ? 0 : 1;
      if (atMs === 0) this.#board.setPin(key.pin, level);
      else cancels.push(this.#board.clock.after(atMs, () => this.#board.setPin(key.pin, level)));
    });
    this.#moving.set(key.name, cancels);
  }

  #key(name: string): KeyDescription {
    const keys = this.#board.description.keys;
    const key = keys.find((candidate) => candidate.name === name);
    if (key !== undefined) return key;
    const known = keys.map((candidate) => candidate.name).join(', ');
    throw new Error(`${this.#board.description.title} has no key '${name}'; it has: ${known}`);
  }
}
