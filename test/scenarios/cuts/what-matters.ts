// A flash without what nobody can tell from another one. On the board only Storage reads the flash, and a file's data is read only
// by whoever asks for the file:
//   - of a removed file, Storage reads the size and that it is removed: the rest of its name and its data are out;
//   - of a file whose name nobody asks for, because the power went while it was written, its data and that name are out;
//   - a file of the firmware: while no token runs, it is only asked for by the command and by the start file, which both take its
//     CRC-32 first, and the command writes it anew when that is not the right one. So while it is a CRC-32 that no firmware has, one
//     content is as good as another one.
//   - a record that is not whole: the token's program asks for it only to find that out (record.ts), and a word of a tally is to it
//     erased, written, or neither (marks.ts).
// Whatever stands behind the last header that Storage finds stays.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { decodeRecord } from '../../../firmware/core/records/record.ts';
import { Flash } from '../../../simulator/board/flash.ts';
import { HEADER_BYTES, StorageLayout } from '../../../simulator/board/storage/layout.ts';

/** All names that are ever asked for, Espruino's own and ours, padded as in a header. */
const isAskedFor = /^(kk\.[a-z0-9]+|\.boot[0-3]|\.bootrst|\.bootcde|\.varimg|ERROR)\0*$/;

/** CRC-32s of the firmware's files, by name, without the start file: what is in that one runs. */
export type WholeFiles = ReadonlyMap<string, readonly number[]>;

/** @param folders of one board's firmware, as the build makes them */
export function wholeFilesOf(folders: readonly string[]): WholeFiles {
  const whole = new Map<string, number[]>();
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith('kk.')) continue;
      whole.set(name, [...(whole.get(name) ?? []), crc32(readFileSync(join(folder, name)))]);
    }
  }
  return whole;
}

/** Whether a file is there that runs when the board starts. */
export function hasStartFile(image: Uint8Array, pageBytes: number): boolean {
  const layout = new StorageLayout(new Flash(image.length, pageBytes, image));
  return layout
    .walk(0, true)
    .entries.some(({ address, header }) => !header.erased && /^\.(boot|varimg)/.test(layout.paddedName(address)));
}

/** @param whole where a token runs, none: it takes the CRC-32 of its own program only */
export function whatMatters(image: Uint8Array, pageBytes: number, whole: WholeFiles): Buffer {
  const flash = new Flash(image.length, pageBytes, image);
  const layout = new StorageLayout(flash);
  const left = Buffer.from(image);
  for (const { address, header } of layout.walk(0, true).entries) {
    const start = address + HEADER_BYTES;
    const end = start + header.bytes;
    const name = layout.paddedName(address);
    if (header.erased) {
      left.fill(0, address + 8, end);
    } else if (!isAskedFor.test(name)) {
      left.fill('?', address + 4, end);
    } else {
      const crcs = whole.get(name.replace(/\0+$/, ''));
      if (crcs !== undefined && !crcs.includes(crc32(flash.bytes.subarray(start, end)))) left.fill('?', start, end);
    }
  }
  return left;
}

const isRecord = /^kk\.([csglb][01]|id)\0*$/;
const isTally = /^kk\.n[01]?\0*$/;

/** To a token that runs: what the command would read over a console is not asked for. */
export function whatMattersToToken(image: Uint8Array, pageBytes: number): Buffer {
  const left = whatMatters(image, pageBytes, new Map());
  const layout = new StorageLayout(new Flash(image.length, pageBytes, image));
  for (const { address, header } of layout.walk(0, true).entries) {
    if (header.erased) continue;
    const start = address + HEADER_BYTES;
    const data = left.subarray(start, start + header.bytes);
    const name = layout.paddedName(address);
    if (isRecord.test(name)) {
      if (decodeRecord((bytes) => crc32(Buffer.from(bytes, 'latin1')), data.toString('latin1'), 0) === undefined)
        data.fill('?');
    } else if (isTally.test(name)) {
      for (let at = 0; at + 4 <= data.length; at += 4) {
        const word = data.readUInt32LE(at);
        if (word !== 0 && word !== 0xff_ff_ff_ff) data.fill('?', at, at + 4);
      }
    }
  }
  return left;
}
