// How long `npm start` takes on an installed checkout, firmware built anew included, until the desk's page
// shows a token that is ready to be pressed. Whoever runs it waits that long, so it is measured from outside.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../tools/setup/root.mjs';
import type { Figure } from './figure.ts';

const givenUpAfterMs = 60_000;

export async function startToPage(): Promise<readonly Figure[]> {
  // Without it, the firmware counts as not built.
  rmSync(join(root, 'dist', 'firmware.sha256'), { force: true });
  const state = mkdtempSync(join(tmpdir(), 'klarkode-bench-'));
  const startMs = performance.now();
  const desk = spawn(process.execPath, [join(root, 'tools/setup/start.mjs'), '--state', state], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const address = await firstAddress(desk);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    await response.text();
    const seconds = (performance.now() - startMs) / 1000;
    return [
      { title: 'npm start to the page, first build included', value: seconds, unit: 's', budget: 15, bound: 'at most' },
    ];
  } finally {
    const ended = new Promise((resolve) => desk.once('exit', resolve));
    if (desk.exitCode === null && desk.kill('SIGTERM')) await ended;
    rmSync(state, { recursive: true, force: true });
  }
}

/** The first http address that the desk prints. */
function firstAddress(desk: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`no address within ${givenUpAfterMs / 1000} s`)), givenUpAfterMs);
    const read = (bytes: Buffer): void => {
      printed += bytes.toString('utf8');
      const address = /http:\/\/[\w.:[\]-]+\/?/.exec(printed)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    desk.stdout?.on('data', read);
    desk.stderr?.on('data', read);
    desk.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`npm start ended with code ${code}: ${printed.trim().split('\n').at(-1) ?? ''}`));
    });
  });
}
