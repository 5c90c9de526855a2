// npm run device-check -- --espruino PATH [--espruino PATH ...] [--board NAME] [--year]: the built firmware of every product and board on
// a real Espruino for Linux, flashed and served by `klarkode` over a pseudo-terminal, attacked and compared. `--year` adds what
// a year of presses does to memory. Exit code: 0 all is well or no interpreter, 1 something failed or nothing was checked, 2 it could not be run.
import { parseArgs } from 'node:util';
import { ensureFirmware } from '../../tools/setup/firmware.mjs';
import { builtProducts, mustBeBoard } from '../bench/built.ts';
import { identify } from '../conformance/real-console.ts';
import { checkProduct, type ProductReport } from './check.ts';
import { compareWithVirtual } from './conformance-difference.ts';
import * as report from './report.ts';
import type { StepResult } from './step.ts';
import { liveYear, type YearReport } from './year.ts';

const usage =
  'npm run device-check -- --espruino PATH [--espruino PATH ...] [--board NAME ...] [--year] [--only-year]; ' +
  'without --espruino the variable ESPRUINO names the interpreter.';

interface Wish {
  readonly binaries: readonly string[];
  readonly boards: readonly string[];
  readonly year: boolean;
  readonly onlyYear: boolean;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function wishOf(argv: readonly string[]): Wish {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      espruino: { type: 'string', multiple: true },
      board: { type: 'string', multiple: true },
      year: { type: 'boolean', default: false },
      'only-year': { type: 'boolean', default: false },
    },
  });
  for (const name of values.board ?? []) mustBeBoard(name);
  const named = process.env['ESPRUINO'] ?? '';
  return {
    binaries: values.espruino ?? (named === '' ? [] : [named]),
    boards: values.board ?? [],
    year: values.year || values['only-year'],
    onlyYear: values['only-year'],
  };
}

async function checkInterpreter(binary: string, wish: Wish): Promise<report.InterpreterReport> {
  const interpreter = await identify(binary);
  say(`\n${interpreter.title}`);
  const built = builtProducts().filter(({ board }) => wish.boards.length === 0 || wish.boards.includes(board.name));
  const tell = (line: ProductReport | StepResult): void => {
    if ('step' in line) say(report.stepLine(line));
    else report.productLines(line).forEach(say);
  };
  const products: ProductReport[] = [];
  const years: YearReport[] = [];
  for (const one of wish.onlyYear ? [] : built) products.push(await checkProduct(binary, interpreter, one, tell));
  const conformance = wish.onlyYear ? [] : await compareWithVirtual(binary, interpreter, () => {});
  if (!wish.onlyYear) report.conformanceLines(conformance).forEach(say);
  for (const one of wish.year ? built : []) {
    years.push(await liveYear(binary, interpreter, one, say));
  }
  return { title: interpreter.title, products, conformance, years };
}

async function main(argv: readonly string[]): Promise<number> {
  let wish: Wish;
  try {
    wish = wishOf(argv);
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return 2;
  }
  if (wish.binaries.length === 0) {
    say(report.nothingChecked);
    return 0;
  }
  if (!(await ensureFirmware())) return 2;
  const reports: report.InterpreterReport[] = [];
  try {
    for (const binary of wish.binaries) reports.push(await checkInterpreter(binary, wish));
  } catch (error) {
    say(`The check could not go on: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  say(`\n${report.lastLine(reports)}`);
  return report.failuresOf(reports) === 0 && report.passedOf(reports) > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
