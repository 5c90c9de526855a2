// The synthesiser of the voices: espeak-ng as WebAssembly. One text after another, always in the same order from a new
// start, gives the same samples on any machine: a synthesiser must not be kept for another language.
import type { AudioStretch } from './sound.ts';
import openEspeak from '@echogarden/espeak-ng-emscripten';

export interface Manner {
  /** The language that the text is read in, two letters; `+f2` behind them for another of its voices. */
  readonly voice: string;
  readonly wordsPerMinute: number;
}

export interface Synthesiser {
  /** Whether it can read that language. */
  has(voice: string): boolean;
  say(text: string, manner: Manner): AudioStretch;
}

const samplesPerSecond = 22_050;
/** 0 to 99. */
const pitch = 45;
/** Less melody than the ordinary 50, because clips are put together in any order. */
const pitchRange = 35;

/** A synthesiser that has said nothing yet. */
export async function newSynthesiser(): Promise<Synthesiser> {
  const espeak = await openEspeak();
  const worker = new espeak.eSpeakNGWorker();
  const voices = new Set(worker.list_voices().flatMap((voice) => voice.languages.map(({ name }) => name)));
  return {
    has: (voice) => voices.has(voice),
    say(text, { voice, wordsPerMinute }) {
      worker.set_voice(voice);
      worker.set_rate(wordsPerMinute);
      worker.set_pitch(pitch);
      worker.set_range(pitchRange);
      const parts: Int16Array[] = [];
      worker.synthesize(text, (samples) => void (samples && parts.push(samples)));
      const samples = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
      let end = 0;
      for (const part of parts) {
        samples.set(part, end);
        end += part.length;
      }
      return { samples: samples.map((sample) => sample / 32_768), samplesPerSecond };
    },
  };
}
