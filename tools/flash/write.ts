// Writes a token's files over an open console, in the order that makes a cut cable harmless: the password first, the
// start file last, and every file's CRC-32 asked back before the next one begins.
import { crc32 } from '../../firmware/core/crc32.ts';
import { fromByteArray } from '../../firmware/core/bytes.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import type { BoardConsole } from '../console/console.ts';
import { crcOf, eraseFile, makeRoom } from '../console/storage.ts';
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
  const missing: StorageFile[] = [];
  for (const file of files) {
    if ((await crcOf(boardConsole, file.name)) !== crcOfData(file)) missing.push(file);
  }
  const total = missing.reduce((sum, file) => sum + file.data.length, 0);
  if (total === 0) return { files: 0, bytes: 0 };
  await prepareUpload(boardConsole);
  // Old versions go first: a store that is too small for both must not fail half-way. The start file's stays until
  // its turn: it is what keeps the console locked if the power fails now.
  for (const file of missing) if (file.name !== startFile) await eraseFile(boardConsole, file.name);
  await makeRoom(
    boardConsole,
    missing.map((file) => file.data.length),
  );
  let before = 0;
  for (const file of missing) {
    const already = before;
    const stored = (bytes: number): void => reporter.progress('Writing', already + bytes, total);
    await uploadFile(boardConsole, file, description.serial.receiveBufferBytes, stored);
    await verify(boardConsole, file);
    before += file.data.length;
    reporter.step(`${file.name}: ${file.data.length} bytes. Hash of data verified.`);
  }
  return { files: missing.length, bytes: total };
}

async function verify(boardConsole: BoardConsole, file: StorageFile): Promise<void> {
  const found = await crcOf(boardConsole, file.name);
  if (found === crcOfData(file)) return;
  throw new Failure(
    'wrong-hash',
    `The board holds ${file.name} with other contents than were sent: check the cable and run the same command again.`,
  );
}

const crcOfData = (file: StorageFile): number => crc32(fromByteArray(file.data));
