// A board whose console stood open: anybody may have written on it. A CRC-32 tells whether bytes arrived, not who chose them: four
// bytes in a comment give any program the right one. So only those of the firmware's files stay whose SHA-1 is right too.
import { createHash } from 'node:crypto';
import type { BoardConsole } from '../console/console.ts';
import { eraseAllBut, eraseFiles, eraseWithinMs } from '../console/storage.ts';
import { identityFile } from '../../firmware/core/records/identity-record.ts';
import type { StorageFile } from '../console/upload.ts';
import { holdFile, passwordFile } from './contents.ts';
import { lockFiles } from './guard.ts';

/** A voice of hundreds of kilobytes does not fit into a board's memory whole: each hash is of the last one and so many bytes more. */
const stretchBytes = 512;

/**
 * Erases what somebody else may have written: what runs at every start, every record (a token that has any has a lock), and program, fonts and
 * words where they are not these. Password and identity stay until the board has others.
 */
export async function eraseStrangeFiles(boardConsole: BoardConsole, files: readonly StorageFile[]): Promise<void> {
  const programs = files.map(({ name }) => name).filter((name) => !lockFiles.includes(name));
  await eraseAllBut(boardConsole, [passwordFile, identityFile, holdFile, ...programs]);
  for (const { name, data } of files)
    if ((await hashOnBoard(boardConsole, name)) !== hashOf(data)) await eraseFiles(boardConsole, [name]);
}

function hashOf(data: Uint8Array): string {
  let hash = Buffer.alloc(0);
  for (let at = 0; at < data.length; at += stretchBytes)
    hash = createHash('sha1')
      .update(hash)
      .update(data.subarray(at, at + stretchBytes))
      .digest();
  return [...hash].join();
}

/** The same as the board computes it; undefined: it has no such file. */
async function hashOnBoard(boardConsole: BoardConsole, name: string): Promise<unknown> {
  return await boardConsole.ask(
    `(function(s,h,i,u){if(!s)return;for(i=0;i<s.length;i+=${stretchBytes})` +
      `h=E.toString(u=new Uint8Array(require("crypto").SHA1(h+s.substr(i,${stretchBytes}))));` +
      `return u.join()})(require("Storage").read("${name}"),"")`,
    eraseWithinMs,
  );
}

/** What Espruino runs at its start, and no token has. */
const strangeStartFiles = ['.boot3', '.bootcde', '.bootrst', '.varimg'];

/** Behind a lock: what somebody left there who had the console in the half minute before it locked itself. */
export async function eraseStrangeStartFiles(boardConsole: BoardConsole): Promise<void> {
  await eraseFiles(boardConsole, strangeStartFiles);
}
