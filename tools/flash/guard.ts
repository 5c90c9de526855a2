// While the start file is replaced, no lock stands: its old version is gone, its new one not whole yet. Where the credential stays on the
// board meanwhile, a power cut then would leave it to whoever comes by. So a second file that runs at every start locks too.
import type { StorageFile } from '../console/upload.ts';
import { startFile } from './manifest.ts';

/** Espruino runs it right after the start file. It must never be there without the password: nobody could open its lock. */
export const guardFile = '.boot1';
/** Espruino runs it after both. While the console password is replaced it locks with the new one, which stands in it. */
export const switchFile = '.boot2';
/** What may lock at a start. */
export const lockFiles: readonly string[] = [startFile, guardFile, switchFile];
/** Console text that removes them, where `S` is Storage. */
export const eraseLocks = lockFiles.map((name) => `S.erase("${name}");`).join('');

const locks = 'E.lockConsole();';

/** The beginning of the start file: it locks, and starts nothing. */
export function guardOf(start: StorageFile): StorageFile {
  const text = Buffer.from(start.data).toString('latin1');
  const end = text.indexOf(locks);
  if (end < 0) throw new Error(`${startFile} does not lock the console`);
  return { name: guardFile, data: Buffer.from(text.slice(0, end + locks.length), 'latin1') };
}
