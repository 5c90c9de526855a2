// Writes a token's files over an open console, in the order that makes a cut cable harmless: the password first, the
// start file last, and every file's CRC-32 asked back before the next one begins.
import { crc32 } from '../../firmware/core/crc32.ts';
import { fromByteArray } from '../../firmware/core/bytes.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import type { BoardConsole } from '../console/console.ts';
import { crcsOf, eraseFiles, makeRoom } from '../console/storage.ts';
import { prepareUpload, uploadFile, type StorageFile } from '../console/upload.ts';
import { Failure } from '../failure.ts';
import type { Reporter } from '../output/reporter.ts';
import { startFile } from './manifest.ts';

export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/** Writes those of `files` that the board does not hold already, and verifies all. Fails with `wrong-hash`. */
export async function writeFiles(
  boardConsole: BoardConsole,
  description: BoardDescription,
  files: readonly StorageFile[],
  reporter: Reporter,
): Promise<Written> {
  const held = await crcsOf(
    boardConsole,
    files.map((file) => file.name),
  );
  const missing = files.filter((file, at) => held[at] !== crcOfData(file));
  const total = missing.reduce((sum, file) => sum + file.data.length, 0);
  if (total === 0) return { files: 0, bytes: 0 };
  await prepareUpload(boardConsole);
  // Old versions go first: a store that is too small for both must not fail half-way. The start file's stays until
  // its turn: it is what keeps the console locked if the power fails now.
  await eraseFiles(
    boardConsole,
    missing.map((file) => file.name).filter((name) => name !== startFile),
  );
  await makeRoom(
    boardConsole,
    missing.map((file) => file.data.length),
  );
  let before = 0;
  for (const file of missing) {
    const already = before;
    const stored = (bytes: number): void => reporter.progress('Writing', already + bytes, total);
    const crc = await uploadFile(boardConsole, file, description.serial.receiveBufferBytes, stored);
    if (crc !== crcOfData(file)) throw wrongHash(file);
    before += file.data.length;
    reporter.step(`${file.name}: ${file.data.length} bytes. Hash of data verified.`);
  }
  return { files: missing.length, bytes: total };
}

function wrongHash(file: StorageFile): Failure {
  return new Failure(
    'wrong-hash',
    `The board holds ${file.name} with other contents than were sent: check the cable and run the same command again.`,
  );
}

const crcOfData = (file: StorageFile): number => crc32(fromByteArray(file.data));
