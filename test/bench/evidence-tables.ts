// The tables of evidence, as Markdown: what is exact or counted on the virtual board, and what was measured on the real interpreter.
import { boardNamed } from '../../hardware/boards.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import { cost, million, number, table } from './cells.ts';
import type { Costs } from './costs.ts';
import { canEstimate } from './estimate.ts';
import { hashSource } from './hash-table.ts';
import {
  mostForCode,
  mostPixelMilliseconds,
  mostSoundMilliseconds,
  mostVariables,
  recordedPeerInstructions,
} from './interpreter-budget.ts';
import { dearest, wholePress } from './interpreter-costs.ts';
import type { MeasuredProduct, RecordedInterpreter } from './recorded-interpreter.ts';

/** Shown where there is no figure. */
const none = '-';
const hashDigits = 8;

/** What counts most, a row for each board. */
export function mainTable(costs: Costs, { products, peer }: RecordedInterpreter): string {
  const most = mostForCode(peer?.instructions ?? recordedPeerInstructions);
  const head = [
    'Product on board',
    'Bundle, bytes',
    'Storage used, bytes',
    'Variables at rest / peak, of all',
    `Press to code, time-based / event-based, million instructions (at most ${million(most)})`,
    `Press to first pixel, time-based / event-based (at most ${mostPixelMilliseconds} ms, where there is an estimate)`,
    'Boot to ready',
    'Wake-ups of an idle day',
  ];
  const rows = Object.entries(costs).map(([title, { files, storageBytes, steps }]) => {
    const board = boardOf(title);
    return [
      named(title),
      number(files['kk.app']!),
      `${number(storageBytes)} of ${number(board.storage.bytes)}`,
      ...measured(products[title], 4, ({ costs: { variables, first, later, eventBased, boot } }) => [
        `${number(variables.rest)} / ${number(variables.peak)} of ${number(board.variables)}`,
        `${million(Math.max(first.code, later.code))} / ${million(eventBased.code)}`,
        `${cost(Math.max(first.pixel, later.pixel), board)} / ${cost(eventBased.pixel, board)}`,
        cost(boot, board),
      ]),
      number(steps['idle day']!.wakeUps),
    ];
  });
  return table(head, rows);
}

/** The other steps on the real interpreter. */
export function measuredTable(costs: Costs, { products }: RecordedInterpreter): string {
  const head = [
    'Product on board',
    'Ahead of an event-based press: half of its code',
    'A second of countdown',
    'Going dark',
    'A press, its 60 s of code, going dark',
    'Session set-up',
    'Issue',
    'Press to first sound',
    'Variables while it speaks',
  ];
  const rows = Object.entries(costs).map(([title]) => {
    const board = boardOf(title);
    return [
      named(title),
      ...measured(products[title], 8, ({ costs: all }) => {
        const { sound } = dearest([all.first, all.later]);
        return [
          cost(all.prepared, board),
          cost(all.redraw, board),
          cost(all.hide, board),
          cost(wholePress(all), board),
          cost(all.hello + all.open, board),
          cost(all.issue, board),
          sound === undefined ? none : cost(sound, board),
          all.variables.speaking === undefined ? none : number(all.variables.speaking),
        ];
      }),
    ];
  });
  return table(head, rows);
}

/** What the virtual board counts. */
export function costTable(costs: Costs): string {
  const head = [
    'Product on board',
    'Boot, tokens',
    'Press to code on the panel, tokens / things made',
    'A second of countdown, tokens',
  ];
  const rows = Object.entries(costs).map(([title, { steps }]) => {
    const [press, countdown] = [steps['press']!, steps['second of countdown']!];
    return [
      named(title),
      number(steps['boot']!.tokens),
      `${number(press.tokens)} / ${number(press.allocations)}`,
      number(countdown.tokens),
    ];
  });
  return table(head, rows);
}

/** Which interpreter, which bundles, which peer, which assumptions. */
export function sourceOf(costs: Costs, { products, peer, hashes }: RecordedInterpreter): string {
  const titles = Object.keys(costs);
  const interpreters = [...new Set(Object.values(products).map(({ interpreter }) => interpreter))];
  const lines = interpreters.map((interpreter) => {
    const measuredThere = titles.filter((title) => products[title]?.interpreter === interpreter);
    return `- ${interpreter}: ${measuredThere.map((title) => bundleText(title, products[title]!)).join('; ')}.`;
  });
  const absent = titles.filter((title) => products[title] === undefined);
  if (absent.length > 0) lines.push(`- Not measured there: ${absent.map(named).join(', ')}.`);
  if (hashes !== undefined) lines.push(`- ${hashSource(hashes)}`);
  if (peer !== undefined) {
    lines.push(
      `- The peer, BangleApps' authentiwatch, needs ${million(peer.instructions)} million instructions for a code there; ours may need a twentieth.`,
    );
  }
  const charge = grouped(titles, ({ current }) =>
    current === undefined
      ? undefined
      : `${current.runMilliamperes} mA while it runs, an assumption after ${current.source}`,
  );
  for (const [text, where] of charge) lines.push(`- Charge on ${where}: ${text}.`);
  const budgets = grouped(titles, (board) => {
    const { rest, peak } = mostVariables(board);
    const atRest = rest === undefined ? '' : `${number(rest)} at rest and `;
    const judged = canEstimate(board) ? '' : ', not judged there';
    const sound = board.audio === undefined ? '' : `; ${mostSoundMilliseconds} ms to the first sound${judged}`;
    return `${atRest}${number(peak)} variables at the peak${sound}`;
  });
  for (const [text, where] of budgets) lines.push(`- Budget on ${where}: ${text}.`);
  const timeless = grouped(titles, (board) =>
    canEstimate(board) ? undefined : "time can't be estimated: no budget in milliseconds is judged there",
  );
  for (const [text, where] of timeless) lines.push(`- On ${where} ${text}.`);
  return `What the figures of the real interpreter are of:\n\n${lines.join('\n')}`;
}

/** Each text once, with the boards that it is true of. */
function grouped(
  titles: readonly string[],
  textOf: (board: BoardDescription) => string | undefined,
): [string, string][] {
  const boards = titles.map(boardOf);
  const texts = new Set(boards.map(textOf).filter((text) => text !== undefined));
  return [...texts].map((text) => [
    text,
    boards
      .filter((board) => textOf(board) === text)
      .map(({ title }) => title)
      .join(', '),
  ]);
}

function bundleText(title: string, { bundleBytes, bundleSha256 }: MeasuredProduct): string {
  return `${named(title)}, bundle of ${number(bundleBytes)} bytes, SHA-256 ${bundleSha256.slice(0, hashDigits)}...`;
}

function measured(
  product: MeasuredProduct | undefined,
  columns: number,
  cells: (product: MeasuredProduct) => readonly string[],
): readonly string[] {
  return product === undefined ? Array.from({ length: columns }, () => none) : cells(product);
}

function boardOf(title: string): BoardDescription {
  return boardNamed(title.split(' on ')[1] ?? '')!;
}

function named(title: string): string {
  return `${title.split(' on ')[0]} on ${boardOf(title).title}`;
}
