// What the firmware costs on the real interpreter, a product and board at a time: instructions, counted by valgrind's callgrind,
// and variables in use. The interpreter is a 32-bit Linux build, optimised for size; its instructions stand for a board's.
import type { Interpreter } from '../conformance/real-console.ts';
import { identify } from '../conformance/real-console.ts';
import { authentiwatchInstructions } from './authentiwatch.ts';
import { builtProducts, type Built } from './built.ts';
import { assumption, canEstimate, estimateOf } from './estimate.ts';
import type { Figure } from './figure.ts';
import { interpreterBudget } from './interpreter.ts';
import { hashFigures } from './hash-figures.ts';
import { measureVariables, type Variables } from './interpreter-variables.ts';
import { delay, ProfiledDevice, type FrameCost } from './profiled-device.ts';

/** What BangleApps' authentiwatch was measured to need, for when no checkout is given to measure it. */
const recordedPeerInstructions = 10_100_000;
/** Ours may need a twentieth. */
const peerShare = 20;
/** Seconds that a code is shown by default, and so redrawings that a press brings. */
const shownSeconds = 60;
const betweenPressesMs = 1000;
const laterPresses = 2;

/**
 * All in instructions. `press to code` goes from the event that the key's edge made to the first call that draws or clears: the
 * code is known and handed to drawing. `press to pixel` goes on to the moment when the panel gets its pixels.
 */
export interface InterpreterCosts extends Variables {
  /** The first code after a session, and a later one: the dearest of several. TOTP, SHA-1, six digits. */
  readonly first: FrameCost;
  readonly later: FrameCost;
  /** The same of an event-based code, with its mark in flash; the press means something when the key comes up. */
  readonly eventBased: FrameCost;
  /** One second of countdown. */
  readonly redraw: number;
  /** The press that darkens the panel. */
  readonly hide: number;
  /** From power-on to waiting, issued. */
  readonly boot: number;
  readonly hello: number;
  readonly open: number;
  readonly issue: number;
}

/** Measures one product on one board. Errors when valgrind is missing or a step does not work. */
export async function measureCostsOf(
  binary: string,
  interpreter: Interpreter,
  built: Built,
): Promise<InterpreterCosts> {
  const profiled = await ProfiledDevice.flashed(binary, interpreter, built);
  try {
    await profiled.restart();
    const hello = await profiled.counted(() => profiled.hello());
    const open = await profiled.counted(() => profiled.open());
    const issue = await profiled.counted(() => profiled.issue(false));
    await profiled.setClock();
    await profiled.count(true);
    const presses: FrameCost[] = [];
    let redraw = 0;
    let hide = 0;
    for (let i = 0; i <= laterPresses; i++) {
      presses.push(await profiled.press(false));
      redraw = Math.max(redraw, (await profiled.redraw()).whole);
      hide = Math.max(hide, await profiled.hide());
      await delay(betweenPressesMs);
    }
    await profiled.count(false);
    await profiled.hello();
    await profiled.open();
    await profiled.issue(true);
    await profiled.count(true);
    const events: FrameCost[] = [];
    for (let i = 0; i < laterPresses; i++) {
      events.push(await profiled.press(true));
      await profiled.hide();
      await delay(betweenPressesMs);
    }
    const boot = await profiled.start();
    const [first, ...later] = presses;
    return {
      first: first!,
      later: dearest(later),
      eventBased: dearest(events),
      redraw,
      hide,
      boot,
      hello,
      open,
      issue,
      ...(await measureVariables(binary, interpreter, built)),
    };
  } finally {
    await profiled.close();
  }
}

/** Instructions of a press, the seconds that its code is shown, and the press that takes it away. */
export function wholePress({ later, redraw, hide }: InterpreterCosts): number {
  return later.whole + redraw * (shownSeconds - 1) + hide;
}

/**
 * Every figure on that interpreter, beside its budget and the peer's.
 * @param peer checkout of BangleApps; undefined: the peer's recorded figure is the measure
 */
export async function* deviceFigures(binary: string, peer: string | undefined): AsyncGenerator<Figure> {
  const theirs = peer === undefined ? recordedPeerInstructions : await authentiwatchInstructions(binary, peer);
  yield {
    title: `the peer: authentiwatch's hotp(), ${peer === undefined ? 'as recorded' : 'from the checkout'}`,
    value: theirs,
    unit: 'instructions',
    bound: 'at most',
    note: timeOf(theirs),
  };
  yield* await hashFigures(binary, theirs / peerShare);
  const interpreter = await identify(binary);
  yield {
    title: interpreter.title,
    value: interpreter.variables,
    unit: 'variables',
    bound: 'at most',
    note: assumption,
  };
  for (const built of builtProducts().filter(({ title }) => title.startsWith('code-display'))) {
    yield* figuresOf(built, await measureCostsOf(binary, interpreter, built), theirs / peerShare);
  }
}

function figuresOf(built: Built, costs: InterpreterCosts, mostForCode: number): Figure[] {
  const { board } = built;
  const title = (what: string): string => `${what}, ${board.title}`;
  const charged = board.battery.kind !== 'USB';
  const instructions = (what: string, value: number, budget?: number): Figure => ({
    title: title(what),
    value,
    unit: 'instructions',
    bound: 'at most',
    ...(canEstimate(board) ? { note: charged ? `${timeOf(value)}, ${chargeOf(value)}` : timeOf(value) } : {}),
    ...(budget === undefined ? {} : { budget }),
  });
  const mostForPixel = (interpreterBudget.pixelMilliseconds / 1000 / estimateOf(1).seconds) | 0;
  const { first, later, eventBased, redraw, hello, open, issue, boot, restVariables, peakVariables } = costs;
  const variables = (what: string, value: number, budget: number): Figure => ({
    title: title(what),
    value,
    unit: 'variables',
    budget,
    bound: 'at most',
  });
  return [
    instructions('press to code (edge to the first call that draws), first', first.code, mostForCode),
    instructions('press to code, later', later.code, mostForCode),
    instructions('press to code, event-based with its mark', eventBased.code, mostForCode),
    instructions('press to first pixel, first', first.pixel, mostForPixel),
    instructions('press to first pixel, later', later.pixel, mostForPixel),
    instructions('press to first pixel, event-based', eventBased.pixel, mostForPixel),
    instructions('a second of countdown, redrawn', redraw),
    instructions('a press, its 60 s of code and the hiding', wholePress(costs)),
    instructions('power-on to ready, issued', boot),
    instructions('session set-up: hello, open, issue', hello + open + issue),
    variables('variables in use at rest', restVariables, interpreterBudget.restVariables),
    variables('variables in use while a code is drawn', peakVariables, interpreterBudget.peakVariables),
  ];
}

function dearest(costs: readonly FrameCost[]): FrameCost {
  return costs.reduce((most, cost) => (cost.whole > most.whole ? cost : most));
}

function timeOf(instructions: number): string {
  const { seconds } = estimateOf(instructions);
  return seconds < 1 ? `about ${(seconds * 1000).toFixed(0)} ms` : `about ${seconds.toFixed(1)} s`;
}

function chargeOf(instructions: number): string {
  return `${estimateOf(instructions).microampereHours.toPrecision(2)} µAh`;
}
