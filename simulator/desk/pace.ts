// How fast the desk's world runs: as chosen, but at the hand's own pace while a finger is on a key. Otherwise a press at
// sixty times real time would be a hold, and one in a pause would never be noticed.
import type { Pacer } from '../world/pacing.ts';

export class Pace {
  readonly #pacer: Pacer;
  readonly #changed: () => void;
  #fingers = 0;
  #chosen = 1;

  /** `changed` is called after every change of the speed. */
  constructor(pacer: Pacer, changed: () => void) {
    this.#pacer = pacer;
    this.#changed = changed;
  }

  /** The speed that was asked for last, whether or not a finger holds it back. */
  get chosen(): number {
    return this.#chosen;
  }

  choose(times: number): void {
    this.#chosen = times;
    if (this.#fingers === 0) this.#pacer.setSpeed(times);
    this.#changed();
  }

  /** A finger touches a key. */
  touch(): void {
    this.#fingers++;
    this.#run(1);
  }

  /** A finger has left its key, and the contacts are quiet. */
  release(): void {
    this.#fingers--;
    if (this.#fingers === 0) this.#run(this.#chosen);
  }

  #run(times: number): void {
    if (this.#pacer.speed === times) return;
    this.#pacer.setSpeed(times);
    this.#changed();
  }
}
