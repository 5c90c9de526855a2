// Writes files into a board's Storage over its console, as fast as the line allows: each line carries one piece,
// the next is on its way while the board stores the last, and never more is unacknowledged than the board can hold.
import { Failure } from '../failure.ts';
import { answerWithinMs, longestLine, type BoardConsole } from './console.ts';
import { longestLiteral } from './literal.ts';
import { errorKind } from './said-by-board.ts';

export interface StorageFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/** Called with the bytes of one file that the board has stored so far. */
export type OnStored = (storedBytes: number) => void;

/** Puts the small program on the board that stores a piece, and acknowledges it by its offset, and tells a file's CRC. */
export async function prepareUpload(boardConsole: BoardConsole): Promise<void> {
  await boardConsole.run(
    'ks=require("Storage");kc=function(){print("<"+"c"+(E.CRC32(ks.read(kf))>>>0)+".")};' +
      `kw=function(o,s){${boardConsole.alive}var r;try{r=ks.write(kf,s,o,kn)}catch(e){r=e}` +
      'print("<"+"w"+o+(r===true?".":"!"+r))}',
  );
}

/**
 * Writes one file, replacing what is there, and gives the CRC-32 that the board computes of it afterwards.
 * `receiveBufferBytes` is what the board can hold while it is busy. Fails with `token-protocol` when it can't store a piece.
 */
export async function uploadFile(
  boardConsole: BoardConsole,
  file: StorageFile,
  receiveBufferBytes: number,
  onStored: OnStored,
): Promise<number> {
  const { wire } = boardConsole;
  const window = windowFor(receiveBufferBytes);
  await boardConsole.run(`kf=${JSON.stringify(file.name)};kn=${file.data.length};ks.erase(kf)`);
  const unacknowledged: { readonly offset: number; readonly end: number; readonly characters: number }[] = [];
  let inFlight = 0;
  let offset = 0;
  while (offset < file.data.length || unacknowledged.length > 0) {
    const line = offset < file.data.length ? pieceLine(file.data, offset, window.line) : undefined;
    if (line !== undefined && inFlight + line.text.length <= window.total) {
      unacknowledged.push({ offset, end: offset + line.bytes, characters: line.text.length });
      inFlight += line.text.length;
      offset += line.bytes;
      await wire.send(line.text);
      continue;
    }
    const piece = unacknowledged.shift()!;
    const refusal = await reply(boardConsole, `w${piece.offset}`, file.name);
    if (refusal !== '') {
      throw new Failure(
        'token-protocol',
        `The board could not store ${file.name} at byte ${piece.offset}${errorKind(refusal.slice(1))}.`,
      );
    }
    inFlight -= piece.characters;
    onStored(piece.end);
  }
  await boardConsole.run('kc()');
  return Number(await reply(boardConsole, 'c', file.name));
}

/** Stay under the mark (3/4) at which a board that can would send XOFF: then none is lost on one that can't. */
function windowFor(receiveBufferBytes: number): { total: number; line: number } {
  const total = Math.floor(receiveBufferBytes * 0.75);
  return { total, line: Math.min(longestLine, Math.floor(total / 2)) };
}

function pieceLine(data: Uint8Array, offset: number, characters: number): { text: string; bytes: number } {
  const before = `\x10kw(${offset},`;
  const after = ')\n';
  const literal = longestLiteral(data, offset, characters - before.length - after.length);
  return { text: before + literal.source + after, bytes: literal.bytes };
}

/** What the program on the board says after `mark`: up to a dot, or an error up to the end of the line. */
async function reply(boardConsole: BoardConsole, mark: string, name: string): Promise<string> {
  return await boardConsole.wire.until(
    (text) => {
      const start = text.indexOf(`<${mark}`);
      if (start < 0) return undefined;
      const rest = text.slice(start + mark.length + 1);
      const end = rest.search(rest.startsWith('!') ? /\n/ : /\./);
      return end < 0 ? undefined : { value: rest.slice(0, end), used: text.length - rest.length + end + 1 };
    },
    answerWithinMs,
    `acknowledgement while ${name} was written`,
  );
}
