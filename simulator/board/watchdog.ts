// The watchdog timer: restarts the board when nobody kicked it in time; once started it can't be stopped.
// With `automatic` the interpreter kicks it at every turn, so that only a hang lets it bite.
import type { Cancel, VirtualClock } from './clock.ts';

export class Watchdog {
  readonly #clock: VirtualClock;
  readonly #bite: () => void;
  #timeoutMs: number | undefined;
  #automatic = false;
  #cancel: Cancel | undefined;

  constructor(clock: VirtualClock, bite: () => void) {
    this.#clock = clock;
    this.#bite = bite;
  }

  get enabled(): boolean {
    return this.#timeoutMs !== undefined;
  }

  start(timeoutMs: number, automatic: boolean): void {
    this.#timeoutMs ??= timeoutMs;
    this.#automatic = automatic;
    this.kick();
  }

  /** An interpreter that idles kicks an automatic watchdog by itself: nothing needs to wait. */
  kick(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#timeoutMs !== undefined && !this.#automatic)
      this.#cancel = this.#clock.after(this.#timeoutMs, this.#bite);
  }

  /** The interpreter hangs: bites when the time is over, however it is kicked. */
  hang(): void {
    this.#cancel?.();
    if (this.#timeoutMs !== undefined) this.#cancel = this.#clock.after(this.#timeoutMs, this.#bite);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#timeoutMs = undefined;
  }
}
