// A board that becomes a new token: what it was is given up, with the technician's word, and its store is emptied.
import { identityFile } from '../../firmware/core/records/identity-record.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import { eraseEverything, eraseFiles, listFiles } from '../console/storage.ts';
import type { TokenRow } from '../registry/registry.ts';
import type { Station } from '../station.ts';
import { overwriteFile, overwriteSecrets } from './empty.ts';
import { lockFiles } from './guard.ts';
import { mustBeFree } from './may-flash.ts';
import type { Reached } from './reach.ts';

/** A token in use that a power cut can have emptied; a first flash that was cut has nothing to lose. */
const mayBeHere = (row: TokenRow): boolean => row.flashed_at !== null && row.lifecycle !== 'retired';

/** An unknown board is emptied: Espruino wants the code on an erased store, and nothing of a former owner may run. */
export async function clearBoard(
  station: Station,
  reached: Reached,
  named: string | undefined,
  description: BoardDescription,
  isWanted: boolean,
): Promise<void> {
  const registry = await station.registry();
  const { boardConsole, row } = reached;
  await mustBeFree(registry, named);
  const own = (name: string): boolean => name.startsWith('kk.') || lockFiles.includes(name);
  const files = await listFiles(boardConsole);
  const cut = row === undefined ? (await registry.unfinishedFlashes()).find(mayBeHere) : undefined;
  if (cut !== undefined && !isWanted) {
    const { serial_number: serialNumber } = cut;
    await station.mustConfirm(
      `The board does not know who it is, and becomes a new token. If it is ${serialNumber}, whose last flash was cut, say --serial-number ${serialNumber} instead.`,
      'NEW',
    );
  }
  // A name that the power cut is nobody's file.
  const foreign = files.filter((name) => !own(name) && /^[ -~]+$/.test(name));
  if (foreign.length > 0) {
    await station.mustConfirm(
      `The board holds other files, which will be erased: ${foreign.slice(0, 5).join(', ')}.`,
      'ERASE',
    );
  }
  // A lock that opens proves nothing, and what the true token has must not be destroyed for it.
  const isGivenUp = row !== undefined && (reached.deviceKey !== undefined || row.lifecycle === 'retired');
  if (isGivenUp) await registry.giveUp(row.serial_number);
  else if (row !== undefined) {
    station.reporter.warn(
      `the board could not prove that it was ${row.serial_number}: the registry keeps what it knows of that token.`,
    );
  }
  if (files.some(own)) {
    await overwriteSecrets(boardConsole, description, 0);
    await overwriteFile(boardConsole, identityFile);
  }
  // The lock goes first: a lock whose password is gone could never be opened.
  await eraseFiles(boardConsole, lockFiles);
  if (isGivenUp) await registry.retire(row!.serial_number);
  await eraseEverything(boardConsole);
}
