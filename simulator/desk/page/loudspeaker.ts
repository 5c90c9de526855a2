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

export class Loudspeaker {
  #context: AudioContext | undefined;
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
    void this.#context?.resume();
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
    const context = this.#contextFor(samplesPerSecond);
    const atSeconds = this.#whenFor(startMs, context.currentTime);
    if (atSeconds - context.currentTime > furthestSeconds) return;
    const buffer = context.createBuffer(1, levels.length, context.sampleRate);
    buffer.getChannelData(0).set(Float32Array.from(levels, (level) => (level - 128) / 128));
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.onended = () => this.#playing.delete(source);
    source.start(atSeconds);
    this.#playing.add(source);
    this.#endSeconds = atSeconds + buffer.duration;
    this.#endMs = startMs + (levels.length * 1000) / samplesPerSecond;
  }

  /** Right behind the last run; after a gap as long as the board's own; or, when it comes late, as soon as it may. */
  #whenFor(startMs: number, nowSeconds: number): number {
    const gapMs = startMs - this.#endMs;
    const next = this.#endSeconds + (Math.abs(gapMs) < noGapMs ? 0 : gapMs / 1000);
    const isOnTime = next >= nowSeconds && gapMs > -noGapMs && this.#endSeconds > 0;
    return isOnTime ? next : nowSeconds + leadSeconds;
  }

  /** At the voice's own rate, so that a sample of the board is a sample of the page. */
  #contextFor(samplesPerSecond: number): AudioContext {
    const sampleRate = Math.round(samplesPerSecond);
    if (this.#context?.sampleRate !== sampleRate) {
      this.hush();
      void this.#context?.close();
      this.#context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
    }
    return this.#context;
  }
}
