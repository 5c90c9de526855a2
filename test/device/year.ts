// A year of presses of a code display on the real interpreter: what rests in memory, what it takes at most, and that neither grows;
// what becomes of Storage, which nothing tidies in the field; and with how few variables all of it goes.
import { boardNamed } from '../../hardware/boards.ts';
import type { Built } from '../bench/built.ts';
import { hasDressing } from '../conformance/dressing.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import type { Bench } from './bench.ts';
import { productOf } from './check.ts';
import { stepLine } from './report.ts';
import { takeSteps, type Step, type StepResult } from './step.ts';
import { YearDevice } from './year-device.ts';
import { codeOn, eventBasedCodes, timeBasedCodes, type Rest } from './year-notes.ts';

const yearSeconds = 365 * 86_400;
const pressesOfYear = 10_000;
const chunkPresses = 1000;
const eventChunkPresses = 250;
/** More event-based codes than any Storage here has room for. */
const mostEventPresses = 60_000;
/** Variables in use: the most that may ever be needed, and what may rest. */
const peakBudget = 2000;
const restBudget = 1300;
/** Between the first half of the presses and the second, so many variables are no growth: some numbers take one, others none. */
const noGrowth = 8;
const tallyBytes = 1024;
const bisectTo = 8;

export interface YearReport {
  readonly title: string;
  readonly steps: readonly StepResult[];
}

/** Lives a year on that interpreter. Undefined: it has not that board's memory, and that was told. */
export async function liveYear(
  binary: string,
  interpreter: Interpreter,
  built: Built,
  say: (line: string) => void,
): Promise<YearReport | undefined> {
  const product = productOf(built);
  const { title, variables } = boardNamed(built.board.name)!;
  const heading = `A year of presses: ${product.product} on ${title}`;
  if (product.product !== 'code-display' || !hasDressing(built.board) || variables !== interpreter.variables) {
    say(
      `\n${heading}\n  -      not run: it takes an interpreter with ${variables} variables that can be dressed up as that board`,
    );
    return undefined;
  }
  say(
    `\n${heading}\n  Faked: time goes from timer to timer, and jumps while the panel is dark; a timer presses the key.`,
  );
  const device = await YearDevice.start(binary, interpreter, built, product);
  try {
    const steps = await takeSteps(device.bench, stepsOf(device, interpreter), (result) => say(stepLine(result)));
    return { title: heading, steps };
  } finally {
    await device.close();
  }
}

function stepsOf(device: YearDevice, { bareVariables }: Interpreter): Step[] {
  const rests: Rest[] = [];
  return [
    {
      name: 'flash, issue, settings',
      take: async (bench) => {
        await bench.flash();
        device.afterRestart();
        await bench.issue('totp', 'SHA1', 6);
        // Without a clock set anew, a year's error of 500 ppm is over four hours.
        await bench.must(['settings', '--unsure-seconds', '86400']);
        return `the dressing takes ${device.dressing} variables, which are not counted`;
      },
    },
    {
      name: `${pressesOfYear} time-based codes in a year, clock set 10 times`,
      take: async () => {
        let codes = 0;
        for (let presses = 0; presses < pressesOfYear; presses += chunkPresses) {
          const lived = await device.live({ presses: chunkPresses, jumpSeconds: yearSeconds / pressesOfYear });
          codes += timeBasedCodes(lived.screens);
          rests.push(...lived.rests);
          await device.setClock(lived.rests.at(-1)!);
        }
        return `${codes} screens with the right code, counting down included`;
      },
    },
    { name: 'memory at rest does not grow', take: async () => growthOf(rests) },
    { name: `at rest at most ${restBudget} variables`, take: async () => atMost(rests.at(-1)?.clean, restBudget) },
    {
      name: `seen in use at most ${peakBudget} variables`,
      take: async () => atMost(rests.at(-1)?.cleanPeak, peakBudget),
    },
    {
      name: 'event-based codes until Storage is full',
      take: async (bench) => {
        await bench.issue('hotp', 'SHA1', 6);
        const lived = await untilFull(device);
        const growth = growthOf(lived.rests);
        const tallies = filesOfBytes(device.flash, tallyBytes);
        bench.counter = lived.codes;
        return `${lived.codes} right codes, ${tallies} tallies begun, then "${lived.notice}"; ${growth}`;
      },
    },
    {
      name: 'klarkode flash makes room, and the next code follows',
      take: async (bench) => {
        await bench.flash();
        device.afterRestart();
        const { screens, rests: after } = await device.live({ presses: 3, jumpSeconds: 60 });
        const codes = eventBasedCodes(screens, bench.counter);
        if (codes !== 3) throw new Error(`three presses gave ${codes} codes`);
        return `${after.at(-1)?.storageFreeBytes ?? 0} bytes of Storage free`;
      },
    },
    {
      name: `a session, an issue and codes with ${peakBudget} variables`,
      take: async (bench) => {
        await withVariables(device, bench, peakBudget, bareVariables);
        let enough = peakBudget;
        let tooFew = restBudget / 2;
        while (enough - tooFew > bisectTo) {
          const middle = (enough + tooFew) >> 1;
          const goes = await withVariables(device, bench, middle, bareVariables).then(
            () => true,
            () => false,
          );
          if (goes) enough = middle;
          else tooFew = middle;
        }
        return `${enough} are enough, ${tooFew} are too few`;
      },
    },
  ];
}

