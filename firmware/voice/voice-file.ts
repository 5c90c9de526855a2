// kk.vxx, the voice of one language: 'KV2', flags, samples per second (2 bytes), number of clips, the sum of those four bytes,
// the CRC-32 of all that follows (4 bytes), where each clip begins and the last one ends (3 bytes each, from the file's start), samples.
// Numbers have their highest byte first; samples have 8 bits, silence is 0x80. The highest bit of a clip's beginning makes it a fine
// one: it has twice as many samples a second.
import { crc32 } from '../core/crc32.ts';
import { fromByteArray } from '../core/bytes.ts';

export interface VoiceFile {
  /** `VoiceFlag`s, added. */
  readonly flags: number;
  /** Of all clips but the fine ones. */
  readonly samplesPerSecond: number;
  /** In the order of clip.ts. */
  readonly clips: readonly Uint8Array[];
  /** The clips that have twice as many samples a second, by number; an even number of samples each. */
  readonly fine: ReadonlySet<number>;
}

const magic = 'KV2';
const headerBytes = 12;
const offsetBytes = 3;
/** In a clip's offset. */
const fineBit = 0x800000;
/** What the board can play as one piece. */
export const mostClipBytes = 65_535;

/** The bytes of the file. @throws Error when a fine clip has half a sample of the others */
export function encodeVoice({ flags, samplesPerSecond, clips, fine }: VoiceFile): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 'latin1');
  header.writeUInt8(flags, 3);
  header.writeUInt16BE(samplesPerSecond, 4);
  header.writeUInt8(clips.length, 6);
  header.writeUInt8(sumOf(header), 7);
  const offsets = Buffer.alloc(offsetBytes * (clips.length + 1));
  let end = headerBytes + offsets.length;
  for (const [at, clip] of clips.entries()) {
    if (fine.has(at) && clip.length % 2 === 1) throw new Error(`The fine clip ${at} has ${clip.length} samples.`);
    offsets.writeUIntBE(fine.has(at) ? end | fineBit : end, offsetBytes * at, offsetBytes);
    end += clip.length;
  }
  offsets.writeUIntBE(end, offsetBytes * clips.length, offsetBytes);
  const body = Buffer.concat([offsets, ...clips]);
  header.writeUInt32BE(crc32(fromByteArray(body)), 8);
  return Buffer.concat([header, body]);
}

/** The voice in these bytes; undefined when they are no whole voice file. */
export function decodeVoice(bytes: Uint8Array): VoiceFile | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length < headerBytes + offsetBytes || file.toString('latin1', 0, magic.length) !== magic) return undefined;
  if (file.readUInt8(7) !== sumOf(file)) return undefined;
  if (crc32(fromByteArray(file.subarray(headerBytes))) !== file.readUInt32BE(8)) return undefined;
  const count = file.readUInt8(6);
  const entryOf = (at: number): number => file.readUIntBE(headerBytes + offsetBytes * at, offsetBytes);
  const offsetOf = (at: number): number => entryOf(at) & ~fineBit;
  const numbers = Array.from({ length: count }, (_, at) => at);
  return {
    flags: file.readUInt8(3),
    samplesPerSecond: file.readUInt16BE(4),
    clips: numbers.map((at) => file.subarray(offsetOf(at), offsetOf(at + 1))),
    fine: new Set(numbers.filter((at) => (entryOf(at) & fineBit) !== 0)),
  };
}

/** How many samples a second that clip has. */
export function rateOf({ samplesPerSecond, fine }: VoiceFile, clip: number): number {
  return fine.has(clip) ? 2 * samplesPerSecond : samplesPerSecond;
}

/** Of the bytes between the name and the sum itself. */
function sumOf(header: Buffer): number {
  return (header.readUInt8(3) + header.readUInt8(4) + header.readUInt8(5) + header.readUInt8(6)) & 255;
}
