// The steps of a year of presses. Every press must have brought what it is for: a token that shows notices only, or nothing, passes none.
import { Fault } from '../../firmware/token/state.ts';
import type { Bench } from './bench.ts';
import type { Step } from './step.ts';
import type { FastLife } from './year-device.ts';
import {
  growthOf,
  largestPieceFloor,
  peakBudget,
  peakJudged,
  pieceJudged,
  restBudget,
  restJudged,
} from './year-memory.ts';
import { eventBasedPresses, faultTitles, timeBasedPresses, type Rest } from './year-notes.ts';

const yearSeconds = 365 * 86_400;
const eventChunkPresses = 250;
const eventsPerProgress = 1000;
/** More event-based codes than any Storage here has room for. */
const mostEventPresses = 60_000;
const tallyBytes = 1024;
/** A tally is begun anew, with its credential, after at least so many codes, and takes at most so many bytes of Storage. */
const leastCodesOfTally = 200;
const mostBytesOfTally = 1400;
const bisectTo = 8;

export interface YearPlan {
  /** Variables of the interpreter itself. */
  readonly bareVariables: number;
  /** Hears of every chunk of presses. */
  readonly progress: (line: string) => void;
  /** Time-based presses of the year, 10,000 if nothing is said, in so many chunks. */
  readonly presses?: number;
  readonly chunks?: number;
}

/** A year in the life of a token. */
export function yearSteps(
  life: FastLife,
  { bareVariables, progress, presses = 10_000, chunks = 10 }: YearPlan,
): readonly Step[] {
  const rests: Rest[] = [];
  return [
    {
      name: 'flash, issue, settings',
      take: async (bench) => {
        await bench.flash();
        life.afterRestart();
        await bench.issue('totp', 'SHA1', 6);
        // Without a clock set anew, a year's error of 500 ppm is over four hours.
        await bench.must(['settings', '--unsure-seconds', '86400']);
        return `the dressing takes ${life.dressing} variables, which are not counted`;
      },
    },
    {
      name: `${presses} time-based presses in a year, clock set ${chunks} times`,
      take: async () => await timeBasedYear(life, presses, chunks, rests, progress),
    },
    { name: 'memory at rest does not grow', take: async () => growthOf(rests) },
    {
      name: 'event-based codes until Storage is full',
      take: async (bench) => {
        await bench.issue('hotp', 'SHA1', 6);
        const before = rests.length;
        const codes = await untilFull(life, rests, progress);
        const own = rests.slice(before);
        bench.counter = codes;
        return `${codes} right codes, ${filesOfBytes(life.flash, tallyBytes)} tallies begun, then a fault of the store; ${growthOf(own)}`;
      },
    },
    { name: `at rest at most ${restBudget} variables`, take: async () => restJudged(rests) },
    { name: `seen in use at most ${peakBudget} variables`, take: async () => peakJudged(rests) },
    { name: `largest free piece at least ${largestPieceFloor} bytes`, take: async () => pieceJudged(rests) },
    {
      name: 'klarkode flash makes room, and the next code follows',
      take: async (bench) => {
        await bench.flash();
        life.afterRestart();
        return `${await threeCodes(life, bench.counter)} bytes of Storage free`;
      },
    },
    {
      name: `a session, an issue and codes with ${peakBudget} variables`,
      take: async (bench) => await leastVariables(life, bench, bareVariables),
    },
  ];
}

async function timeBasedYear(
  life: FastLife,
  presses: number,
  chunks: number,
  rests: Rest[],
  progress: (line: string) => void,
): Promise<string> {
  const begun = { codes: 0, waits: 0 };
  for (let chunk = 1; chunk <= chunks; chunk++) {
    const lived = await life.live({ presses: presses / chunks, jumpSeconds: yearSeconds / presses });
    const { codes, waits } = timeBasedPresses(lived.screens, presses / chunks);
    begun.codes += codes;
    begun.waits += waits;
    rests.push(...lived.rests);
    progress(progressLine(`${(presses / chunks) * chunk} time-based presses`, rests));
    await life.setClock(rests.at(-1)!);
  }
  return (
    `each with its code on ${begun.codes} screens, counting down included, but for ` +
    `${begun.waits} at the end of a period, which announced the next one`
  );
}

