// The table of evidence in firmware/README.md, written between its two markers from the recorded figures, never by hand.
// `node_modules/.bin/tsx test/bench/evidence.ts` writes it again from what is recorded.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { boards } from '../../hardware/boards.ts';
import { root } from '../../tools/setup/root.mjs';
import type { ProductCosts } from './costs.ts';
import { interpreterBudget as most, millisecondsPerMillion, type InterpreterPress } from './interpreter.ts';
import { readRecordedCosts, type RecordedCosts } from './regression.ts';

/** test/bench/recorded/interpreter.json: what the real interpreter needed, by title (`code-display on pixljs`). */
export interface RecordedInterpreter {
  readonly format: 1;
  /** Version, commit and kind of build, as it says itself. */
  readonly interpreter: string;
  /** By title. `bundleBytes` is the size of the bundle that was measured, which may be older than today's. */
  readonly products: Readonly<Record<string, InterpreterPress & { readonly bundleBytes: number }>>;
}

export const begin = '<!-- evidence: written by npm run record-costs -->';
export const end = '<!-- end of evidence -->';
const readme = join(root, 'firmware', 'README.md');
export const interpreterFile = join(root, 'test', 'bench', 'recorded', 'interpreter.json');

/** Writes the table anew. Throws when the markers are not there. */
export async function writeEvidence(recorded: RecordedCosts): Promise<void> {
  writeFileSync(readme, await withEvidence(readFileSync(readme, 'utf8'), recorded, readRecordedInterpreter()));
}

export function readRecordedInterpreter(): RecordedInterpreter | undefined {
  if (!existsSync(interpreterFile)) return undefined;
  return JSON.parse(readFileSync(interpreterFile, 'utf8')) as RecordedInterpreter;
}

/** That text with the table of these figures between the markers. */
export async function withEvidence(
  text: string,
  { costs }: RecordedCosts,
  interpreter: RecordedInterpreter | undefined,
): Promise<string> {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`firmware/README.md lacks the markers ${begin} and ${end}`);
  const rows = Object.entries(costs).map(([title, figures]) => row(title, figures, interpreter?.products[title]));
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const source =
    interpreter === undefined
      ? 'The last three columns are not recorded yet.'
      : `The last three columns: ${interpreter.interpreter}; bundle of ${Object.values(interpreter.products)
          .map((one) => number(one.bundleBytes))
          .join(', ')} bytes.`;
  const whole = `${text.slice(0, from)}${begin}\n\n${table}\n\n${source}\n\n${text.slice(to)}`;
  return format(whole, { parser: 'markdown', printWidth: 120 });
}

const head = [
  'Product on board',
  'Bundle, bytes',
  'Storage used, bytes',
  'Boot, tokens',
  'Press to code on the panel, tokens / things made',
  'A second of countdown, tokens',
  'Wake-ups of an idle day',
  `Variables at rest / peak (at most ${number(most.restVariables)} / ${number(most.peakVariables)})`,
  `Press to code, million instructions (at most ${(most.codeInstructions / 1e6).toFixed(2)})`,
  `Press to first pixel, estimated ms (at most ${most.pixelMilliseconds})`,
];

function row(
  title: string,
  { files, storageBytes, steps }: ProductCosts,
  real: InterpreterPress | undefined,
): string[] {
  const [product, name] = title.split(' on ');
  const board = boards.find((one) => one.name === name)!;
  const [press, countdown] = [steps['press']!, steps['second of countdown']!];
  return [
    `${product} on ${board.title}`,
    number(files['kk.app']!),
    `${number(storageBytes)} of ${number(board.storage.bytes)}`,
    number(steps['boot']!.tokens),
    `${number(press.tokens)} / ${number(press.allocations)}`,
    number(countdown.tokens),
    number(steps['idle day']!.wakeUps),
    ...(real === undefined
      ? ['-', '-', '-']
      : [
          `${number(real.restVariables)} / ${number(real.peakVariables)} of ${number(board.variables)}`,
          (real.codeInstructions / 1e6).toFixed(2),
          // The published loop that gives this rate ran on that processor only.
          board.processorMegahertz === 64 ? ((real.frameInstructions / 1e6) * millisecondsPerMillion).toFixed(0) : '-',
        ]),
  ];
}

function number(value: number): string {
  return value.toLocaleString('en');
}

if (process.argv[1] === import.meta.filename) await writeEvidence(readRecordedCosts());
