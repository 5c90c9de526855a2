// The interpreter's list of timers on the board's own time. Host callbacks only: timer-functions.ts binds JavaScript.
// One call of the world's clock waits at a time, and none when the list is empty.
import type { BoardTime } from './board-time.ts';
import type { Cancel, VirtualClock } from './clock.ts';

interface Timer {
  readonly id: number;
  dueMs: number;
  repeatMs: number | undefined;
  readonly run: () => void;
}

/** The shortest time that a timer waits, in milliseconds. */
const shortestMs = 0.1;

export class Timers {
  readonly #clock: VirtualClock;
  readonly #time: BoardTime;
  readonly #timers = new Map<number, Timer>();
  #nextId = 1;
  #cancel: Cancel | undefined;
  #armedForMs: number | undefined;

  constructor(clock: VirtualClock, time: BoardTime) {
    this.#clock = clock;
    this.#time = time;
  }

  /** Runs `run` after `delayMs` of the board's time, then every `repeatMs` if given. Returns the timer's number. */
  add(delayMs: number, run: () => void, repeatMs?: number): number {
    const id = this.#nextId++;
    this.#timers.set(id, {
      id,
      dueMs: this.#time.elapsedMs + usable(delayMs),
      repeatMs: repeatMs === undefined ? undefined : usable(repeatMs),
      run,
    });
    this.arm();
    return id;
  }

  has(id: number): boolean {
    return this.#timers.has(id);
  }

  remove(id: number): void {
    if (this.#timers.delete(id)) this.arm();
  }

  /** Lets the interval run every `repeatMs` from now on. False when there is no such timer. */
  change(id: number, repeatMs: number): boolean {
    const timer = this.#timers.get(id);
    if (timer === undefined) return false;
    timer.repeatMs = usable(repeatMs);
    timer.dueMs = this.#time.elapsedMs + timer.repeatMs;
    this.arm();
    return true;
  }

  clear(): void {
    this.#timers.clear();
    this.arm();
  }

  /** Makes the world's clock call for the earliest timer; also after the oscillator's speed changed (`again`). */
  arm(again = false): void {
    const first = this.#first();
    if (first?.dueMs === this.#armedForMs && !again) return;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#armedForMs = first?.dueMs;
    if (first === undefined) return;
    this.#cancel = this.#clock.after(this.#time.untilMs(first.dueMs), () => {
      this.#cancel = undefined;
      this.#armedForMs = undefined;
      this.#runDue();
    });
  }

  #runDue(): void {
    const nowMs = this.#time.elapsedMs + 1e-6;
    for (let timer = this.#first(); timer !== undefined && timer.dueMs <= nowMs; timer = this.#first()) {
      if (timer.repeatMs === undefined) this.#timers.delete(timer.id);
      else timer.dueMs += timer.repeatMs;
      timer.run();
    }
    this.arm();
  }

  #first(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) if (first === undefined || timer.dueMs < first.dueMs) first = timer;
    return first;
  }
}

function usable(milliseconds: number): number {
  return milliseconds >= shortestMs ? milliseconds : shortestMs;
}