/** Presses until there is no code any more, which must be as late as the room in Storage lets expect. Gives how many codes. */
async function untilFull(life: FastLife, rests: Rest[], progress: (line: string) => void): Promise<number> {
  let codes = 0;
  let freeBytes: number | undefined;
  for (let presses = 0; presses < mostEventPresses; presses += eventChunkPresses) {
    const lived = await life.live({ presses: eventChunkPresses, jumpSeconds: 600 });
    const { codes: more, notice } = eventBasedPresses(lived.screens, codes, eventChunkPresses);
    codes += more;
    rests.push(...lived.rests);
    freeBytes ??= lived.rests[0]?.storageFreeBytes ?? 0;
    if (notice !== undefined) {
      mustBeFull(codes, notice, freeBytes, rests.at(-1)?.storageFreeBytes ?? 0);
      return codes;
    }
    if ((presses + eventChunkPresses) % eventsPerProgress === 0)
      progress(progressLine(`${codes} event-based codes`, rests));
  }
  throw new Error(`Storage is not full after ${mostEventPresses} codes`);
}

/** Throws when the notice came before Storage was full. */
function mustBeFull(codes: number, notice: string, freeBefore: number, freeAfter: number): void {
  const least = (1 + Math.floor(freeBefore / mostBytesOfTally)) * leastCodesOfTally;
  if (!faultTitles(Fault.Store).includes(notice)) throw new Error(`after ${codes} codes it shows "${notice}"`);
  if (codes < least)
    throw new Error(`"${notice}" after ${codes} codes: ${freeBefore} bytes of Storage have room for ${least}`);
  if (freeAfter >= mostBytesOfTally)
    throw new Error(`"${notice}" with ${freeAfter} bytes of Storage free, enough for another tally`);
}

/** Three presses, three codes from that counter on. Gives the bytes of Storage that are free. */
async function threeCodes(life: FastLife, counter: number): Promise<number> {
  const { screens, rests } = await life.live({ presses: 3, jumpSeconds: 60 });
  const { codes } = eventBasedPresses(screens, counter, 3);
  if (codes !== 3) throw new Error(`three presses gave ${codes} codes`);
  return rests.at(-1)?.storageFreeBytes ?? 0;
}

/** Halves the way between what is enough and what is too few. Throws when the budget is not enough. */
async function leastVariables(life: FastLife, bench: Bench, bare: number): Promise<string> {
  await withVariables(life, bench, peakBudget, bare);
  let enough = peakBudget;
  let tooFew = restBudget / 2;
  while (enough - tooFew > bisectTo) {
    const middle = (enough + tooFew) >> 1;
    const goes = await withVariables(life, bench, middle, bare).then(
      () => true,
      () => false,
    );
    if (goes) enough = middle;
    else tooFew = middle;
  }
  return `${enough} are enough, ${tooFew} are too few`;
}

/** Throws unless it is so: all that a board does, with so few variables in all. */
async function withVariables(life: FastLife, bench: Bench, variables: number, bare: number): Promise<void> {
  await life.restart(variables, bare);
  await bench.issue('hotp', 'SHA1', 6);
  await threeCodes(life, 0);
}

/** Files of that size in flash, erased ones included, if they lie one after the other. */
function filesOfBytes(flash: Uint8Array, bytes: number): number {
  let count = 0;
  for (let at = 0; at + 32 <= flash.length;) {
    const size = flash[at]! | (flash[at + 1]! << 8) | (flash[at + 2]! << 16);
    if (size === 0xffffff || size === 0) break;
    if (size === bytes) count++;
    at += 32 + ((size + 3) & -4);
  }
  return count;
}

function progressLine(lived: string, rests: readonly Rest[]): string {
  const { clean, cleanPeak, largestBytes, storageFreeBytes } = rests.at(-1)!;
  return `         ${lived}: ${clean} variables at rest, ${cleanPeak} at the peak, largest free piece ${largestBytes}, Storage free ${storageFreeBytes}`;
}
