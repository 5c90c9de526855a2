// Sound as numbers between -1 and 1, and what is done to it before it becomes a clip: the low rumble out, another rate,
// the silence around it off. Pure arithmetic: the same samples in give the same samples out.

/** A stretch of one channel. */
export interface AudioStretch {
  readonly samples: Float64Array;
  readonly samplesPerSecond: number;
}

/** Without what lies below `hertz`: a second-order Butterworth filter (bilinear transform). */
export function withoutRumble({ samples, samplesPerSecond }: AudioStretch, hertz: number): AudioStretch {
  const k = Math.tan((Math.PI * hertz) / samplesPerSecond);
  const scale = 1 / (1 + Math.SQRT2 * k + k * k);
  const a1 = 2 * (k * k - 1) * scale;
  const a2 = (1 - Math.SQRT2 * k + k * k) * scale;
  const out = new Float64Array(samples.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let at = 0; at < samples.length; at++) {
    const x = samples[at]!;
    const y = scale * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    out[at] = y;
  }
  return { samples: out, samplesPerSecond };
}

/** Brighter: what tells an s from an f lies high, and a low rate leaves little of it. `share` of the sample before is taken off. */
export function brightened({ samples, samplesPerSecond }: AudioStretch, share: number): AudioStretch {
  return { samples: samples.map((sample, at) => sample - share * (samples[at - 1] ?? 0)), samplesPerSecond };
}

/**
 * What lies above `fromHertz`, moved down by `byHertz`, as some hearing aids do: the hiss of an s, which a low rate can't carry, becomes
 * a hiss that it can. Undefined for a sound that has too low a rate for it.
 */
export function movedDown(sound: AudioStretch, fromHertz: number, byHertz: number): AudioStretch | undefined {
  const { samplesPerSecond } = sound;
  if (samplesPerSecond < 2 * (fromHertz + byHertz)) return undefined;
  const high = withoutRumble(withoutRumble(sound, fromHertz), fromHertz).samples;
  const step = (2 * Math.PI * byHertz) / samplesPerSecond;
  return { samples: high.map((sample, at) => 2 * sample * Math.cos(step * at)), samplesPerSecond };
}

/** Both together, the second one with its share; the first one's length. */
export function mixed({ samples, samplesPerSecond }: AudioStretch, other: AudioStretch, share: number): AudioStretch {
  return { samples: samples.map((sample, at) => sample + share * (other.samples[at] ?? 0)), samplesPerSecond };
}

/** Zero crossings of the sinc on each side: more of them make the edge of the passband steeper. */
const crossings = 40;
/** The passband's edge as a share of what the lower rate can carry. */
const passband = 0.965;

/** The same sound at another rate: a windowed sinc, so that nothing folds back. */
export function atRate({ samples, samplesPerSecond: from }: AudioStretch, to: number): AudioStretch {
  if (from === to) return { samples, samplesPerSecond: to };
  const divisor = greatestCommonDivisor(from, to);
  const step = from / divisor;
  const phases = to / divisor;
  const { kernels, reach } = kernelsFor(from, to, phases);
  const out = new Float64Array(Math.floor((samples.length * to) / from));
  for (let at = 0; at < out.length; at++) {
    const position = at * step;
    const whole = Math.floor(position / phases);
    const weights = kernels[position % phases]!;
    const first = whole - reach;
    const end = Math.min(weights.length, samples.length - first);
    let sum = 0;
    for (let i = Math.max(0, -first); i < end; i++) sum += samples[first + i]! * weights[i]!;
    out[at] = sum;
  }
  return { samples: out, samplesPerSecond: to };
}

interface Kernels {
  /** One for each place that a new sample may have between two old ones. */
  readonly kernels: readonly Float64Array[];
  readonly reach: number;
}

const knownKernels = new Map<string, Kernels>();

function kernelsFor(from: number, to: number, phases: number): Kernels {
  const name = `${from} ${to}`;
  const known = knownKernels.get(name);
  if (known !== undefined) return known;
  const cutoff = (passband * Math.min(from, to)) / from;
  const reach = Math.ceil(crossings / cutoff);
  const made = { reach, kernels: Array.from({ length: phases }, (_, at) => kernel(at / phases, reach, cutoff)) };
  knownKernels.set(name, made);
  return made;
}

/** Weights of the samples around a point that lies `fraction` behind one of them; together they weigh 1. */
function kernel(fraction: number, reach: number, cutoff: number): Float64Array {
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const x = i - reach - fraction;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (reach + 1));
    return window * (x === 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Quieter than this share of the loudest counts as silence at the ends. */
const silence = 0.03;
/** What stays of it: a voice begins and ends softly. */
const beforeSeconds = 0.004;
const afterSeconds = 0.008;

/** Without the silence before and behind it; empty when all of it is silence. */
export function trimmed({ samples, samplesPerSecond }: AudioStretch): AudioStretch {
  let loudest = 0;
  for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
  const isHeard = (sample: number): boolean => Math.abs(sample) > silence * loudest;
  const first = samples.findIndex(isHeard);
  const last = samples.findLastIndex(isHeard);
  if (first < 0) return { samples: new Float64Array(), samplesPerSecond };
  return {
    samples: samples.slice(
      Math.max(0, first - Math.round(beforeSeconds * samplesPerSecond)),
      last + 1 + Math.round(afterSeconds * samplesPerSecond),
    ),
    samplesPerSecond,
  };
}

/** A tone of so many hertz. */
export function tone(hertz: number, seconds: number, samplesPerSecond: number): AudioStretch {
  const samples = Float64Array.from({ length: Math.round(seconds * samplesPerSecond) }, (_, at) =>
    Math.sin((2 * Math.PI * hertz * at) / samplesPerSecond),
  );
  return { samples, samplesPerSecond };
}
