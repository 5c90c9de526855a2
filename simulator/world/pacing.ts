// Lets a virtual clock run at a multiple of real time. One timer, set for the next thing that is due; when nothing is
// pending the process sleeps. It must never run the clock backwards, and never runs it on its own while paused.
import type { Cancel, VirtualClock } from '../board/clock.ts';

/** Where real time comes from; replaced in tests. */
export interface Machine {
  /** Monotonic milliseconds. */
  nowMs(): number;
  after(delayMs: number, run: () => void): Cancel;
}

/** This computer's own monotonic clock and timers. */
export const thisMachine: Machine = {
  nowMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Longest delay that a JavaScript timer can wait for. */
const longestTimerMs = 2 ** 31 - 1;

export class Pacer {
  readonly #clock: VirtualClock;
  readonly #machine: Machine;
  #speed = 0;
  #virtualBaseMs = 0;
  #machineBaseMs = 0;
  #cancelTimer: Cancel | undefined;
  #depth = 0;
  /** Called whenever the simulated world has moved and rests again. */
  rested: (() => void) | undefined;

  /** The clock stands still until `setSpeed`. */
  constructor(clock: VirtualClock, machine: Machine = thisMachine) {
    this.#clock = clock;
    this.#machine = machine;
    this.#rebase();
  }

  /** Virtual seconds per real second; 0 while paused. */
  get speed(): number {
    return this.#speed;
  }

  /** Changes the speed from now on. Throws a RangeError unless it is a finite number, zero or more. */
  setSpeed(speed: number): void {
    if (!Number.isFinite(speed) || speed < 0) throw new RangeError('the speed must be zero or more');
    this.act(() => {
      this.#rebase();
      this.#speed = speed;
    });
  }

  /** Virtual milliseconds now, after everything that fell due has run. */
  nowMs(): number {
    return this.act(() => this.#clock.nowMs);
  }

  /** Brings the clock up to now, lets `what` touch the simulated world, and plans the next wake-up. */
  act<T>(what: () => T): T {
    this.#depth++;
    try {
      if (this.#depth === 1) this.#catchUp();
      return what();
    } finally {
      if (--this.#depth === 0) {
        this.#plan();
        this.rested?.();
      }
    }
  }

  /** Lets `durationMs` of virtual time pass at once. */
  jump(durationMs: number): void {
    this.act(() => {
      this.#clock.advance(durationMs);
      this.#virtualBaseMs += durationMs;
    });
  }

  /** Stands still for good: sets no timer again until the speed is set. */
  stop(): void {
    this.#rebase();
    this.#speed = 0;
    this.#plan();
  }

  /** Begins anew from here. What the machine has spent on running the simulated world is not lost: it is caught up. */
  #rebase(): void {
    if (this.#speed === 0) this.#machineBaseMs = this.#machine.nowMs();
    else this.#machineBaseMs += (this.#clock.nowMs - this.#virtualBaseMs) / this.#speed;
    this.#virtualBaseMs = this.#clock.nowMs;
  }

  #catchUp(): void {
    if (this.#speed === 0) return;
    const dueMs = this.#virtualBaseMs + (this.#machine.nowMs() - this.#machineBaseMs) * this.#speed;
    if (dueMs > this.#clock.nowMs) this.#clock.advanceTo(dueMs);
  }

  #plan(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const nextMs = this.#clock.nextMs;
    if (this.#speed === 0 || nextMs === undefined) return;
    const machineDueMs = this.#machineBaseMs + (nextMs - this.#virtualBaseMs) / this.#speed;
    const delayMs = Math.min(longestTimerMs, Math.max(1, machineDueMs - this.#machine.nowMs()));
    this.#cancelTimer = this.#machine.after(delayMs, () => {
      this.#cancelTimer = undefined;
      this.act(() => undefined);
    });
  }
}
