// What the firmware costs on the real interpreter, a product on a board at a time: instructions, counted by valgrind's callgrind, and
// variables in use. The interpreter is a 32-bit Linux build, optimised for size; its instructions stand for a board's.
import type { Interpreter } from '../conformance/real-console.ts';
import type { Built } from './built.ts';
import { darkSoon, measureVariables, type Variables } from './interpreter-variables.ts';
import { ProfiledDevice, type FrameCost } from './profiled-device.ts';
import { delay } from './serviced-device.ts';

/** Seconds that a code is shown by default, and so redrawings that a press brings. */
const shownSeconds = 60;
const betweenPressesMs = 1000;
const laterPresses = 2;

/** In instructions, but for the variables. */
export interface InterpreterCosts {
  readonly variables: Variables;
  /** The first code after the clock was set, and of each figure the dearest of the later ones: time-based, SHA-1, six digits. */
  readonly first: FrameCost;
  readonly later: FrameCost;
  /** The dearest of the event-based ones, each with its mark in flash. */
  readonly eventBased: FrameCost;
  /** What was worked out for one of them before its press counts: while the key is down, or when the one before came up. */
  readonly prepared: number;
  /** One second of countdown. */
  readonly redraw: number;
  /** What darkens the panel. */
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
  const variables = await measureVariables(binary, interpreter, built);
  const profiled = await ProfiledDevice.flashed(binary, interpreter, built);
  const { serviced } = profiled;
  try {
    await profiled.restart();
    const hello = await profiled.counted(() => serviced.hello());
    const open = await profiled.counted(() => serviced.open());
    const issue = await profiled.counted(() => serviced.issue(false));
    if (built.board.audio !== undefined) await darkSoon(serviced);
    await serviced.setClock();
    await profiled.count(true);
    const presses: FrameCost[] = [];
    let redraw = 0;
    let hide = 0;
    for (let i = 0; i <= laterPresses; i++) {
      presses.push(await profiled.press(false));
      redraw = Math.max(redraw, await profiled.redraw());
      hide = Math.max(hide, await profiled.hide());
      await delay(betweenPressesMs);
    }
    await profiled.count(false);
    await serviced.hello();
    await serviced.open();
    await serviced.issue(true);
    await profiled.count(true);
    const events: FrameCost[] = [];
    let prepared = 0;
    for (let i = 0; i < laterPresses; i++) {
      events.push(await profiled.press(true));
      await profiled.hide();
      prepared = Math.max(prepared, await profiled.prepared());
      await delay(betweenPressesMs);
    }
    const boot = await profiled.start();
    const [first, ...later] = presses;
    return {
      variables,
      first: first!,
      later: dearest(later),
      eventBased: dearest(events),
      prepared,
      redraw,
      hide,
      boot,
      hello,
      open,
      issue,
    };
  } finally {
    await profiled.close();
  }
}

/** Instructions of a press, the seconds that its code is shown, and of what takes it away. */
export function wholePress({ first, later, redraw, hide }: InterpreterCosts): number {
  return Math.max(first.whole, later.whole) + redraw * (shownSeconds - 1) + hide;
}

/** Each figure of the press in which that one was dearest. */
export function dearest(costs: readonly FrameCost[]): FrameCost {
  const most = (figure: (cost: FrameCost) => number): number => Math.max(...costs.map(figure));
  const sounds = costs.map(({ sound }) => sound).filter((sound) => sound !== undefined);
  return {
    code: most(({ code }) => code),
    pixel: most(({ pixel }) => pixel),
    sound: sounds.length === 0 ? undefined : Math.max(...sounds),
    whole: most(({ whole }) => whole),
  };
}
