// Everything that a board let be heard, as a sound file: WAV, RIFF, 8 bits, one channel. Long silences are shortened, so that
// a session of hours stays one that can be listened to.
import type { Run } from './ears.ts';

const silence = 0x80;
const headerBytes = 44;
/** Longest silence between two sounds, in seconds. */
export const longestSilenceSeconds = 2;
/** Of a session in which nothing sounded. */
const usualSamplesPerSecond = 8000;

export class Recording {
  #samplesPerSecond = 0;
  readonly #parts: Uint8Array[] = [];
  #endMs: number | undefined;

  /** One run after the other, in the order in which they sounded. */
  add({ startMs, samplesPerSecond, samples }: Run): void {
    if (samples.length === 0) return;
    // The first sound's; another rate is brought to it.
    if (this.#samplesPerSecond === 0) this.#samplesPerSecond = Math.round(samplesPerSecond);
    const rate = this.#samplesPerSecond;
    const silentSeconds = Math.min(longestSilenceSeconds, (startMs - (this.#endMs ?? startMs)) / 1000);
    const silent = Math.round(silentSeconds * rate);
    if (silent > 0) this.#parts.push(new Uint8Array(silent).fill(silence));
    this.#parts.push(atRate(samples, samplesPerSecond, rate));
    this.#endMs = startMs + (samples.length * 1000) / samplesPerSecond;
  }

  /** The file's bytes so far. */
  wav(): Uint8Array {
    const rate = this.#samplesPerSecond || usualSamplesPerSecond;
    const count = this.#parts.reduce((sum, part) => sum + part.length, 0);
    // A chunk of odd length is padded.
    const file = Buffer.alloc(headerBytes + count + (count % 2));
    file.write('RIFF', 0, 'latin1');
    file.writeUInt32LE(file.length - 8, 4);
    file.write('WAVEfmt ', 8, 'latin1');
    file.writeUInt32LE(16, 16);
    // PCM, one channel.
    file.writeUInt16LE(1, 20);
    file.writeUInt16LE(1, 22);
    file.writeUInt32LE(rate, 24);
    file.writeUInt32LE(rate, 28);
    file.writeUInt16LE(1, 32);
    file.writeUInt16LE(8, 34);
    file.write('data', 36, 'latin1');
    file.writeUInt32LE(count, 40);
    let at = headerBytes;
    for (const part of this.#parts) {
      file.set(part, at);
      at += part.length;
    }
    return file;
  }
}

/** The nearest samples at another rate; the same ones where the rates are a sample apart in a second. */
function atRate(samples: Uint8Array, from: number, to: number): Uint8Array {
  if (Math.abs(from - to) <= 1) return samples;
  const length = Math.round((samples.length * to) / from);
  return Uint8Array.from({ length }, (_, at) => samples[Math.min(samples.length - 1, Math.floor((at * from) / to))]!);
}
