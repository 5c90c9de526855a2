// Which of some spoken words another spoken word is most like: mel-frequency cepstra, matched by dynamic time warping.
// Tells whether clips are swapped, cut or corrupt; says nothing about whether people understand them.

const frameSeconds = 0.032;
const hopSeconds = 0.01;
const bands = 22;
const lowestHertz = 120;
const coefficients = 12;
const preEmphasis = 0.9;
/** Against the loudest band. */
const quietest = 1e-5;

/** A word as a row of numbers for each hundredth of a second. */
export type Features = readonly (readonly number[])[];

/** Cepstra and their slopes, without what the voice and the line add to all of them. */
export function featuresOf(samples: Float64Array, samplesPerSecond: number): Features {
  const size = 2 ** Math.ceil(Math.log2(frameSeconds * samplesPerSecond));
  const hop = Math.round(hopSeconds * samplesPerSecond);
  const filters = melFilters(size, samplesPerSecond);
  const padded = new Float64Array(samples.length + size);
  padded.set(
    samples.map((sample, at) => sample - preEmphasis * (samples[at - 1] ?? 0)),
    size / 2,
  );
  const energies: number[][] = [];
  for (let at = 0; at + size <= padded.length; at += hop) {
    const spectrum = powerSpectrum(padded.subarray(at, at + size));
    energies.push(filters.map((filter) => filter.reduce((sum, weight, bin) => sum + weight * spectrum[bin]!, 0)));
  }
  const floor = quietest * Math.max(...energies.flat());
  const cepstra = energies.map((frame) => cepstrum(frame.map((energy) => Math.log(floor + energy))));
  // The first is loudness, against the loudest; the others lose what the voice and the line give to all.
  const loudest = Math.max(...cepstra.map((frame) => frame[0]!));
  const means = cepstra[0]!.map((_, k) => cepstra.reduce((sum, frame) => sum + frame[k]!, 0) / cepstra.length);
  const centred = cepstra.map((frame) => frame.map((value, k) => value - (k === 0 ? loudest : means[k]!)));
  return centred.map((frame, at) => {
    const before = centred[Math.max(0, at - 2)]!;
    const after = centred[Math.min(centred.length - 1, at + 2)]!;
    return [...frame, ...frame.map((_, k) => after[k]! - before[k]!)];
  });
}

function cepstrum(logs: readonly number[]): number[] {
  return Array.from({ length: coefficients + 1 }, (_, k) =>
    logs.reduce((sum, log, band) => sum + log * Math.cos((Math.PI * k * (band + 0.5)) / bands), 0),
  );
}

/** How unlike two words are, whatever their pace: the mean distance along the best alignment. */
export function distance(a: Features, b: Features): number {
  let previous = b.map(() => Infinity);
  for (const [i, frame] of a.entries()) {
    const row: number[] = [];
    for (const [j, other] of b.entries()) {
      const step = euclid(frame, other);
      const before =
        i === 0 && j === 0
          ? 0
          : Math.min(previous[j]! + step, row[j - 1] ?? Infinity, j === 0 ? Infinity : previous[j - 1]! + step);
      row.push(before + step);
    }
    previous = row;
  }
  return previous.at(-1)! / (a.length + b.length);
}

function euclid(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0));
}

function melFilters(size: number, samplesPerSecond: number): number[][] {
  const mel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700);
  const lowest = mel(lowestHertz);
  const step = (mel(samplesPerSecond / 2) - lowest) / (bands + 1);
  return Array.from({ length: bands }, (_, band) =>
    Array.from({ length: size / 2 + 1 }, (_unused, bin) => {
      const place = (mel((bin * samplesPerSecond) / size) - lowest) / step - band;
      return Math.max(0, 1 - Math.abs(place - 1));
    }),
  );
}

function powerSpectrum(frame: Float64Array): number[] {
  const size = frame.length;
  const windowed = frame.map((sample, i) => sample * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (size - 1))));
  const { cos, sin } = tables(size);
  return Array.from({ length: size / 2 + 1 }, (_, bin) => {
    let real = 0;
    let imaginary = 0;
    for (let i = 0; i < size; i++) {
      real += windowed[i]! * cos[(i * bin) % size]!;
      imaginary += windowed[i]! * sin[(i * bin) % size]!;
    }
    return (real * real + imaginary * imaginary) / size;
  });
}

const known = new Map<number, { cos: Float64Array; sin: Float64Array }>();

function tables(size: number): { cos: Float64Array; sin: Float64Array } {
  const found = known.get(size);
  if (found !== undefined) return found;
  const made = {
    cos: Float64Array.from({ length: size }, (_, i) => Math.cos((2 * Math.PI * i) / size)),
    sin: Float64Array.from({ length: size }, (_, i) => Math.sin((2 * Math.PI * i) / size)),
  };
  known.set(size, made);
  return made;
}
