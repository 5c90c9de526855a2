// Empties a token's store so that a power cut at any moment of it leaves no secret on a board whose console is open: the
// credential is overwritten while the lock still stands. Password and identity stay on the board: it holds them in memory
// while its flash is erased, so that they do not cross the wire.
import type { BoardDescription } from '../../hardware/board.ts';
import { credentialRecordName } from '../../firmware/core/records/credential-record.ts';
import { identityFile } from '../../firmware/core/records/identity-record.ts';
import type { BoardConsole } from '../console/console.ts';
import { eraseWithinMs } from '../console/storage.ts';
import { Failure } from '../failure.ts';
import { passwordFile } from './contents.ts';
import { eraseLocks } from './guard.ts';

/**
 * Overwrites the token's credential, then, in one line that no cable can be pulled in the middle of: identity, lock, the
 * whole store; and puts password and identity there that the
 * board has computed (derive.ts).
 * @param password for a board that has not proved to be the token: the new one, and its identity goes for good
 * @param newestSlot of the credential: it goes last, so that a cut never brings the older one to life
 */
export async function emptyStore(
  boardConsole: BoardConsole,
  description: BoardDescription,
  newestSlot: number,
  password: string | undefined,
): Promise<void> {
  await overwriteSecrets(boardConsole, description, newestSlot);
  const [identity, kept] = password === undefined ? ['kj', 'kp'] : ['""', JSON.stringify(password)];
  await boardConsole.ask(
    '(function(S){' +
      `var i=${identity},p=${kept};ko("${identityFile}");${eraseLocks}` +
      `S.eraseAll();S.write("${passwordFile}",p);if(i)S.write("${identityFile}",i);${boardConsole.alive}return 1})(require("Storage"))`,
    eraseWithinMs,
  );
}

/** Overwrites the credential, the older record first. Fails with `token-protocol` when the board can't. */
export async function overwriteSecrets(
  boardConsole: BoardConsole,
  description: BoardDescription,
  newestSlot: number,
): Promise<void> {
  await teachOverwriting(boardConsole, description);
  for (const slot of [1 - newestSlot, newestSlot]) await overwriteFile(boardConsole, `${credentialRecordName}${slot}`);
}

/** Overwrites one file after `overwriteSecrets`. */
export async function overwriteFile(boardConsole: BoardConsole, name: string): Promise<void> {
  if ((await boardConsole.ask(`ko("${name}")`)) === 1) return;
  throw new Failure(
    'token-protocol',
    `The board could not overwrite ${name}, so its store was not emptied: run the same command again.`,
  );
}

/**
 * Puts a function on the board that clears every bit of a file where it lies. Storage itself refuses to write over bytes, so
 * its files are gone through from the first: headers of 32 bytes (size in 24 bits, flags, name), the next one at a multiple
 * of 4 or at the next page. Past the end of Storage lies something else. It gives 1 when the file is clear or not there.
 */
async function teachOverwriting(boardConsole: BoardConsole, description: BoardDescription): Promise<void> {
  const { address, bytes, pageBytes } = description.storage;
  await boardConsole.ask(
    `(ko=function(n){var F=require("Flash"),a=${address},p=${pageBytes},h,s;while(a<${address + bytes}){` +
      'h=E.toString(F.read(32,a));s=h.charCodeAt(0)+h.charCodeAt(1)*256+h.charCodeAt(2)*65536;' +
      'if(s==16777215){if(a%p==0)return 1;a+=p-a%p}' +
      'else if(h.substr(4,n.length+1)==n+"\\0"){F.write(new Uint8Array(s),a+32);' +
      'return F.read(s,a+32).every(function(b){return b==0})?1:0}' +
      'else{if(s==0)return 1;a+=32+(s+3&-4)}}return 1},1)',
  );
}
