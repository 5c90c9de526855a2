// How long `npm start` takes on an installed checkout, firmware built anew: until the page is there, which has a budget; and, seen
// from outside as a page sees it, until the demonstration tokens are flashed, issued and activated. The voices that a first start
// makes too are kept afterwards (firmware/voice/kept.ts): what they take is shown by itself.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { makeVoices } from '../../firmware/voice/voices.ts';
import { boards } from '../../hardware/boards.ts';
import type { FromToken } from '../../simulator/desk/messages.ts';
import { ensureFirmware } from '../../tools/setup/firmware.mjs';
import { root } from '../../tools/setup/root.mjs';
import type { Figure } from './figure.ts';

/** To the page: since there was a page. Then there were no voices, and one token to get ready. */
const budgetSeconds = 15;
const givenUpAfterMs = 120_000;
/** The desk has a token of each. */
const products = new Set(boards.flatMap((board) => board.products));

export async function startToPage(): Promise<readonly Figure[]> {
  // From now on the voices are kept.
  if (!(await ensureFirmware())) throw new Error('the firmware could not be built');
  const voicesSeconds = await secondsFor(() => makeVoices({ languages: readerLanguages }));
  const [load = 0] = loadavg();
  // Without it, the firmware counts as not built.
  rmSync(join(root, 'dist', 'firmware.sha256'), { force: true });
  const state = mkdtempSync(join(tmpdir(), 'klarkode-bench-'));
  const startMs = performance.now();
  const secondsSoFar = (): number => (performance.now() - startMs) / 1000;
  const desk = spawn(process.execPath, [join(root, 'tools/setup/start.mjs'), '--state', state], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const address = await inTime(firstAddress(desk), 'address of the page');
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    await response.text();
    const pageSeconds = secondsSoFar();
    await inTime(tokensReady(address, products.size), 'tokens that are ready');
    const tokenSeconds = secondsSoFar();
    const inSeconds = { unit: 's', bound: 'at most' } as const;
    return [
      {
        title: 'npm start to the page, firmware built anew',
        value: pageSeconds,
        ...inSeconds,
        budget: budgetSeconds,
        note: `what else ran here counts: load ${load.toFixed(1)} on ${availableParallelism()} processors`,
      },
      { title: 'that start, to activated tokens', value: tokenSeconds, ...inSeconds, note: 'not judged' },
      {
        title: 'the first start on a machine also makes the voices',
        value: voicesSeconds,
        ...inSeconds,
        note: 'not judged',
      },
    ];
  } finally {
    const ended = new Promise((resolve) => desk.once('exit', resolve));
    if (desk.exitCode === null && desk.kill('SIGTERM')) await ended;
    rmSync(state, { recursive: true, force: true });
  }
}

/** The first http address that the desk prints. */
function firstAddress(desk: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (bytes: Buffer): void => {
      printed += bytes.toString('utf8');
      const address = /http:\/\/[\w.:]+\//.exec(printed)?.[0];
      if (address !== undefined) resolve(address);
    };
    desk.stdout?.on('data', read);
    desk.stderr?.on('data', read);
    desk.once('exit', (code) => {
      reject(new Error(`npm start ended with code ${code}: ${printed.trim().split('\n').at(-1) ?? ''}`));
    });
  });
}

/** Listens as a page does until every step of every token's preparation is done. Rejects when one failed. */
export function tokensReady(address: string, tokens: number): Promise<void> {
  const { origin, host } = new URL(address);
  const page = new WebSocket(`ws://${host}/wire`, { origin });
  const ready = new Map<string, boolean>();
  return new Promise<void>((resolve, reject) => {
    page.on('error', reject);
    page.on('close', () => reject(new Error('the desk closed the connection')));
    page.on('message', (text: Buffer) => {
      const { token, message } = JSON.parse(text.toString('utf8')) as FromToken;
      if (message.kind !== 'steps') return;
      const failed = message.steps.find((step) => step.state === 'failed');
      if (failed !== undefined) reject(new Error(`${failed.title}: ${failed.detail}`));
      ready.set(token, message.steps.length > 0 && message.steps.every((step) => step.state === 'done'));
      if (ready.size === tokens && [...ready.values()].every(Boolean)) resolve();
    });
  }).finally(() => page.terminate());
}

async function secondsFor(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return (performance.now() - startMs) / 1000;
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} within ${givenUpAfterMs / 1000} s`)), givenUpAfterMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
