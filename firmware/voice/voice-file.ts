// kk.vxx, the voice of one language: 'KV1', flags, samples per second (2 bytes), number of clips, the sum of those four bytes,
// the CRC-32 of all that follows (4 bytes), where each clip begins and the last one ends (3 bytes each, from the file's start), samples.
// Numbers have their highest byte first; samples have 8 bits, silence is 0x80.
import { crc32 } from '../core/crc32.ts';
import { fromByteArray } from '../core/bytes.ts';

export interface VoiceFile {
  /** `VoiceFlag`s, added. */
  readonly flags: number;
  readonly samplesPerSecond: number;
  /** In the order of clip.ts. */
  readonly clips: readonly Uint8Array[];
}

const magic = 'KV1';
const headerBytes = 12;
const offsetBytes = 3;
/** What the board can play as one piece. */
export const mostClipBytes = 65_535;

/** The bytes of the file. */
export function encodeVoice({ flags, samplesPerSecond, clips }: VoiceFile): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 'latin1');
  header.writeUInt8(flags, 3);
  header.writeUInt16BE(samplesPerSecond, 4);
  header.writeUInt8(clips.length, 6);
  header.writeUInt8(sumOf(header), 7);
  const offsets = Buffer.alloc(offsetBytes * (clips.length + 1));
  let end = headerBytes + offsets.length;
  for (const [at, clip] of clips.entries()) {
    offsets.writeUIntBE(end, offsetBytes * at, offsetBytes);
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
  const offsetOf = (at: number): number => file.readUIntBE(headerBytes + offsetBytes * at, offsetBytes);
  return {
    flags: file.readUInt8(3),
    samplesPerSecond: file.readUInt16BE(4),
    clips: Array.from({ length: count }, (_, at) => file.subarray(offsetOf(at), offsetOf(at + 1))),
  };
}

/** Of the bytes between the name and the sum itself. */
function sumOf(header: Buffer): number {
  return (header.readUInt8(3) + header.readUInt8(4) + header.readUInt8(5) + header.readUInt8(6)) & 255;
}
