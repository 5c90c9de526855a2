// Questions about a board's Storage, asked over its console.
import { Failure } from '../failure.ts';
import { isSerialNumber } from '../registry/serial-number.ts';
import type { BoardConsole } from './console.ts';
import { fileName } from './said-by-board.ts';

// Erasing all pages takes a slow board many seconds, during which it says nothing.
export const eraseWithinMs = 60_000;
// Espruino's header in front of every file, and the padding behind it.
const fileOverheadBytes = 32 + 3;

/** Names of the files on the board, fit to be shown. */
export async function listFiles(boardConsole: BoardConsole): Promise<string[]> {
  const names = await boardConsole.ask('require("Storage").list()');
  if (!Array.isArray(names)) throw new Failure('token-protocol', 'The board did not list its files.');
  return names.map((name) => fileName(String(name)));
}

/** The CRC-32s of files as the board computes them; undefined where it has no such file. */
export async function crcsOf(
  boardConsole: BoardConsole,
  names: readonly string[],
): Promise<readonly (number | undefined)[]> {
  const values = await boardConsole.ask(
    `${JSON.stringify(names)}.map(function(n){n=require("Storage").read(n);return n===undefined?-1:E.CRC32(n)>>>0})`,
  );
  const crcs = Array.isArray(values) ? values.map(Number) : [];
  return names.map((_name, at) => (crcs[at] === undefined || crcs[at] === -1 ? undefined : crcs[at]));
}

export async function eraseFiles(boardConsole: BoardConsole, names: readonly string[]): Promise<void> {
  await boardConsole.ask(`(${JSON.stringify(names)}.forEach(function(n){require("Storage").erase(n)}),1)`);
}

export async function eraseEverything(boardConsole: BoardConsole): Promise<void> {
  await boardConsole.ask('(require("Storage").eraseAll(),1)', eraseWithinMs);
}

/** Erases all files but those named. */
export async function eraseAllBut(boardConsole: BoardConsole, names: readonly string[]): Promise<void> {
  await boardConsole.ask(
    `(function(S,k){S.list().forEach(function(n){if(k.indexOf(n)<0)S.erase(n)});return 1})` +
      `(require("Storage"),${JSON.stringify(names)})`,
    eraseWithinMs,
  );
}

/** Whether new files of these sizes fit beside what is there. */
export async function fits(boardConsole: BoardConsole, sizes: readonly number[]): Promise<boolean> {
  const needed = sizes.reduce((sum, bytes) => sum + bytes + fileOverheadBytes, 0);
  return Number(await boardConsole.ask('require("Storage").getFree()')) >= needed;
}

/**
 * Whether a new file can be written at all: a power cut inside the header of one may leave a store that has room and takes
 * nothing. Tried with a small file, which goes again.
 */
export async function takesFiles(boardConsole: BoardConsole): Promise<boolean> {
  const answer = await boardConsole.ask(
    '(function(S,r){try{r=S.write("kk.try","try")&&S.read("kk.try")=="try";S.erase("kk.try")}catch(e){}return r?1:0})' +
      '(require("Storage"))',
  );
  return answer === 1;
}

/** The serial number in the board's identity file, or undefined when that file is missing or torn, or says something else there. */
export async function serialNumberOnBoard(boardConsole: BoardConsole): Promise<string | undefined> {
  // The rest of the file is secret and stays on the board: it checks its own CRC and tells only the number.
  const value = await boardConsole.ask(
    '(function(s){var n=s?s.length-4:0,c=0,i;for(i=0;i<4;i++)c=c*256+(n>0?s.charCodeAt(n+i):0);' +
      'return n>12&&E.CRC32(s.substr(0,n))>>>0===c?s.substr(10,s.charCodeAt(9)):0})(require("Storage").read("kk.id"))',
  );
  return typeof value === 'string' && isSerialNumber(value) ? value : undefined;
}

/** The languages of the board's identity file, which must be whole: as in the registry, with commas. */
export async function languagesOnBoard(boardConsole: BoardConsole): Promise<unknown> {
  // Behind lengths and bytes of serial number, device key and seed; a length of its own before them, a CRC-32 behind them.
  return await boardConsole.ask(
    '(function(s){return s.slice(77+s.charCodeAt(9),-4)})(""+require("Storage").read("kk.id"))',
  );
}
