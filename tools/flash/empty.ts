// Empties a token's store so that a power cut at any moment of it leaves no secret on a board whose console is open: the
// secrets are overwritten while the lock still stands, then the lock goes, then everything.
import type { BoardDescription } from '../../hardware/board.ts';
import { credentialRecordName } from '../../firmware/core/records/credential-record.ts';
import { identityFile } from '../../firmware/core/records/identity-record.ts';
import type { BoardConsole } from '../console/console.ts';
import { eraseEverythingBut, eraseFiles } from '../console/storage.ts';
import { Failure } from '../failure.ts';
import { passwordFile } from './contents.ts';
import { startFile } from './manifest.ts';

const secretFiles = [`${credentialRecordName}0`, `${credentialRecordName}1`, identityFile];

/**
 * Overwrites the token's secrets, unlocks the board and erases its whole store; in the same breath, so that no cable can be
 * pulled in between, it gets its password back, by which the next flash knows it.
 */
export async function emptyStore(
  boardConsole: BoardConsole,
  description: BoardDescription,
  consolePassword: string,
): Promise<void> {
  for (const name of secretFiles) await overwriteFile(boardConsole, description, name);
  // A lock whose password is gone could never be opened again: it goes before the password does.
  await eraseFiles(boardConsole, [startFile]);
  await eraseEverythingBut(boardConsole, passwordFile, consolePassword);
}

/**
 * Clears every bit of a file where it lies. Storage itself refuses to write over bytes, so its files are gone through from
 * the first: headers of 32 bytes (size in 24 bits, flags, name), the next one at a multiple of 4 or at the next page. Past the end
 * of Storage lies something else.
 */
async function overwriteFile(boardConsole: BoardConsole, description: BoardDescription, name: string): Promise<void> {
  const { address, bytes, pageBytes } = description.storage;
  const isClear = await boardConsole.ask(
    '(function(n,a,p,e){var F=require("Flash"),h,s;while(a<e){h=E.toString(F.read(32,a));' +
      's=h.charCodeAt(0)+h.charCodeAt(1)*256+h.charCodeAt(2)*65536;' +
      'if(s==16777215){if(a%p==0)return 1;a+=p-a%p}' +
      'else if(h.substr(4,n.length+1)==n+"\\0"){F.write(new Uint8Array(s),a+32);' +
      'return F.read(s,a+32).every(function(b){return b==0})?1:0}' +
      'else{if(s==0)return 1;a+=32+(s+3&-4)}}return 1})' +
      `("${name}",${address},${pageBytes},${address + bytes})`,
  );
  if (isClear === 1) return;
  throw new Failure(
    'token-protocol',
    `The board could not overwrite ${name}, so its store was not emptied and nothing is lost: run the same command again.`,
  );
}
