// The loudspeaker of a token, through WebAudio: plays exactly the samples that left the board's converter, one run after
// another on the board's own time. It must never play anything of its own, nor go on when the board has fallen silent.
import type { ToPage } from '../messages.ts';

type Sound = Extract<ToPage, { kind: 'sound' }>;

/** How far ahead of now the first run is planned, in seconds: a later one may come that much late, and is not missed. */
const leadSeconds = 0.045;
/** Runs that lie further ahead come from a world that runs fast: they would only be heard too late. */
const furthestSeconds = 0.5;
/** Below this, in milliseconds, two runs follow one another without a gap. */
const noGapMs = 0.5;

interface Output {
  readonly context: AudioContext;
  /** Samples of the page for each of the board. */
  readonly held: number;
}

export class Loudspeaker {
  readonly #outputs = new Map<number, Output>();
  #latest: Output | undefined;
  readonly #playing = new Set<AudioBufferSourceNode>();
  /** Where the last run ends: in the context's seconds, and in world time. */
  #endSeconds = 0;
  #endMs = 0;
  #on = false;

  get on(): boolean {
    return this.#on;
  }

  /** Lets sound out from now on. Browsers allow it only while somebody presses something. */
  turnOn(): void {
    this.#on = true;
    for (const { context } of this.#outputs.values()) void context.resume();
  }

  turnOff(): void {
    this.#on = false;
    this.hush();
  }

  /** Silence at once: what waits to be played is dropped. */
  hush(): void {
    for (const source of this.#playing) source.stop();
    this.#playing.clear();
    this.#endSeconds = 0;
  }

  /** Plays a run of samples where it belongs in time. */
  play({ startMs, samplesPerSecond, samples }: Sound): void {
    if (!this.#on || samples === '') return;
    const levels = Uint8Array.from(atob(samples), (character) => character.charCodeAt(0));
    const output = this.#outputFor(samplesPerSecond);
    const { context, held } = output;
    // Another rate is another clock.
    if (output !== this.#latest) this.#endSeconds = 0;
    this.#latest = output;
    const atSeconds = this.#whenFor(startMs, context.currentTime);
    if (atSeconds - context.currentTime > furthestSeconds) return;
    const buffer = context.createBuffer(1, levels.length * held, context.sampleRate);
    buffer.getChannelData(0).forEach((_, at, channel) => {
      channel[at] = (levels[Math.floor(at / held)]! - 128) / 128;
    });
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.onended = () => this.#playing.delete(source);
    source.start(atSeconds);
    this.#playing.add(source);
    this.#endSeconds = atSeconds + buffer.duration;
    this.#endMs = startMs + (levels.length * 1000) / samplesPerSecond;
  }

  /** Right behind the last run. After a silence, or when it comes late: as soon as may be, and never over another. */
  #whenFor(startMs: number, nowSeconds: number): number {
    const follows = Math.abs(startMs - this.#endMs) < noGapMs && this.#endSeconds >= nowSeconds;
    return follows ? this.#endSeconds : Math.max(this.#endSeconds, nowSeconds + leadSeconds);
  }

  /** At the voice's own rate, so that a sample of the board is a sample of the page. */
  #outputFor(samplesPerSecond: number): Output {
    const sampleRate = Math.round(samplesPerSecond);
    const known = this.#outputs.get(sampleRate);
    if (known !== undefined) return known;
    const made = openOutput(sampleRate);
    this.#outputs.set(sampleRate, made);
    return made;
  }
}

function openOutput(sampleRate: number): Output {
  try {
    return { context: new AudioContext({ sampleRate, latencyHint: 'interactive' }), held: 1 };
  } catch {
    // Some browsers take no rate below 8,000: each sample is held that much longer, as the board's converter holds it.
    const held = Math.ceil(8000 / sampleRate);
    return { context: new AudioContext({ sampleRate: sampleRate * held, latencyHint: 'interactive' }), held };
  }
}
