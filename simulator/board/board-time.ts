// The board's own time: what its oscillator counts, in ticks of 1/32768 s, fast or slow against the world.
// Counts from zero at power-on; setTime shifts only what the program reads, never its timers.
import type { VirtualClock } from './clock.ts';

const ticksPerMillisecond = 32.768;
/** Guards the rounding of a time that is a whole tick. */
const tickSlack = 1e-6;

export class BoardTime {
  readonly #clock: VirtualClock;
  #fromWorldMs: number;
  #fromBoardMs = 0;
  #ppm: number;
  #offsetMs = 0;

  constructor(clock: VirtualClock, ppm: number) {
    this.#clock = clock;
    this.#fromWorldMs = clock.nowMs;
    this.#ppm = ppm;
  }

  /** Milliseconds since power-on, whole ticks. */
  get elapsedMs(): number {
    const exact = this.#fromBoardMs + (this.#clock.nowMs - this.#fromWorldMs) * this.rate;
    return Math.floor(exact * ticksPerMillisecond + tickSlack) / ticksPerMillisecond;
  }

  /** The program's wall clock, in milliseconds since 1970. */
  get nowMs(): number {
    return this.elapsedMs + this.#offsetMs;
  }

  set nowMs(milliseconds: number) {
    this.#offsetMs = milliseconds - this.elapsedMs;
  }

  /** World milliseconds from now until the board has counted to `elapsedMs`. */
  untilMs(elapsedMs: number): number {
    const dueMs = Math.ceil(elapsedMs * ticksPerMillisecond - tickSlack) / ticksPerMillisecond;
    return this.#fromWorldMs + (dueMs - this.#fromBoardMs) / this.rate - this.#clock.nowMs;
  }

  setPpm(ppm: number): void {
    this.#fromBoardMs += (this.#clock.nowMs - this.#fromWorldMs) * this.rate;
    this.#fromWorldMs = this.#clock.nowMs;
    this.#ppm = ppm;
  }

  /** The board's milliseconds in one of the world's. */
  get rate(): number {
    return 1 + this.#ppm / 1e6;
  }
}
