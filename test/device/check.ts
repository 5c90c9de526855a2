// Which of the built products can be checked on an interpreter, and the check of one of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/setup/root.mjs';
import type { Built } from '../bench/built.ts';
import { hasDressing } from '../conformance/dressing.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import { Bench, type Product } from './bench.ts';
import type { CheckedBoard } from './checked-board.ts';
import { codeDisplaySteps } from './code-display-steps.ts';
import { codeReaderSteps } from './code-reader-steps.ts';
import { RealBoard } from './real-board.ts';
import { takeSteps, type Step, type StepResult } from './step.ts';

/** What each product is asked for. A product without steps is reported as not checked. */
const stepsOf: Readonly<Record<string, readonly Step[]>> = {
  'code-display': codeDisplaySteps,
  'code-reader': codeReaderSteps,
};

/** A board with a voice is flashed with one: together they fill a Storage. */
const spokenLanguage = 'en';

/** Storage's header and padding of a file, and room for the dressing and for records. */
const fileOverheadBytes = 35;
const workingBytes = 6000;

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
  return await checkBoard(await RealBoard.start(binary, interpreter, built.board), built, tell);
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
  const neededBytes = filesOf(built, languages).reduce(
    (sum, { bytes }) => sum + bytes + fileOverheadBytes,
    workingBytes,
  );
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
  return { product, firmwareHash, hashes, ...(built.board.audio === undefined ? {} : { languages: spokenLanguage }) };
}

interface Manifest {
  readonly firmwareHash: string;
  readonly hashes: Product['hashes'];
  readonly files: readonly { readonly bytes: number; readonly languages?: readonly string[] }[];
}

/** The files for these languages; undefined: for all. */
function filesOf(built: Built, languages: string | undefined): Manifest['files'] {
  return manifestOf(built).files.filter(
    (file) => languages === undefined || file.languages === undefined || file.languages.includes(languages),
  );
}

function manifestOf(built: Built): Manifest {
  const product = built.title.split(' on ')[0] ?? '';
  const file = join(root, 'dist', 'firmware', product, built.board.name, 'manifest.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}
