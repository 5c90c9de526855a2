// What somebody does who wants a program of his own taken for another one by its CRC-32: four bytes more, in a comment.
import { crc32 } from 'node:zlib';

const bytesOf = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

/** The four bytes between `head` and `tail` that give the whole this CRC-32. */
export function fourBytesFor(head: string, tail: string, wanted: number): string {
  const crcWith = (four: number): number =>
    crc32(Buffer.concat([Buffer.from(head, 'latin1'), bytesOf(four), Buffer.from(tail, 'latin1')]));
  // The CRC-32 is a sum of what each bit brings: Gauss.
  const none = crcWith(0);
  const basis: { brings: number; bits: number }[] = [];
  const reduced = (brings: number, bits: number): { brings: number; bits: number } =>
    basis.reduce(
      (one, other) =>
        (one.brings ^ other.brings) >>> 0 < one.brings
          ? { brings: (one.brings ^ other.brings) >>> 0, bits: one.bits ^ other.bits }
          : one,
      { brings, bits },
    );
  for (let bit = 0; bit < 32; bit++) {
    const one = reduced((crcWith(1 << bit) ^ none) >>> 0, 1 << bit);
    if (one.brings !== 0) basis.push(one);
    basis.sort((a, b) => b.brings - a.brings);
  }
  return bytesOf(reduced((wanted ^ none) >>> 0, 0).bits).toString('latin1');
}
