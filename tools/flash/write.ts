// Writes a token's files over an open console, in the order that makes a cut cable harmless: the password first, the
// start file last, and every file's CRC-32 asked back before the next one begins.
import { crc32 } from '../../firmware/core/crc32.ts';
import { fromByteArray } from '../../firmware/core/bytes.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import type { BoardConsole } from '../console/console.ts';
import { crcsOf, eraseFiles, fits, takesFiles } from '../console/storage.ts';
import { prepareUpload, uploadFile, type StorageFile } from '../console/upload.ts';
import { Failure } from '../failure.ts';
import type { Reporter } from '../output/reporter.ts';
import { passwordFile } from './contents.ts';
import { guardOf, lockFiles } from './guard.ts';
import { startFile } from './manifest.ts';
import { leastRecordBytes, roomOn } from './room.ts';

export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes those of `files` (the start file last) that the board does not hold already, and verifies each.
 * When `emptyFirst` says so, or they and the token's own records don't fit beside what is there (old versions, full tallies, traces of a power cut),
 * `startOver` must empty the store and give all files. Espruino could tidy it instead, but a power cut in that can cost any file and the lock. Fails with `wrong-hash`, or with `token-protocol` when they don't fit at all.
 */
export async function writeFiles(
  boardConsole: BoardConsole,
  description: BoardDescription,
  files: readonly StorageFile[],
  reporter: Reporter,
  startOver: () => Promise<readonly StorageFile[]>,
  emptyFirst = false,
): Promise<Written> {
  let missing = await missingOf(boardConsole, files);
  // Removing a file frees nothing: asked before anything is touched. A token without room for its own records can't answer.
  const hasRoom =
    !emptyFirst &&
    (await fits(boardConsole, [...sizesOf(missing), leastRecordBytes])) &&
    (await takesFiles(boardConsole));
  if (missing.length === 0 && hasRoom) return { files: 0, bytes: 0 };
  let guarded = false;
  if (hasRoom) {
    await clearTheWay(boardConsole, files, missing);
    guarded = (await crcsOf(boardConsole, [startFile]))[0] !== undefined;
  } else {
    const total = files.reduce((sum, file) => sum + file.data.length, 0);
    if (total > roomOn(description)) throw doesNotFit();
    missing = await missingOf(boardConsole, await startOver());
    if (!(await fits(boardConsole, sizesOf(missing)))) throw doesNotFit();
  }
  await prepareUpload(boardConsole);
  const { receiveBufferBytes } = description.serial;
  const total = missing.reduce((sum, file) => sum + file.data.length, 0);
  let before = 0;
  for (const file of missing) {
    const already = before;
    const stored = (bytes: number): void => reporter.progress('Writing', already + bytes, total);
    if (guarded && file.name === startFile)
      await writeFile(boardConsole, guardOf(file), receiveBufferBytes, () => {}, reporter);
    await writeFile(boardConsole, file, receiveBufferBytes, stored, reporter);
    before += file.data.length;
    reporter.step(`${file.name}: ${file.data.length} bytes. Hash of data verified.`);
  }
  return { files: missing.length, bytes: total };
}

/** Those that the board does not hold as they are. */
async function missingOf(boardConsole: BoardConsole, files: readonly StorageFile[]): Promise<StorageFile[]> {
  const held = await crcsOf(boardConsole, namesOf(files));
  return files.filter((file, at) => held[at] !== crcOfData(file));
}

/** Writes and verifies one file; after a disturbance on the line, once more from its beginning. */
async function writeFile(
  boardConsole: BoardConsole,
  file: StorageFile,
  receiveBufferBytes: number,
  stored: (bytes: number) => void,
  reporter: Reporter,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      if ((await uploadFile(boardConsole, file, receiveBufferBytes, stored)) === crcOfData(file)) return;
      throw wrongHash(file);
    } catch (failure) {
      const passing = failure instanceof Failure && failure.code !== 'link-lost';
      if (!passing || tries === 2) throw failure;
      reporter.warn(`${file.name} did not arrive whole; writing it again. Check the cable if this happens often.`);
      await boardConsole.attend();
      await prepareUpload(boardConsole);
    }
  }
}

/**
 * Removes the old versions. The start file's old version stays until its turn, because it keeps the console locked, unless
 * it could lock the console for good, when the password is missing: then it goes first, and is added to `missing`.
 */
async function clearTheWay(
  boardConsole: BoardConsole,
  files: readonly StorageFile[],
  missing: StorageFile[],
): Promise<void> {
  if (missing.some((file) => file.name === passwordFile)) {
    await eraseFiles(boardConsole, lockFiles);
    const start = files.find((file) => file.name === startFile);
    if (start !== undefined && !missing.includes(start)) missing.push(start);
  }
  await eraseFiles(
    boardConsole,
    namesOf(missing).filter((name) => name !== startFile),
  );
}

function doesNotFit(): Failure {
  return new Failure(
    'token-protocol',
    'The firmware does not fit into the board: remove its other files, or build a smaller bundle.',
  );
}

const sizesOf = (files: readonly StorageFile[]): number[] => files.map((file) => file.data.length);
const namesOf = (files: readonly StorageFile[]): string[] => files.map((file) => file.name);

function wrongHash(file: StorageFile): Failure {
  return new Failure(
    'wrong-hash',
    `The board holds ${file.name} with other contents than were sent: check the cable and run the same command again.`,
  );
}

const crcOfData = (file: StorageFile): number => crc32(fromByteArray(file.data));
