// The device check itself: without an interpreter it says what to get; with the virtual board in an interpreter's place every
// board passes every step; and a board that is not as it should be is found out. The real one: test/conformance/device.test.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/setup/root.mjs';
import { builtProducts, type Built } from '../bench/built.ts';
import { loadCases, readRecording } from '../conformance/cases.ts';
import { knownDifferences } from '../conformance/known-differences.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import { Bench } from './bench.ts';
import { checkBoard, productOf, type ProductReport } from './check.ts';
import type { CheckedBoard, Early, Shown } from './checked-board.ts';
import { codeDisplaySteps } from './code-display-steps.ts';
import { codeReaderSteps } from './code-reader-steps.ts';
import { compared, type CaseResult } from './conformance-difference.ts';
import {
  conformanceLines,
  failuresOf,
  lastLine,
  nothingChecked,
  passedOf,
  productLines,
  stepLine,
  type InterpreterReport,
} from './report.ts';
import { takeSteps, type StepResult } from './step.ts';
import { VirtualCheckedBoard } from './virtual-board.ts';
import { liveYear } from './year.ts';

const everything = builtProducts();
const pixljs = everything.find(({ board }) => board.name === 'pixljs')!;

const check = async (board: CheckedBoard, built: Built): Promise<ProductReport> =>
  await checkBoard(board, built, () => {});
const failed = ({ steps }: ProductReport): StepResult[] => steps.filter(({ result }) => result === 'failed');
const reportOf = (product: ProductReport) => ({
  title: 'an interpreter',
  products: [product],
  conformance: [],
  years: [],
});

describe('npm run device-check', () => {
  const run = (args: readonly string[]): { readonly status: number | null; readonly stdout: string } => {
    const env = { ...process.env, ESPRUINO: '' };
    const script = join(root, 'tools', 'setup', 'run.mjs');
    return spawnSync(process.execPath, [script, join(root, 'test', 'device', 'main.ts'), ...args], {
      env,
      encoding: 'utf8',
    });
  };

  it('says in one line what to install when there is no interpreter, and that is no failure', () => {
    expect(run([])).toMatchObject({ status: 0, stdout: `${nothingChecked}\n` });
    expect(nothingChecked).toMatch(/Espruino for Linux from its maker .*npm run device-check -- --espruino PATH$/);
  });

  it('says in one line of another program that it is no interpreter, and what to install', () => {
    const program = join(mkdtempSync(join(tmpdir(), 'klarkode-no-espruino-')), 'program');
    writeFileSync(program, '#!/bin/sh\necho something else\n', { mode: 0o755 });
    const { status, stdout } = run(['--espruino', program]);
    rmSync(dirname(program), { recursive: true });
    expect(status).toBe(2);
    expect(stdout).toMatch(
      /^The check could not go on: .* does not start as an Espruino for Linux does, .*; get Espruino for Linux.*\n$/,
    );
  });

  it('refuses a board that there is not, and names those that there are', () => {
    const stdout = expect.stringMatching(
      /^There is no board "pixlsj"\. There are: .*\bpixljs\b.*\besp32-cyd\b/,
    ) as string;
    expect(run(['--board', 'pixlsj'])).toMatchObject({ status: 2, stdout });
  });

  it('refuses an option that it does not know, and an interpreter that is not there', () => {
    expect(run(['--what'])).toMatchObject({ status: 2, stdout: expect.stringContaining('--espruino PATH') as string });
    expect(run(['--espruino', 'nowhere/espruino'])).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('there is no Espruino interpreter at') as string,
    });
  });
});

describe('a check of nothing', () => {
  it('is no success, whatever the reason', () => {
    const board = { title: '', bundleBytes: 0, firmwareHash: '', notRun: 'no room', steps: [] };
    for (const products of [[], [board]]) {
      const reports = [{ title: 'an interpreter', products, conformance: [], years: [] }];
      expect(passedOf(reports)).toBe(0);
      expect(lastLine(reports)).toMatch(/^FAILED, nothing was checked: 0 steps passed/);
    }
  });
});

