// setWatch: edges of pins to listeners, with Espruino's debouncing: a change counts when the pin has kept its new
// level for the whole debounce time; the event's time is that of the last edge before it.
import type { BoardTime } from './board-time.ts';
import type { Level } from './pins.ts';
import type { Timers } from './timers.ts';

export interface WatchOptions {
  readonly pin: string;
  /** 1 rising, -1 falling, 0 both. */
  readonly edge: -1 | 0 | 1;
  readonly debounceMs: number;
  readonly repeat: boolean;
}

export interface WatchEvent {
  readonly state: Level;
  /** Seconds of the program's clock. */
  readonly time: number;
  /** That of the watch's edge before; undefined at the first. */
  readonly lastTime: number | undefined;
  readonly pin: string;
}

interface Watch extends WatchOptions {
  readonly listener: (event: WatchEvent) => void;
  state: Level;
  lastTime: number | undefined;
  waiting: { id: number; state: Level; readonly lastTime: number | undefined } | undefined;
}

export class Watches {
  readonly #time: BoardTime;
  readonly #timers: Timers;
  readonly #watches = new Map<number, Watch>();
  #nextId = 1;

  constructor(time: BoardTime, timers: Timers) {
    this.#time = time;
    this.#timers = timers;
  }

  /** Starts a watch whose pin is at `level` now; returns its number. */
  add(options: WatchOptions, level: Level, listener: (event: WatchEvent) => void): number {
    const id = this.#nextId++;
    this.#watches.set(id, { ...options, listener, state: level, lastTime: undefined, waiting: undefined });
    return id;
  }

  has(id: number): boolean {
    return this.#watches.has(id);
  }

  remove(id: number): void {
    const watch = this.#watches.get(id);
    if (watch?.waiting !== undefined) this.#timers.remove(watch.waiting.id);
    this.#watches.delete(id);
  }

  removeAll(): void {
    for (const id of [...this.#watches.keys()]) this.remove(id);
  }

  /** A pin changed. */
  edge(pin: string, level: Level): void {
    for (const [id, watch] of [...this.#watches]) {
      if (watch.pin !== pin || this.#watches.get(id) !== watch) continue;
      if (watch.debounceMs <= 0) {
        watch.state = level;
        this.#fire(id, watch, level, this.#seconds());
      } else {
        this.#debounce(id, watch, level);
      }
    }
  }

  #debounce(id: number, watch: Watch, level: Level): void {
    if (watch.waiting === undefined && level === watch.state) return;
    if (watch.waiting !== undefined) this.#timers.remove(watch.waiting.id);
    const at = this.#seconds();
    const timer = this.#timers.add(watch.debounceMs, () => {
      watch.waiting = undefined;
      const changed = watch.state !== level;
      watch.state = level;
      if (changed) this.#fire(id, watch, level, at);
    });
    watch.waiting = { id: timer, state: level, lastTime: watch.lastTime };
  }

  #fire(id: number, watch: Watch, level: Level, time: number): void {
    const { lastTime } = watch;
    watch.lastTime = time;
    if (watch.edge !== 0 && watch.edge > 0 !== (level === 1)) return;
    if (!watch.repeat) this.#watches.delete(id);
    watch.listener({ state: level, time, lastTime, pin: watch.pin });
  }

  #seconds(): number {
    return this.#time.nowMs / 1000;
  }
}
