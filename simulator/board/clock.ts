// Virtual time: nothing in the simulator ever asks the machine for the time or sleeps.

/** Takes a scheduled call back. */
export type Cancel = () => void;

interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** World time in milliseconds since the simulation began. Calls run in order of time, then of scheduling. */
export class VirtualClock {
  #nowMs = 0;
  #order = 0;
  readonly #heap: Entry[] = [];
  readonly #cancelled = new Set<Entry>();

  get nowMs(): number {
    return this.#nowMs;
  }

  /** When the next call is due, or undefined when nothing is waiting. */
  get nextMs(): number | undefined {
    this.#dropCancelled();
    return this.#heap[0]?.atMs;
  }

  /** Runs `run` once, `delayMs` from now (at once-next when zero or less). */
  after(delayMs: number, run: () => void): Cancel {
    const entry = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, run };
    this.#push(entry);
    return () => {
      this.#cancelled.add(entry);
    };
  }

  /** Lets `durationMs` pass, running all that falls due, each at its own time. */
  advance(durationMs: number): void {
    this.advanceTo(this.#nowMs + durationMs);
  }

  advanceTo(targetMs: number): void {
    for (;;) {
      const dueMs = this.nextMs;
      if (dueMs === undefined || dueMs > targetMs) break;
      const entry = this.#pop();
      this.#nowMs = Math.max(this.#nowMs, entry.atMs);
      entry.run();
    }
    this.#nowMs = Math.max(this.#nowMs, targetMs);
  }

  #dropCancelled(): void {
    for (let top = this.#heap[0]; top !== undefined && this.#cancelled.delete(top); top = this.#heap[0]) this.#pop();
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): Entry {
    const heap = this.#heap;
    const top = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) {
      let at = 0;
      for (;;) {
        let child = at * 2 + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
        if (!before(heap[child]!, last)) break;
        heap[at] = heap[child]!;
        at = child;
      }
      heap[at] = last;
    }
    return top;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
