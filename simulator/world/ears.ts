// What a person hears of a board: which of the clips that they know sounded, when, how loud, and how much of each before it
// was cut off. Clips are known by their exact samples at any of the volumes; nothing may be guessed from what was meant.

/** A clip that can be recognised. */
export interface Clip {
  readonly language: string;
  readonly number: number;
  /** Unsigned, 8 bits. */
  readonly samples: Uint8Array;
}

export interface Heard {
  /** Undefined: a sound that is none of the clips. */
  readonly clip: Clip | undefined;
  /** When its first sample left the board: milliseconds of the world's clock. */
  readonly startMs: number;
  /** Steps of 6 dB below the loudest, at its end. */
  readonly quieterSteps: number;
  /** 1: all of it. */
  readonly part: number;
  /** Silence between it and the sound before; undefined: it is the first one since the board was silent. */
  readonly pauseMs: number | undefined;
}

export interface HearingListener {
  /** A clip began, and could not be another one. Once for each. */
  began?(heard: Heard): void;
  /** It is over, or was cut off. */
  ended?(heard: Heard): void;
}

/** What left the board: see BoardEvents.sound. */
export interface Run {
  readonly startMs: number;
  readonly samplesPerSecond: number;
  readonly samples: Uint8Array;
}

const silence = 0x80;
/** Volumes at which a clip is known again. */
const mostSteps = 3;
/** A clip is known by this many of its samples, where it is loud for the first time. */
const markSamples = 96;
const loud = 40;
/** Shorter than this is a click. */
const shortestSound = 320;

interface Mark {
  readonly clip: Clip;
  readonly steps: number;
  /** Where in the clip the mark is. */
  readonly at: number;
}

/** One of the clips that the present sound may be. */
interface Guess {
  readonly clip: Clip;
  steps: number;
  /** Samples that were as in the clip. */
  length: number;
  state: 'open' | 'whole' | 'wrong';
}

/** A sample at so many steps of 6 dB less, as a table on the board makes it: towards silence, rounded down. */
export function quieterBy(steps: number, sample: number): number {
  return silence + ((sample - silence) >> steps);
}

export class Ears {
  readonly #listener: HearingListener;
  #marks = new Map<string, Mark[]>();
  /** Which two samples a mark begins with: most of what is heard begins with others. */
  readonly #pairs = new Uint8Array(1 << 16);
  /** The sound since the last silence of the converter. */
  #sound = new Uint8Array(1 << 14);
  #length = 0;
  #startMs = 0;
  #rate = 0;
  #scanned = 0;
  /** Up to here it is known what it was. */
  #explained = 0;
  /** Of the clip that may be sounding: see Heard. */
  #pauseMs: number | undefined;
  #guesses: Guess[] = [];
  #guessedAt = 0;
  #told = false;

  constructor(listener: HearingListener) {
    this.#listener = listener;
  }

  /** Learns clips, and forgets those before; where two are the same, the first one is heard. */
  know(clips: readonly Clip[]): void {
    this.#marks = new Map();
    this.#pairs.fill(0);
    const known = new Set<string>();
    for (const clip of clips) {
      const whole = Buffer.from(clip.samples).toString('latin1');
      if (clip.samples.length < markSamples || known.has(whole)) continue;
      known.add(whole);
      const first = clip.samples.findIndex((sample) => Math.abs(sample - silence) >= loud);
      const at = Math.min(Math.max(0, first), clip.samples.length - markSamples);
      for (let steps = 0; steps <= mostSteps; steps++) {
        const mark = clip.samples.slice(at, at + markSamples).map((sample) => quieterBy(steps, sample));
        const key = keyOf(mark, 0);
        this.#pairs[pairAt(mark, 0)] = 1;
        this.#marks.set(key, [...(this.#marks.get(key) ?? []), { clip, steps, at }]);
      }
    }
  }

