// npm run bench -- --espruino PATH: what the firmware needs on the real interpreter, beside its budgets and beside the peer.
import type { BoardDescription } from '../../hardware/board.ts';
import { identify, type Interpreter } from '../conformance/real-console.ts';
import { authentiwatchInstructions } from './authentiwatch.ts';
import { builtProducts, fitsInto } from './built.ts';
import { assumption, canEstimate, estimateText, millisecondsPerMillion, timeText } from './estimate.ts';
import type { Figure } from './figure.ts';
import { measureHashes } from './hash-costs.ts';
import { hashFigures } from './hash-figures.ts';
import {
  mostForCode,
  mostPixelMilliseconds,
  mostSoundMilliseconds,
  mostVariables,
  recordedPeerInstructions,
} from './interpreter-budget.ts';
import { readRecordedInterpreter } from './recorded-interpreter.ts';
import { dearest, measureCostsOf, wholePress, type InterpreterCosts } from './interpreter-costs.ts';

/**
 * Every figure, each product on the first of the interpreters whose Storage it fits into.
 * @param peer checkout of BangleApps; undefined: the peer's recorded figure is the measure
 * @param boards names; none: all
 */
export async function* deviceFigures(
  binaries: readonly string[],
  peer: string | undefined,
  boards: readonly string[] = [],
): AsyncGenerator<Figure> {
  const recordedPeer = readRecordedInterpreter().peer?.instructions ?? recordedPeerInstructions;
  const theirs = peer === undefined ? recordedPeer : await authentiwatchInstructions(binaries[0]!, peer);
  yield {
    title: `the peer: authentiwatch's hotp(), ${peer === undefined ? 'as recorded' : 'from the checkout'}`,
    value: theirs,
    unit: 'instructions',
    bound: 'at most',
    note: timeText(theirs),
  };
  const interpreters = await Promise.all(
    binaries.map(async (binary) => ({ binary, interpreter: await identify(binary) })),
  );
  yield* hashFigures(await measureHashes(binaries[0]!, interpreters[0]!.interpreter), mostForCode(theirs));
  for (const { interpreter } of interpreters) {
    yield {
      title: interpreter.title,
      value: interpreter.variables,
      unit: 'variables',
      bound: 'at most',
      note: assumption,
    };
  }
  for (const built of builtProducts().filter(({ board }) => boards.length === 0 || boards.includes(board.name))) {
    const found = interpreters.find(({ interpreter }) => fitsInto(built, interpreter.flashBytes));
    if (found === undefined)
      yield notMeasured(
        built.title,
        interpreters.map(({ interpreter }) => interpreter),
      );
    else yield* figuresOf(built.board, await measureCostsOf(found.binary, found.interpreter, built), theirs);
  }
}

function notMeasured(title: string, interpreters: readonly Interpreter[]): Figure {
  const most = Math.max(...interpreters.map(({ flashBytes }) => flashBytes));
  const note = 'not measured: it does not fit; name another interpreter with a further --espruino';
  return { title, value: most, unit: 'bytes of Storage', bound: 'at most', note };
}

function figuresOf(board: BoardDescription, costs: InterpreterCosts, theirs: number): Figure[] {
  const title = (what: string): string => `${what}, ${board.title}`;
  const instructions = (what: string, value: number, budget?: number): Figure => {
    const note = estimateText(value, board);
    return {
      title: title(what),
      value,
      unit: 'instructions',
      bound: 'at most',
      ...(note === undefined ? {} : { note }),
      ...(budget === undefined ? {} : { budget }),
    };
  };
  const code = (what: string, value: number): Figure => {
    const figure = instructions(`press to code, ${what}`, value, mostForCode(theirs));
    const share = `1/${(theirs / value).toFixed(1)} of authentiwatch`;
    return { ...figure, note: figure.note === undefined ? share : `${figure.note}, ${share}` };
  };
  // Where the time can't be estimated, there is no budget for it either.
  const within = (milliseconds: number): number | undefined =>
    canEstimate(board) ? Math.floor((milliseconds / millisecondsPerMillion) * 1e6) : undefined;
  const { first, later, eventBased, prepared, redraw, hide, hello, open, issue, boot, variables } = costs;
  const { sound } = dearest([first, later]);
  const most = mostVariables(board);
  const inUse = (what: string, value: number, budget?: number): Figure => ({
    title: title(`variables in use ${what}`),
    value,
    unit: 'variables',
    bound: 'at most',
    ...(budget === undefined ? {} : { budget }),
  });
  return [
    code('time-based, first', first.code),
    code('time-based, later', later.code),
    code('event-based with its mark', eventBased.code),
    instructions('ahead of an event-based press: half of its code', prepared),
    instructions('press to first pixel, time-based, first', first.pixel, within(mostPixelMilliseconds)),
    instructions('press to first pixel, time-based, later', later.pixel, within(mostPixelMilliseconds)),
    instructions('press to first pixel, event-based', eventBased.pixel, within(mostPixelMilliseconds)),
    ...(sound === undefined ? [] : [instructions('press to first sound', sound, within(mostSoundMilliseconds))]),
    instructions('boot: power-on to ready, issued', boot),
    instructions('screen redraw, a second of countdown', redraw),
    instructions('going dark', hide),
    instructions('a press, its 60 s of code and going dark', wholePress(costs)),
    instructions('session set-up: hello, open', hello + open),
    instructions('issue', issue),
    inUse('at rest', variables.rest, most.rest),
    inUse('at the peak', variables.peak, most.peak),
    ...(variables.speaking === undefined ? [] : [inUse('while it speaks', variables.speaking, most.peak)]),
  ];
}
