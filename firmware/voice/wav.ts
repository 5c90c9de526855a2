// WAV files (RIFF WAVE, PCM): what a recording comes in, and what a clip can be heard in.
import type { AudioStretch } from './sound.ts';

const pcm = 1;
const extensible = 0xfffe;

/**
 * The sound of a WAV file, its channels mixed into one.
 * @throws Error whose message ends a sentence that begins with the file's name
 */
export function readWav(file: Buffer): AudioStretch {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('is no WAV file');
  }
  let format: { channels: number; samplesPerSecond: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const chunk = file.subarray(at + 8, at + 8 + length);
    if (chunk.length < length) throw new Error(`is cut off: ${length - chunk.length} of its bytes are missing`);
    if (name === 'fmt ') format = formatOf(chunk);
    if (name === 'data') {
      if (format === undefined) break;
      return { samples: mixed(chunk, format.channels, format.bits), samplesPerSecond: format.samplesPerSecond };
    }
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  throw new Error('holds no sound');
}

function formatOf(chunk: Buffer): { channels: number; samplesPerSecond: number; bits: number } {
  if (chunk.length < 16) throw new Error('holds no sound');
  const coding = chunk.readUInt16LE(0);
  const isPcm = coding === pcm || (coding === extensible && chunk.length >= 26 && chunk.readUInt16LE(24) === pcm);
  const format = {
    channels: chunk.readUInt16LE(2),
    samplesPerSecond: chunk.readUInt32LE(4),
    bits: chunk.readUInt16LE(14),
  };
  const { channels, samplesPerSecond, bits } = format;
  if (!isPcm || (bits !== 8 && bits !== 16) || channels < 1 || channels > 2) {
    const what = isPcm ? `${bits} bits in ${channels} channels` : 'compressed or floating-point sound';
    throw new Error(`holds ${what}; save it as PCM with 8 or 16 bits, mono or stereo`);
  }
  if (samplesPerSecond < 6000 || samplesPerSecond > 192_000) {
    throw new Error(`has ${samplesPerSecond} samples a second; record it at 6,000 to 192,000`);
  }
  return format;
}

function mixed(data: Buffer, channels: number, bits: number): Float64Array {
  const sampleBytes = bits / 8;
  const frames = Math.floor(data.length / sampleBytes / channels);
  return Float64Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      const at = (frame * channels + channel) * sampleBytes;
      sum += bits === 8 ? (data.readUInt8(at) - 128) / 128 : data.readInt16LE(at) / 32_768;
    }
    return sum / channels;
  });
}

/** A WAV file of 8-bit samples. */
export function writeWav(clip: Uint8Array, samplesPerSecond: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + clip.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(pcm, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(clip.length, 40);
  return Buffer.concat([header, clip, Buffer.alloc(clip.length % 2)]);
}