describe('the last line', () => {
  const step = (result: StepResult['result']): StepResult => ({ step: '', result, detail: '', seconds: 1 });
  const product = (steps: StepResult[], notRun?: string): ProductReport => {
    return { title: '', bundleBytes: 0, firmwareHash: '', notRun, steps };
  };
  const oneCase = (result: CaseResult['result']): CaseResult => ({ name: '', result, detail: [] });

  it('counts the conformance cases and the years beside the steps: what failed is in it', () => {
    const report: InterpreterReport = {
      title: 'an interpreter',
      products: [product([step('ok'), step('ok'), step('not run')]), product([], 'no room')],
      conformance: [oneCase('same'), oneCase('known'), oneCase('different'), oneCase('not run')],
      years: [
        { title: '', notRun: 'it takes an interpreter with more variables', steps: [] },
        { title: '', notRun: undefined, steps: [step('ok')] },
      ],
    };
    expect(lastLine([report])).toBe(
      '1 FAILED: 3 steps passed, 0 failed, 1 could not be run; 4 conformance cases, 1 failed, 1 not run; ' +
        '1 products not checked; 1 years not lived; on 1 interpreters.',
    );
  });

  it('leaves out what was not asked for', async () => {
    const year = await liveYear('', { variables: 7 } as Interpreter, pixljs, () => {});
    expect(year).toMatchObject({ notRun: expect.stringContaining('2950 variables') as string, steps: [] });
    const report = { title: '', products: [product([step('ok')])], conformance: [], years: [] };
    expect(lastLine([report])).toBe('All is well: 1 steps passed, 0 failed, 0 could not be run; on 1 interpreters.');
    expect(lastLine([{ ...report, years: [year] }])).toContain('; 1 years not lived; ');
  });
});

describe.each(everything.map((built) => [built.title, built] as const))('%s on the virtual board', (_title, built) => {
  it('passes every step, and its report says so', async () => {
    const report = await check(new VirtualCheckedBoard(built.board), built);
    expect(failed(report)).toEqual([]);
    const names = report.steps.map(({ step }) => step).join('\n');
    for (const part of ['flash', 'event-based', 'attacked', 'again', 'time-based', 'wipe']) {
      expect(names).toContain(part);
    }
    const notRun = report.steps.filter(({ result }) => result === 'not run');
    const { board } = built;
    const isFedByCable = board.products.includes('code-display') && board.serial.opensForCable !== true;
    expect(notRun.length).toBe(Number(board.hashes.sha512 === 'none') + Number(isFedByCable));
    expect(failuresOf([reportOf(report)])).toBe(0);
    expect(lastLine([reportOf(report)])).toMatch(/^All is well: \d+ steps passed, 0 failed/);
    expect(productLines(report)[1]).toMatch(
      /^code-(display|reader) on .+ \(bundle of [\d,]+ bytes, SHA-256 [0-9a-f]{8}\.\.\.\)$/,
    );
    expect(stepLine(report.steps.find(({ step }) => step === 'event-based code')!)).toMatch(
      /^ {2}ok {5}event-based code .* 755224(, seen and heard)?, as otplib/,
    );
  }, 120_000);
});