  /** Listens on; a run without samples is the converter falling silent. */
  hear(run: Run): void {
    if (run.samples.length === 0) {
      this.#conclude(true);
      this.#forget();
      return;
    }
    if (this.#length === 0) this.#startMs = run.startMs;
    this.#rate = run.samplesPerSecond;
    this.#add(run.samples);
    this.#listen();
  }

  #add(samples: Uint8Array): void {
    if (this.#length + samples.length > this.#sound.length) {
      const larger = new Uint8Array(2 * (this.#length + samples.length));
      larger.set(this.#sound.subarray(0, this.#length));
      this.#sound = larger;
    }
    this.#sound.set(samples, this.#length);
    this.#length += samples.length;
  }

  #listen(): void {
    for (;;) {
      if (this.#guesses.length > 0) {
        this.#conclude(false);
        if (this.#guesses.length > 0) return;
      }
      if (!this.#findMark()) return;
    }
  }

  /** Looks for the next clip. False: there is none so far. */
  #findMark(): boolean {
    for (; this.#scanned + markSamples <= this.#length; this.#scanned++) {
      if (this.#pairs[pairAt(this.#sound, this.#scanned)] === 0) continue;
      const marks = (this.#marks.get(keyOf(this.#sound, this.#scanned)) ?? []).filter((mark) =>
        this.#fits(mark, this.#scanned - mark.at),
      );
      if (marks.length === 0) continue;
      const start = this.#scanned - Math.max(...marks.map(({ at }) => at));
      const fitting = marks.filter(({ at }) => this.#scanned - at === start);
      this.#guessedAt = start;
      this.#pauseMs = this.#explained === 0 ? undefined : ((start - this.#explained) * 1000) / this.#rate;
      this.#guesses = fitting.map(({ clip, steps }) => ({ clip, steps, length: 0, state: 'open' }));
      this.#told = false;
      return true;
    }
    return false;
  }

  /** Whether the sound before the mark is the clip's too. */
  #fits({ clip, steps, at }: Mark, start: number): boolean {
    if (start < this.#explained) return false;
    for (let i = 0; i < at; i++) if (this.#sound[start + i] !== quieterBy(steps, clip.samples[i]!)) return false;
    return true;
  }

  /** Compares on; when it is clear which clip it was, or must be (`over`), says so. */
  #conclude(over: boolean): void {
    for (const guess of this.#guesses) this.#compare(guess);
    const open = this.#guesses.filter(({ state }) => state === 'open');
    const whole = this.#guesses.filter(({ state }) => state === 'whole');
    const [only] = open;
    if (open.length === 1 && whole.length === 0 && only !== undefined) this.#tellBegun(only);
    if (this.#guesses.length > 0 && (over || open.length === 0)) {
      const longest = (guesses: readonly Guess[]): Guess =>
        guesses.reduce((best, guess) => (guess.length > best.length ? guess : best));
      const best = longest(whole.length > 0 && !over ? whole : this.#guesses);
      this.#tellBegun(best);
      this.#listener.ended?.(this.#heard(best));
      this.#guesses = [];
      this.#explained = this.#guessedAt + best.length;
      this.#scanned = this.#explained;
    }
    if (over) this.#tellStrange(this.#length);
  }

  /** The volume may change in the middle of a clip. */
  #compare(guess: Guess): void {
    const { samples } = guess.clip;
    while (guess.state === 'open' && this.#guessedAt + guess.length < this.#length) {
      const sample = this.#sound[this.#guessedAt + guess.length]!;
      const wanted = samples[guess.length]!;
      if (sample !== quieterBy(guess.steps, wanted)) {
        const steps = [0, 1, 2, 3].find((other) => sample === quieterBy(other, wanted));
        if (steps === undefined) {
          guess.state = 'wrong';
          return;
        }
        guess.steps = steps;
      }
      guess.length++;
      if (guess.length === samples.length) guess.state = 'whole';
    }
  }

  #tellBegun(guess: Guess): void {
    if (this.#told) return;
    this.#told = true;
    this.#tellStrange(this.#guessedAt);
    this.#listener.began?.(this.#heard(guess));
  }

  #heard({ clip, steps, length }: Guess): Heard {
    const part = length / clip.samples.length;
    return { clip, startMs: this.#momentMs(this.#guessedAt), quieterSteps: steps, part, pauseMs: this.#pauseMs };
  }

  /** What sounded before `end` and is no clip. */
  #tellStrange(end: number): void {
    const unexplained = this.#sound.subarray(this.#explained, end);
    const first = unexplained.findIndex((sample) => sample !== silence);
    const sounding = unexplained.reduce((count, sample) => count + (sample === silence ? 0 : 1), 0);
    if (sounding < shortestSound) return;
    const startMs = this.#momentMs(this.#explained + first);
    this.#explained = end;
    const heard: Heard = { clip: undefined, startMs, quieterSteps: 0, part: 1, pauseMs: undefined };
    this.#listener.began?.(heard);
    this.#listener.ended?.(heard);
  }

  #momentMs(sample: number): number {
    return this.#startMs + (sample * 1000) / this.#rate;
  }

  #forget(): void {
    this.#length = 0;
    this.#scanned = 0;
    this.#explained = 0;
  }
}

function pairAt(samples: Uint8Array, at: number): number {
  return (samples[at]! << 8) | samples[at + 1]!;
}

function keyOf(samples: Uint8Array, at: number): string {
  return String.fromCharCode(...samples.subarray(at, at + markSamples));
}
