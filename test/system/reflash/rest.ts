// The moment at which second runs become one. A second run takes away what the cut spoiled: nearly always it empties the store,
// else it removes the files that are not whole. Then it writes. What it does from there on is the same for all that come to that
// moment with the same state, so only the first of them is played further.
//
// `watchForRest` looks on the wire of a second run for the first line to a board whose store was emptied, or that begins the writing, and
// gives everything on which the rest depends:
//   - the flash, as far as anybody can tell one from another: what-matters.ts;
//   - the board's memory: what it was sent since its power came on, and the files that ran when it started. Both are in. The token's
//     program is not among them: while it runs, there is no console to write over;
//   - what the registry holds. Not its log, to which is only ever added and of which nothing is read back;
//   - what the command holds in its memory: a function of its arguments, which are always the same, of the registry, of the
//     random bytes (the same sequence for all: known-random.ts; how many were drawn is in), of the time, and of what the board
//     answered. The answers are in, but for two that only tell it what to take away, which it has done: a CRC-32 that no file of
//     a firmware has is as good as another one, and how much room there was in a store that is empty now;
//   - the time: how many digits those answers had shifts it by milliseconds. So the line waits for the next full moment, which a
//     slow cable might do as well, and the board has nothing to do until then.
import { createHash } from 'node:crypto';
import Libsql from 'libsql';
import { FlashStorage } from '../../../simulator/board/storage.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { randomDrawn } from './known-random.ts';
import { whatMatters, type WholeFiles } from '../../scenarios/cuts/what-matters.ts';

/** Less than the command waits for an answer. */
const fullMomentMs = 4000;
/** What runs, and is read by it, when a board starts whose token does not. */
const startFiles = ['.boot0', '.boot1', '.boot2', 'kk.pw', 'kk.hold'];

const asksForCrcs =
  /print\("<"\+"(\?\w+)="\+JSON\.stringify\(\["[^\]]+","[^\]]+\]\.map\(function\(n\)\{n=require\("Storage"\)\.read\(n\)/;
const asksForRoom = /print\("<"\+"(\?\w+)="\+JSON\.stringify\(require\("Storage"\)\.getFree\(\)\)/;
const beginsWriting = /^\x10ks=require\("Storage"\);/;

/**
 * Watches a second run from here on. `begins` is called at most once, with everything on which the rest of the run depends; when
 * it gives false, the cable is pulled: the rest is known.
 */
export function watchForRest(station: Rehearsal, whole: WholeFiles, begins: (state: string) => boolean): void {
  new Rest(station, whole, begins).watch();
}

class Rest {
  readonly #station: Rehearsal;
  readonly #whole: WholeFiles;
  readonly #erasedBefore: number;
  readonly #crcMarks: string[] = [];
  readonly #roomMarks: string[] = [];
  readonly #begins: (state: string) => boolean;
  #started = '';
  #toBoard = '';
  #fromBoard = '';
  #waitsUntilMs: number | undefined;

  constructor(station: Rehearsal, whole: WholeFiles, begins: (state: string) => boolean) {
    this.#station = station;
    this.#whole = whole;
    this.#begins = begins;
    this.#erasedBefore = station.board.flash.pagesErased;
  }

  watch(): void {
    const station = this.#station;
    const noteStart = (): void => {
      const storage = new FlashStorage(station.board.flash);
      this.#started += JSON.stringify(startFiles.map((name) => storage.read(name)));
    };
    noteStart();
    station.board.on('ready', noteStart);
    station.board.on('sent', (bytes) => {
      if (this.#waitsUntilMs === undefined) this.#fromBoard += Buffer.from(bytes).toString('latin1');
    });
    station.holdingBack = (bytes) => {
      const { nowMs } = station.clock;
      if (this.#waitsUntilMs === undefined) {
        const line = Buffer.from(bytes).toString('latin1');
        const isEmptied = this.#isEmptied();
        if (!isEmptied && !beginsWriting.test(line)) {
          this.#note(line);
          return 0;
        }
        this.#waitsUntilMs = (Math.floor(nowMs / fullMomentMs) + 1) * fullMomentMs;
        if (!this.#begins(this.#state(line, isEmptied))) station.cableBytes = 0;
      }
      return Math.max(0, this.#waitsUntilMs - nowMs);
    };
  }

  /** Every page was erased since, and no more than a page was written again. */
  #isEmptied(): boolean {
    const { flash } = this.#station.board;
    const { pageBytes, bytes } = flash;
    if (flash.pagesErased - this.#erasedBefore < bytes.length / pageBytes) return false;
    return bytes.subarray(pageBytes).every((byte) => byte === 0xff);
  }

  #note(line: string): void {
    const [crcs, room] = [asksForCrcs.exec(line)?.[1], asksForRoom.exec(line)?.[1]];
    if (crcs !== undefined) this.#crcMarks.push(crcs);
    if (room !== undefined) this.#roomMarks.push(room);
    this.#toBoard += line;
  }

  #state(line: string, isEmptied: boolean): string {
    const { board, registryFile } = this.#station;
    const wholeCrcs = new Set([...this.#whole.values()].flat().map(String));
    let answers = this.#fromBoard;
    for (const mark of this.#crcMarks)
      answers = answers.replace(new RegExp(`<\\${mark}=.*`), (list) =>
        list.replace(/\d+(?=[,\]])/g, (crc) => (wholeCrcs.has(crc) ? crc : '*')),
      );
    for (const mark of isEmptied ? this.#roomMarks : []) answers = answers.replace(new RegExp(`<\\${mark}=.*`), '');
    const { bytes, pageBytes } = board.flash;
    return createHash('sha256')
      .update(
        JSON.stringify([
          line,
          this.#started,
          this.#toBoard,
          answers,
          registryHolds(registryFile),
          randomDrawn(),
          this.#waitsUntilMs,
        ]),
      )
      .update(whatMatters(bytes, pageBytes, this.#whole))
      .digest('base64');
  }
}

/** What a registry holds, without its log. */
export function registryHolds(file: string): string {
  const db = new Libsql(file);
  try {
    return JSON.stringify(
      ['tokens', 'credentials', 'facts'].map((table) => db.prepare(`select * from ${table}`).all()),
    );
  } finally {
    db.close();
  }
}
