// What waits until the interpreter is free, in its order: edges and timers as they come, then the callbacks that it queues
// (those of Waveform), as its idle loop does.
import type { Cancel, VirtualClock } from './clock.ts';
import type { Processor } from './processor.ts';

type Work = () => void;

export class WaitingTurns {
  readonly #clock: VirtualClock;
  readonly #processor: Processor;
  readonly #run: (work: Work) => void;
  readonly #first: Work[] = [];
  readonly #queued: Work[] = [];
  #cancel: Cancel | undefined;

  constructor(clock: VirtualClock, processor: Processor, run: (work: Work) => void) {
    this.#clock = clock;
    this.#processor = processor;
    this.#run = run;
  }

  add(work: Work, queued: boolean): void {
    (queued ? this.#queued : this.#first).push(work);
  }

  /** Runs the next one, now or when the processor is free. */
  goOn(): void {
    if (this.#first.length + this.#queued.length === 0) return;
    this.#cancel?.();
    if (this.#processor.busy) {
      this.#cancel = this.#clock.after(this.#processor.freeInMs, () => {
        this.goOn();
      });
      return;
    }
    const next = this.#first.shift() ?? this.#queued.shift();
    if (next !== undefined) this.#run(next);
  }

  clear(): void {
    this.#first.length = 0;
    this.#queued.length = 0;
    this.#cancel?.();
  }
}
