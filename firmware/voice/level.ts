// From a sound to the bytes of a clip: the same loudness for all, no sample cut off at the edge, and silence (0x80) at both
// ends, so that nothing clicks where two clips meet.
import type { AudioStretch } from './sound.ts';

/** The level of every clip: root mean square, in decibels below the largest value. */
export const levelDecibels = -15;
/** What lies above this share of the largest value is bent down, not cut. */
const knee = 0.72;
const ceiling = 0.98;
const fadeInSeconds = 0.004;
const fadeOutSeconds = 0.01;
/** A byte's distance from silence at full scale. */
const fullScale = 127;
export const silentByte = 0x80;

/** The clip's samples, 8 bits each. Nothing for a sound without any. */
export function levelled(sound: AudioStretch): Uint8Array {
  if (sound.samples.length === 0) return new Uint8Array();
  const faded = fade(sound);
  const wanted = 10 ** (levelDecibels / 20);
  let gain = wanted / rms(faded);
  // Bending peaks down costs level: a few rounds find the gain that makes up for it.
  for (let round = 0; round < 12; round++) gain *= wanted / rms(faded.map((sample) => bent(sample * gain)));
  return Uint8Array.from(faded, (sample) => silentByte + Math.round(fullScale * bent(sample * gain)));
}

/** Level of a clip in decibels below full scale. */
export function decibelsOf(clip: Uint8Array): number {
  return 20 * Math.log10(rms(Float64Array.from(clip, (byte) => (byte - silentByte) / fullScale)));
}

function rms(samples: Float64Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

function bent(sample: number): number {
  const size = Math.abs(sample);
  if (size <= knee) return sample;
  return Math.sign(sample) * (knee + (ceiling - knee) * Math.tanh((size - knee) / (ceiling - knee)));
}

/** From nothing and to nothing, along half a cosine. */
function fade({ samples, samplesPerSecond }: AudioStretch): Float64Array {
  const ramp = (at: number, seconds: number): number => {
    const length = Math.max(1, seconds * samplesPerSecond);
    return at >= length ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * at) / length);
  };
  return samples.map((sample, at) => sample * ramp(at, fadeInSeconds) * ramp(samples.length - 1 - at, fadeOutSeconds));
}
