// A token's console password, and where it must be its identity too, replaced by those that the board has computed (derive.ts), in one line
// that no cable can be pulled in the middle of. Where the power fails in it, the board locks with the old password or the new one.
import { crc32 } from '../../firmware/core/crc32.ts';
import { identityFile } from '../../firmware/core/records/identity-record.ts';
import type { BoardConsole } from '../console/console.ts';
import { crcsOf, fits, takesFiles } from '../console/storage.ts';
import { Failure } from '../failure.ts';
import { passwordFile } from './contents.ts';
import type { Derived } from './derive.ts';
import { eraseLocks, switchFile } from './guard.ts';
import { leastRecordBytes } from './room.ts';

/** The switch file, the password twice, and more than an identity file has. */
const mostBytes = [64, 20, 20, 256];

/** Whether a line of it can be written where it is; else the store must be emptied for it. */
export async function canReplaceKeys(boardConsole: BoardConsole): Promise<boolean> {
  return (await fits(boardConsole, [...mostBytes, leastRecordBytes])) && (await takesFiles(boardConsole));
}

/**
 * Puts what was derived into the board's files.
 * @param opened the password that opened its lock; undefined: no lock stands
 */
export async function replaceKeys(
  boardConsole: BoardConsole,
  derived: Derived,
  opened: string | undefined,
): Promise<void> {
  const identity = derived.identity === undefined ? '' : `S.erase("${identityFile}");S.write("${identityFile}",kj);`;
  const password = `S.erase("${passwordFile}");S.write("${passwordFile}",kp);`;
  if (opened === undefined) {
    // The lock goes first: a lock whose password is gone could never be opened.
    await boardConsole.ask(`(function(S){${eraseLocks}${password}${identity}return 1})(require("Storage"))`);
    return;
  }
  await restAfterCut(boardConsole, opened);
  // From the moment that the switch file is whole the new password opens, whatever becomes of the other.
  const done = await boardConsole.ask(
    `(function(S,t){S.write("${switchFile}",t);if(S.read("${switchFile}")!=t)return 0;${password}` +
      `if(S.read("${passwordFile}")!=kp)return 0;${identity}S.erase("${switchFile}");return 1})` +
      `(require("Storage"),'E.setPassword("'+kp+'");E.lockConsole();')`,
  );
  if (done === 1) return;
  throw new Failure(
    'token-protocol',
    'The board could not store its new console password: run the same command again.',
  );
}

/** What a power cut in that line left: the password that opened the lock becomes the one in its file, then the switch file goes. */
async function restAfterCut(boardConsole: BoardConsole, opened: string): Promise<void> {
  const [switching, password] = await crcsOf(boardConsole, [switchFile, passwordFile]);
  if (switching === undefined && password === crc32(opened)) return;
  // It has just crossed this wire, and is about to be replaced.
  await boardConsole.ask(
    `(function(S,p){if(S.read("${passwordFile}")!=p){S.erase("${passwordFile}");S.write("${passwordFile}",p)}` +
      `S.erase("${switchFile}");return 1})(require("Storage"),${JSON.stringify(opened)})`,
  );
}