/** Throws unless it is so: all that a board does, with so few variables in all. */
async function withVariables(device: YearDevice, bench: Bench, variables: number, bare: number): Promise<void> {
  await device.restart(variables, bare);
  await bench.issue('hotp', 'SHA1', 6);
  const { screens } = await device.live({ presses: 3, jumpSeconds: 60 });
  const codes = eventBasedCodes(screens, 0);
  if (codes !== 3) throw new Error(`three presses gave ${codes} codes`);
}

/** Presses until there is no code any more. */
async function untilFull(
  device: YearDevice,
): Promise<{ readonly codes: number; readonly notice: string; readonly rests: readonly Rest[] }> {
  const rests: Rest[] = [];
  let codes = 0;
  for (let presses = 0; presses < mostEventPresses; presses += eventChunkPresses) {
    const lived = await device.live({ presses: eventChunkPresses, jumpSeconds: 600 });
    codes += eventBasedCodes(lived.screens, codes);
    rests.push(...lived.rests);
    const refused = lived.screens.find((screen) => screen.texts.length > 0 && codeOn(screen) === undefined);
    if (refused !== undefined) return { codes, notice: refused.texts[0] ?? '', rests };
  }
  throw new Error(`Storage is not full after ${mostEventPresses} codes`);
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

function growthOf(rests: readonly Rest[]): string {
  const first = rests[0];
  const last = rests.at(-1);
  if (first === undefined || last === undefined) throw new Error('no memory was noted');
  const half = rests.length >> 1;
  const mostOf = (some: readonly Rest[]): number => Math.max(...some.map(({ clean }) => clean));
  const text =
    `at rest ${first.clean} variables after ${first.presses} presses, ${last.clean} after ${last.presses}, never over ${mostOf(rests)} ` +
    `(${Math.max(...rests.map(({ dirty }) => dirty))} before garbage is collected); most seen in use ${last.cleanPeak} (${last.dirtyPeak} with garbage); largest free piece ` +
    `${first.largestBytes} bytes, then ${last.largestBytes}; Storage free ${first.storageFreeBytes} bytes, then ${last.storageFreeBytes}`;
  if (mostOf(rests.slice(half)) - mostOf(rests.slice(0, half + 1)) > noGrowth) throw new Error(`it grows: ${text}`);
  return text;
}

function atMost(value: number | undefined, most: number): string {
  if (value === undefined) throw new Error('no memory was noted');
  if (value > most) throw new Error(`${value}, which is ${value - most} too many`);
  return String(value);
}
