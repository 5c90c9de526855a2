// How long `npm start` takes on an installed checkout, firmware built anew: until the page is there, and, on the very
// first start, until the demonstration token is flashed, issued and activated. Seen from outside, as a page sees it.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { ToPage } from '../../simulator/desk/messages.ts';
import { root } from '../../tools/setup/root.mjs';
import type { Figure } from './figure.ts';

const budgetSeconds = 15;
const givenUpAfterMs = 120_000;

export async function startToPage(): Promise<readonly Figure[]> {
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
    await inTime(tokenReady(address), 'token that is ready');
    const tokenSeconds = secondsSoFar();
    const budget = { unit: 's', budget: budgetSeconds, bound: 'at most' } as const;
    return [
      { title: 'npm start to the page, firmware built anew', value: pageSeconds, ...budget },
      { title: 'first npm start to an activated token', value: tokenSeconds, ...budget },
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

/** Listens as a page does until every step of the token's preparation is done. */
function tokenReady(address: string): Promise<void> {
  const { origin, host } = new URL(address);
  const page = new WebSocket(`ws://${host}/wire`, { origin });
  return new Promise<void>((resolve, reject) => {
    page.on('error', reject);
    page.on('close', () => reject(new Error('the desk closed the connection')));
    page.on('message', (text: Buffer) => {
      const message = JSON.parse(text.toString('utf8')) as ToPage;
      if (message.kind !== 'steps' || message.steps.length === 0) return;
      const failed = message.steps.find((step) => step.state === 'failed');
      if (failed !== undefined) reject(new Error(`${failed.title}: ${failed.detail}`));
      if (message.steps.every((step) => step.state === 'done')) resolve();
    });
  }).finally(() => page.terminate());
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