describe('a board that is not as it should be', () => {
  it('shows a wrong digit: every step with a code fails', async () => {
    const board = new VirtualCheckedBoard(pixljs.board);
    const press = board.press.bind(board);
    board.press = async (heldMs?: number): Promise<Shown> => {
      const shown = await press(heldMs);
      return { ...shown, texts: shown.texts.map((text) => text.replace(/^7/, '1')) };
    };
    const report = await check(board, pixljs);
    expect(failed(report).map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/^it shows 155224 for counter 0; otplib.*: 755224$/),
    );
    expect(failuresOf([reportOf(report)])).toBeGreaterThan(0);
    expect(lastLine([reportOf(report)])).toMatch(/^\d+ FAILED: /);
  }, 60_000);

  it('leaves its console open: the lock steps fail', async () => {
    const board = new VirtualCheckedBoard(pixljs.board);
    const restart = board.restart.bind(board);
    // Whoever starts it finds a start file that locks nothing and starts nothing.
    board.restart = async (early?: Early) => {
      await restart({
        ...early,
        change: (storage) => {
          early?.change?.(storage);
          storage.write('.boot0', 'print("nothing")');
        },
      });
    };
    const steps = failed(await check(board, pixljs)).map(({ step, detail }) => `${step}: ${detail}`);
    expect(steps).toContainEqual(expect.stringMatching(/^lock: locked console attacked.*it says/));
  }, 120_000);

  it('keeps its port open without a cable: the cable step fails', async () => {
    const board = new VirtualCheckedBoard(pixljs.board);
    // It never hears that the cable was pulled.
    board.plugCable = () => {};
    const wanted = codeDisplaySteps.filter(({ name }) => /^(flash with|event-based code|cable)/.test(name));
    const steps = await takeSteps(new Bench(board, productOf(pixljs)), wanted, () => {});
    await board.close();
    expect(steps.map(({ result }) => result)).toEqual(['ok', 'ok', 'failed']);
    expect(steps.at(-1)!.detail).toBe('its port is not closed after 130 s');
  }, 60_000);

  it('falls silent after two digits: a code reader fails', async () => {
    const reader = everything.find(({ board }) => board.audio !== undefined)!;
    const board = new VirtualCheckedBoard(reader.board);
    const takeSounds = board.takeSounds.bind(board);
    let left = 16_000;
    board.takeSounds = () =>
      takeSounds().map((run) => {
        left -= run.samples.length;
        return left > 0 ? run : { ...run, samples: run.samples.map(() => 0x80) };
      });
    const wanted = codeReaderSteps.filter(({ name }) => /^(flash with|settings|event-based code)/.test(name));
    const steps = await takeSteps(new Bench(board, productOf(reader)), wanted, () => {});
    await board.close();
    expect(steps.map(({ result }) => result)).toEqual(['ok', 'ok', 'failed']);
    expect(steps.at(-1)!.detail).toMatch(/^it shows 755224 and says "seven five/);
  }, 120_000);

  it("can't be flashed: nothing else is tried", async () => {
    const board = new VirtualCheckedBoard(pixljs.board);
    board.klarkode = async () => ({ exitCode: 3, out: '', err: 'Nothing answers.' });
    const { steps } = await check(board, pixljs);
    expect(steps[0]).toMatchObject({ result: 'failed', detail: 'klarkode flash ended with 3: Nothing answers.' });
    expect(new Set(steps.slice(1).map(({ result }) => result))).toEqual(new Set(['not run']));
  });
});

describe('the conformance cases beside each other', () => {
  const name = knownDifferences[0]!.in;
  const real = readRecording(name)!;
  const known = knownDifferences.filter((one) => one.in === name);
  const virtual = known.reduce((text, one) => text.replace(one.real, () => one.virtual), real);

  it('counts known differences apart, and shows every other line that differs', () => {
    const same = compared(name, real, virtual);
    expect(same).toEqual({ name, result: 'known', detail: [known[0]!.why] });
    expect(conformanceLines([same])).toContain(`  ok     ${name}: known to differ: ${known[0]!.why}`);
    const other = compared(name, real, virtual.replace('\n', ' changed\n'));
    expect(other).toMatchObject({ result: 'different' });
    expect(other.detail).toEqual([
      `line 1, real:    ${virtual.split('\n')[0]}`,
      `line 1, virtual: ${virtual.split('\n')[0]} changed`,
    ]);
    const lines = conformanceLines([other, { name: 'x', result: 'same', detail: [] }]).join('\n');
    expect(lines).toContain('2 cases, 1 the same, 0 with known differences alone, 1 different, 0 not run');
    expect(lines).toContain(`FAILED ${name}: line 1, real:`);
    expect(failuresOf([{ title: '', products: [], conformance: [other], years: [] }])).toBe(1);
    expect(loadCases().length).toBeGreaterThan(20);
  });

  it('says of a case that the interpreter broke down, and that it passed at the second try, or did not', () => {
    const brokeDown = 'ended by signal 11';
    expect(conformanceLines([{ name: 'promises', result: 'same', detail: [], brokeDown }])).toContain(
      '  ok     promises: ended by signal 11, passed at the second try',
    );
    expect(conformanceLines([{ name: 'x', result: 'different', detail: ['line 1'], brokeDown }]).slice(2)).toEqual([
      '  FAILED x: line 1',
      '         ended by signal 11, this at the second try',
    ]);
  });
});
