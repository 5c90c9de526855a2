// How fast a token's world runs: as chosen, but at the hand's own pace while a finger is on a key. Otherwise a press at
// sixty times real time would be a hold, and one in a pause would never be noticed.
import type { Pacer } from '../world/pacing.ts';

/** The fingers on all the keys of one desk: its tokens share their time, so they are slowed down together. */
export class Fingers {
  readonly #changed = new Set<() => void>();
  #down = 0;

  get any(): boolean {
    return this.#down > 0;
  }

  /** Calls `listener` when the first finger comes and when the last one has left. */
  onChange(listener: () => void): void {
    this.#changed.add(listener);
  }

  /** A finger touches a key. */
  touch(): void {
    if (++this.#down === 1) this.#tell();
  }

  /** A finger has left its key, and the contacts are quiet. */
  release(): void {
    if (--this.#down === 0) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#changed) listener();
  }
}

export class Pace {
  readonly #pacer: Pacer;
  readonly #fingers: Fingers;
  readonly #changed: () => void;
  #chosen = 1;

  /** `changed` is called after every change of the speed. */
  constructor(pacer: Pacer, fingers: Fingers, changed: () => void) {
    this.#pacer = pacer;
    this.#fingers = fingers;
    this.#changed = changed;
    fingers.onChange(() => this.#run());
  }

  /** The speed that was asked for last, whether or not a finger holds it back. */
  get chosen(): number {
    return this.#chosen;
  }

  choose(times: number): void {
    this.#chosen = times;
    if (!this.#fingers.any) this.#pacer.setSpeed(times);
    this.#changed();
  }

  #run(): void {
    const times = this.#fingers.any ? 1 : this.#chosen;
    if (this.#pacer.speed === times) return;
    this.#pacer.setSpeed(times);
    this.#changed();
  }
}
