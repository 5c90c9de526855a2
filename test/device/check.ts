// Which of the built products can be checked on an interpreter, and the check of one of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/setup/root.mjs';
import { storageBytesOf, type Built } from '../bench/built.ts';
import { mostVariables } from '../bench/interpreter-budget.ts';
import { measureVariables, type Variables } from '../bench/interpreter-variables.ts';
import { hasDressing } from '../conformance/dressing.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import { Bench, type Product } from './bench.ts';
import type { CheckedBoard } from './checked-board.ts';
import { codeDisplaySteps } from './code-display-steps.ts';
import { codeReaderSteps } from './code-reader-steps.ts';
import { RealBoard } from './real-board.ts';
import { resultOf, takeSteps, type Step, type StepResult } from './step.ts';

/** What each product is asked for. A product without steps is reported as not checked. */
const stepsOf: Readonly<Record<string, readonly Step[]>> = {
  'code-display': codeDisplaySteps,
  'code-reader': codeReaderSteps,
};

/** A board with a voice is flashed with two of them, and speaks the first one. */
const spokenLanguages = 'en,da';

export interface ProductReport {
  /** `code-display on Pixl.js`. */
  readonly title: string;
  readonly bundleBytes: number;
  /** First digits of the bundle's SHA-256. */
  readonly firmwareHash: string;
  /** Why nothing was checked, if so. */
  readonly notRun: string | undefined;
  readonly steps: readonly StepResult[];
}

export type Tell = (line: ProductReport | StepResult) => void;

/** Checks a built product on that interpreter; `tell` hears of the product first, then of each step. */
export async function checkProduct(
  binary: string,
  interpreter: Interpreter,
  built: Built,
  tell: Tell,
): Promise<ProductReport> {
  const product = productOf(built);
  const report = headOf(built, product, whyNot(interpreter, built, product));
  tell(report);
  if (report.notRun !== undefined) return report;
  const checked = await checkBoard(await RealBoard.start(binary, interpreter, built.board), built, tell);
  const variables = await resultOf('variables in use', async () =>
    variablesText(built, interpreter, await measureVariables(binary, interpreter, built)),
  );
  tell(variables);
  return { ...checked, steps: [...checked.steps, variables] };
}

/** Figures beside their budgets; npm run bench judges them. */
function variablesText({ board }: Built, interpreter: Interpreter, { rest, peak, speaking }: Variables): string {
  const most = mostVariables(board);
  const number = (value: number): string => value.toLocaleString('en');
  const said = speaking === undefined ? '' : `, ${number(speaking)} while it speaks`;
  const budget = `${most.rest === undefined ? '' : `${number(most.rest)} at rest and `}${number(most.peak)} at the peak`;
  return `${number(rest)} at rest, ${number(peak)} at the peak${said}, of ${number(interpreter.variables)}; at most ${budget}`;
}

/** The same on a board that is there already; it is closed afterwards. */
export async function checkBoard(board: CheckedBoard, built: Built, tell: Tell): Promise<ProductReport> {
  const product = productOf(built);
  try {
    const steps = await takeSteps(new Bench(board, product), stepsOf[product.product] ?? [], tell);
    return { ...headOf(built, product, undefined), steps };
  } finally {
    await board.close();
  }
}

function whyNot(interpreter: Interpreter, built: Built, { product, languages }: Product): string | undefined {
  if (stepsOf[product] === undefined) return `there are no steps for a ${product} (test/device/check.ts)`;
  if (!hasDressing(built.board)) {
    return `the interpreter can't be dressed up as a ${built.board.title} (test/conformance/dressing)`;
  }
  const neededBytes = storageBytesOf(built, languages?.split(','));
  if (neededBytes > interpreter.flashBytes) {
    return `it needs ${neededBytes} bytes of Storage, and the interpreter has ${interpreter.flashBytes}`;
  }
  return undefined;
}

function headOf(built: Built, product: Product, notRun: string | undefined): ProductReport {
  const bundle = built.files.find(({ name }) => name === built.bundle);
  return {
    title: `${product.product} on ${built.board.title}`,
    bundleBytes: bundle?.content.length ?? 0,
    firmwareHash: product.firmwareHash.slice(0, 8),
    notRun,
    steps: [],
  };
}

/** What the manifest says of it. */
export function productOf(built: Built): Product {
  const product = built.title.split(' on ')[0] ?? '';
  const { firmwareHash, hashes } = manifestOf(built);
  return { product, firmwareHash, hashes, ...(built.board.audio === undefined ? {} : { languages: spokenLanguages }) };
}

interface Manifest {
  readonly firmwareHash: string;
  readonly hashes: Product['hashes'];
}

function manifestOf(built: Built): Manifest {
  const product = built.title.split(' on ')[0] ?? '';
  const file = join(root, 'dist', 'firmware', product, built.board.name, 'manifest.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}
