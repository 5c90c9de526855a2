// What a token holds, asked over its console: its credential without the secret, and records that have none. Each answer has a checksum of
// its own, because less than the token has would be put back.
import { crc32 } from '../../firmware/core/crc32.ts';
import { fromByteArray, readUint32, readUint64 } from '../../firmware/core/bytes.ts';
import { counterMarksName, credentialRecordName } from '../../firmware/core/records/credential-record.ts';
import { marksPerFile } from '../../firmware/core/records/marks.ts';
import type { BoardConsole } from '../console/console.ts';
import { Failure } from '../failure.ts';

export interface Held {
  readonly slot: number;
  readonly recordCounter: number;
  /** The first counter whose code was not shown; undefined when its tally is damaged and nobody knows. */
  readonly counter: number | undefined;
  readonly termsCrc32: number;
}

/** What the board's newest whole credential record is, without its secret. */
export async function credentialOnBoard(boardConsole: BoardConsole): Promise<Held | undefined> {
  let newest:
    { readonly slot: number; readonly sequence: number; readonly head: string; readonly crc: number } | undefined;
  for (const slot of [0, 1]) {
    // Sequence, length, version, kind, algorithm, digits, period and counter; then the CRC-32 of what was issued.
    const answer = await boardConsole.ask(
      '(function(s){var n=s?s.length-4:0,c=0,i;for(i=0;i<4;i++)c=c*256+(n>21?s.charCodeAt(n+i):0);' +
        'return n>21&&E.CRC32(s.substr(0,n))>>>0===c?btoa(s.substr(0,21))+" "+(E.CRC32(s.substr(8,14+s.charCodeAt(21)))>>>0):0})' +
        `(require("Storage").read("${credentialRecordName}${slot}"))`,
    );
    if (typeof answer !== 'string') continue;
    const [base64 = '', crc = ''] = answer.split(' ');
    const head = Buffer.from(base64, 'base64').toString('latin1');
    const sequence = readUint32(head, 0);
    if (newest === undefined || sequence > newest.sequence) newest = { slot, sequence, head, crc: Number(crc) };
  }
  if (newest === undefined) return undefined;
  const recordCounter = readUint64(newest.head, 13);
  const eventBased = newest.head.charCodeAt(9) === 1;
  const marks = eventBased ? await marksOnBoard(boardConsole, newest.slot) : 0;
  return {
    slot: newest.slot,
    recordCounter,
    counter: marks === undefined ? undefined : recordCounter + marks,
    termsCrc32: newest.crc,
  };
}

/** How many codes were shown since that record was written; undefined: the tally is not whole. */
async function marksOnBoard(boardConsole: BoardConsole, slot: number): Promise<number | undefined> {
  const end = (marksPerFile + 1) * 4;
  const answer = String(
    await boardConsole.ask(
      `(function(s,m){m=${marksPerFile};if(!s||s.substr(${end},4)!="\\0\\0\\0\\0")m=-1;` +
        `for(;m>0&&s.substr(m*4,4)=="\\xff\\xff\\xff\\xff";)m--;return m+" "+(E.CRC32("marks "+m)>>>0)})` +
        `(require("Storage").read("${counterMarksName}${slot}"))`,
    ),
  );
  const marks = Number(answer.split(' ')[0]);
  if (answer !== `${marks} ${crc32(`marks ${marks}`)}`)
    throw disturbed('The count of the codes that the token has shown');
  return Number.isInteger(marks) && marks >= 0 && marks <= marksPerFile ? marks : undefined;
}

/** A record of the board's, whole or not; empty where it has none. Fails with `wrong-hash` when it did not arrive as it is. */
export async function recordOnBoard(boardConsole: BoardConsole, name: string): Promise<Buffer> {
  const answer = String(
    await boardConsole.ask(
      `(function(s){s=s||"";return btoa(s)+" "+(E.CRC32(s)>>>0)})(require("Storage").read("${name}"))`,
    ),
  );
  const data = Buffer.from(answer.split(' ')[0]!, 'base64');
  if (answer !== `${data.toString('base64')} ${crc32(fromByteArray(data))}`) throw disturbed('A record of the token');
  return data;
}

/** Less than the token has would be put back: codes once more, or no settings. */
function disturbed(what: string): Failure {
  return new Failure('wrong-hash', `${what} was disturbed on its way: check the cable and run the same command again.`);
}
