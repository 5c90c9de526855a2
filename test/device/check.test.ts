// The device check itself: without an interpreter it says what to get; with the virtual board in an interpreter's place every
// board passes every step; and a board that is not as it should be is found out. The real one: test/conformance/device.test.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/setup/root.mjs';
import { builtProducts, type Built } from '../bench/built.ts';
import { Bench } from './bench.ts';
import { checkBoard, productOf, type ProductReport } from './check.ts';
import type { CheckedBoard, Early, Shown } from './checked-board.ts';
import { codeDisplaySteps } from './code-display-steps.ts';
import { codeReaderSteps } from './code-reader-steps.ts';
import { failuresOf, lastLine, nothingChecked, productLines, stepLine } from './report.ts';
import { takeSteps, type StepResult } from './step.ts';
import { VirtualCheckedBoard } from './virtual-board.ts';

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
