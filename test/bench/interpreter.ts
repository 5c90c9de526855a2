// What a press costs on the real interpreter: instructions, counted by valgrind's callgrind, and variables in use.
// The interpreter is a 32-bit Linux build with the board's number of variables; its instructions stand for the board's.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RealDevice } from '../conformance/device.ts';
import { identify } from '../conformance/real-console.ts';
import { klarkode } from '../conformance/station.ts';
import type { Figure } from './figure.ts';

/** The most that each may be. */
export const interpreterBudget = {
  // BangleApps' authentiwatch needs 10.1 million for the same credential; ours may need a twentieth.
  codeInstructions: 10_100_000 / 20,
  restVariables: 1300,
  peakVariables: 2000,
  pixelMilliseconds: 150,
};
/** A 64 MHz nRF52 against this build, from a loop whose time there is published. Give or take 30 %. */
export const millisecondsPerMillion = 23;

// RFC 6238, Appendix B.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const profile = 'callgrind.out';
/** Under valgrind everything takes fifty times as long. */
const slowTimeoutMs = 60_000;
const settleMs = 1500;
const startMs = 8000;
/** Only what runs for an event is counted, not the waiting between events. */
const counted = 'jsiExecuteEventCallback';
/** Where drawing begins: the code is known by then. */
const drawingBegins = 'jswrap_graphics_clear';
const presses = 3;
const run = promisify(execFile);

interface PressCost {
  /** From the press to the first that is drawn. */
  readonly code: number;
  /** From the press to the code on the panel. */
  readonly frame: number;
}

/** What a press of the code display for a Pixl.js takes there. */
export interface InterpreterPress {
  /** Instructions from the press to the first thing drawn, and to the whole screen. */
  readonly codeInstructions: number;
  readonly frameInstructions: number;
  /** Variables in use with a dark panel, and at most while a code is drawn. */
  readonly restVariables: number;
  readonly peakVariables: number;
}

/** Measures on that interpreter, beside the budgets. Errors when valgrind is missing or a step does not work. */
export async function interpreterFigures(binary: string): Promise<readonly Figure[]> {
  const press = await measurePress(binary);
  const pixelMs = (press.frameInstructions / 1e6) * millisecondsPerMillion;
  const most = interpreterBudget;
  return [
    atMost(
      'press to code, before it is drawn (HOTP, SHA-1)',
      press.codeInstructions,
      'instructions',
      most.codeInstructions,
    ),
    atMost('press to first pixel, estimated for a 64 MHz nRF52', pixelMs, 'ms', most.pixelMilliseconds),
    atMost('variables in use at rest', press.restVariables, 'variables', most.restVariables),
    atMost('variables in use while a code is drawn', press.peakVariables, 'variables', most.peakVariables),
  ];
}

/** Measures on that interpreter. Errors when valgrind is missing or a step does not work. */
export async function measurePress(binary: string): Promise<InterpreterPress> {
  const interpreter = await identify(binary);
  const device = await RealDevice.start({ binary, ...interpreter });
  try {
    const dressedVariables = Number(await device.command('print(process.memory().usage)'));
    await must(device, ['flash', '--product', 'code-display', '--board', 'pixljs']);
    const { code, frame } = await pressesUnderValgrind(device);
    const { rest, peak } = await variablesOfPress(device);
    const addedVariables = dressedVariables - interpreter.bareVariables;
    return {
      codeInstructions: code,
      frameInstructions: frame,
      restVariables: rest - addedVariables,
      peakVariables: peak - addedVariables,
    };
  } finally {
    await device.close();
  }
}

function atMost(title: string, value: number, unit: string, budget: number): Figure {
  return { title, value, unit, budget, bound: 'at most' };
}

async function must(device: RealDevice, args: readonly string[]): Promise<void> {
  const { exitCode, err } = await klarkode(device, args, `${secret}\n`);
  if (exitCode !== 0)
    throw new Error(`klarkode ${args[0] ?? ''} on the real interpreter ended with ${exitCode}: ${err}`);
}

/** The least that a press cost, of several, each from a dark panel to the code on it. */
async function pressesUnderValgrind(device: RealDevice): Promise<PressCost> {
  // A session takes too long under valgrind, and without one there is no time: so the code of a counter, whose mark in
  // flash comes on top of what a time-based one costs.
  await must(device, ['issue', '--type', 'hotp', '--secret-stdin', '--force']);
  const file = join(device.folder, profile);
  const callgrind = ['valgrind', '--tool=callgrind', '--collect-atstart=no', `--callgrind-out-file=${file}`];
  await device.restart([...callgrind, `--toggle-collect=${counted}`, `--dump-before=${drawingBegins}`]);
  await delay(startMs);
  let least: PressCost | undefined;
  for (let i = 0; i < presses; i++) {
    await darken(device);
    await control(device, '-z');
    takeCounts(device);
    await device.hold(slowTimeoutMs);
    await control(device, '-d');
    device.setKey(0);
    const [code = 0, ...drawing] = takeCounts(device);
    const frame = drawing.reduce((sum, count) => sum + count, code);
    if (drawing.length > 0 && (least === undefined || frame < least.frame)) least = { code, frame };
    await delay(settleMs);
  }
  if (least === undefined) throw new Error('no press was measured');
  return least;
}

/** Presses until the panel is dark: it may show a code, or what a long press brought. */
async function darken(device: RealDevice): Promise<void> {
  for (let tries = 0; device.frames > 0 && device.frame.some((byte) => byte !== 0); tries++) {
    if (tries === presses) throw new Error('the panel of the real interpreter does not go dark');
    await device.press(slowTimeoutMs);
    await delay(settleMs);
  }
}

/** The variables after and during a press, natively run: rest is what stays with a dark panel. */
async function variablesOfPress(device: RealDevice): Promise<{ readonly rest: number; readonly peak: number }> {
  device.note('memory');
  await device.restart([]);
  await must(device, ['issue', '--type', 'totp', '--secret-stdin', '--force']);
  await untilTimeIsLeft();
  await device.press(slowTimeoutMs);
  const drawing = device.memory.filter(({ at }) => at === 'drawing').map(({ variables }) => variables);
  await delay(settleMs);
  await darken(device);
  await delay(settleMs);
  const rest = device.memory.filter(({ at }) => at === 'rest').at(-1)?.variables;
  if (rest === undefined || drawing.length === 0) throw new Error('the device noted no variables');
  return { rest, peak: Math.max(...drawing) };
}

async function control(device: RealDevice, command: '-z' | '-d'): Promise<void> {
  await run('callgrind_control', [command, String(device.processId)]);
}

/** Instructions counted from one dump to the next since they were last taken. */
function takeCounts(device: RealDevice): number[] {
  const numberOf = (name: string): number => Number(name.slice(profile.length + 1));
  const names = readdirSync(device.folder).filter((name) => name.startsWith(`${profile}.`));
  names.sort((a, b) => numberOf(a) - numberOf(b));
  return names.map((name) => {
    const file = join(device.folder, name);
    const count = /^(?:summary|totals): (\d+)/m.exec(readFileSync(file, 'latin1'))?.[1];
    rmSync(file);
    return Number(count ?? 0);
  });
}

/** A code that is about to end is not shown. The interpreter's clock is the machine's: only waiting helps. */
async function untilTimeIsLeft(): Promise<void> {
  const leftMs = 30_000 - (Date.now() % 30_000);
  if (leftMs < 15_000) await delay(leftMs + 500);
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
