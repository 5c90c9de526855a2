// What leaves the board's pins as sound: Espruino's timer takes one sample after another out of a program's own memory, so
// it is read as late as the timer reads it, on the virtual clock. Nothing is known of what the samples mean.
import type { Cancel, VirtualClock } from './clock.ts';

/** Samples that left a pin, one after the other. */
export interface Sound {
  readonly pin: string;
  /** When the first one left: milliseconds of the world's clock. */
  readonly startMs: number;
  /** In the world's time. */
  readonly samplesPerSecond: number;
  /** Unsigned, 8 bits. Empty: no more come, and the pin keeps the level that it has. */
  readonly samples: Uint8Array;
}

/** What is to be played. */
export interface Score {
  readonly pin: string;
  /** False: the timer runs, and nothing is heard of it. */
  readonly audible: boolean;
  /** When the timer starts: milliseconds of the world's clock. The first sample leaves one period later. */
  readonly startMs: number;
  readonly periodMs: number;
  /** The buffer played first, and what follows it: itself, the other one, or nothing. Read when each sample leaves. */
  readonly buffers: readonly [Uint8Array] | readonly [Uint8Array, Uint8Array];
  readonly repeats: boolean;
  /** A buffer has ended and the next one begins. */
  readonly flipped: () => void;
  /** The last sample has left. Not after `stop`. */
  readonly ended: () => void;
}

/** While something sounds, the world hears of it this often. */
const reportEveryMs = 50;
/** Guards the rounding of a moment at which a sample leaves. */
const slackMs = 1e-6;

export class SoundOutput {
  readonly #clock: VirtualClock;
  readonly #tell: (sound: Sound) => void;
  readonly #playing = new Set<Playing>();

  constructor(clock: VirtualClock, tell: (sound: Sound) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Starts the timer. What it returns stops it, at a moment of the world's clock; stopping twice does nothing. */
  start(score: Score): Playing {
    const playing = new Playing(score, this.#clock, this.#tell, () => this.#playing.delete(playing));
    this.#playing.add(playing);
    return playing;
  }

  /** Lets everything leave that has left by now: to be called before a program may change what is still to come. */
  catchUp(): void {
    for (const playing of [...this.#playing]) playing.playTo(this.#clock.nowMs);
  }

  /** The timer stops: its interpreter is gone. */
  stop(): void {
    for (const playing of [...this.#playing]) playing.stop(this.#clock.nowMs);
  }
}

export class Playing {
  readonly #score: Score;
  readonly #clock: VirtualClock;
  readonly #tell: (sound: Sound) => void;
  readonly #over: () => void;
  /** Which of the buffers sounds, and its next sample. */
  current: 0 | 1 = 0;
  #at = 0;
  /** Samples since the start. */
  #count = 0;
  #cancel: Cancel | undefined;
  #done = false;

  constructor(score: Score, clock: VirtualClock, tell: (sound: Sound) => void, over: () => void) {
    this.#score = score;
    this.#clock = clock;
    this.#tell = tell;
    this.#over = over;
    this.#plan();
  }

  /** Lets all samples leave whose moment is not after `nowMs`. */
  playTo(nowMs: number): void {
    while (!this.#done) {
      const due = Math.floor((nowMs + slackMs - this.#momentMs(this.#count)) / this.#score.periodMs) + 1;
      const buffer = this.#score.buffers[this.current] ?? this.#score.buffers[0];
      const count = Math.min(due, buffer.length - this.#at);
      if (count <= 0) return;
      this.#report(buffer.slice(this.#at, this.#at + count));
      this.#at += count;
      this.#count += count;
      if (this.#at === buffer.length) this.#next();
    }
  }

  stop(nowMs: number): void {
    if (this.#done) return;
    this.playTo(nowMs);
    this.#finish(nowMs);
  }

  #momentMs(sample: number): number {
    return this.#score.startMs + (sample + 1) * this.#score.periodMs;
  }

  #report(samples: Uint8Array): void {
    const { audible, pin, periodMs } = this.#score;
    if (audible) {
      this.#tell({ pin, startMs: this.#momentMs(this.#count), samplesPerSecond: 1000 / periodMs, samples });
    }
  }

  #next(): void {
    const { repeats, buffers, flipped, ended } = this.#score;
    this.#at = 0;
    if (repeats) {
      if (buffers.length === 2) this.current = this.current === 0 ? 1 : 0;
      flipped();
      return;
    }
    this.#finish(this.#momentMs(this.#count));
    ended();
  }

  #finish(nowMs: number): void {
    if (this.#done) return;
    this.#done = true;
    this.#cancel?.();
    this.#over();
    const { audible, pin, periodMs } = this.#score;
    if (audible) this.#tell({ pin, startMs: nowMs, samplesPerSecond: 1000 / periodMs, samples: new Uint8Array() });
  }

  /** Wakes up for the buffer's last sample, and in between, that the world hears what it can hear. */
  #plan(): void {
    const buffer = this.#score.buffers[this.current] ?? this.#score.buffers[0];
    const lastMs = this.#momentMs(this.#count + buffer.length - this.#at - 1);
    const waitMs = Math.min(lastMs - this.#clock.nowMs, reportEveryMs);
    this.#cancel = this.#clock.after(waitMs, () => {
      this.playTo(this.#clock.nowMs);
      if (!this.#done) this.#plan();
    });
  }
}
