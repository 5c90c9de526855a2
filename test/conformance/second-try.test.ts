// The real interpreter may break down once while it reads a case, and then the case is played again; whatever else goes wrong stays wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCases } from './cases.ts';
import type { BoardConsole } from './play.ts';
import { openRealConsole } from './real-console.ts';
import { InterpreterEnded } from './real-espruino.ts';
import { playReal } from './second-try.ts';
import { openVirtualConsole } from './virtual-console.ts';

const example = loadCases().find(({ realOnly, kind }) => realOnly === undefined && kind === 'script')!;

/** Consoles of which the first ones end with that signal as soon as something is waited for; and how many there were. */
function consoles(breakdowns: number, signal: number | undefined): { open(): Promise<BoardConsole>; opened: number } {
  const made = {
    opened: 0,
    open: async (): Promise<BoardConsole> => {
      const board = openVirtualConsole();
      if (++made.opened > breakdowns) return board;
      return {
        ...board,
        waitFor: () => Promise.reject(new InterpreterEnded('it ended', signal)),
        close: () => board.close(),
      };
    },
  };
  return made;
}

test('ended by a signal at the first try, it is played once more, and that is said', async () => {
  const broken = consoles(1, 11);
  const whole = await playReal(consoles(0, 11).open, example);
  expect(whole.brokeDown).toBeUndefined();
  expect(await playReal(broken.open, example)).toEqual({ printed: whole.printed, brokeDown: 'ended by signal 11' });
  expect(broken.opened).toBe(2);
});

test('ended by a signal twice, it fails', async () => {
  const broken = consoles(2, 11);
  await expect(playReal(broken.open, example)).rejects.toThrow('it ended');
  expect(broken.opened).toBe(2);
});

test('ended by itself, it fails at once', async () => {
  const broken = consoles(1, undefined);
  await expect(playReal(broken.open, example)).rejects.toThrow('it ended');
  expect(broken.opened).toBe(1);
});

test.each([
  ['is killed by a segmentation fault', 'kill -SEGV $$', 'was ended by signal 11 before'],
  ['ends by itself', 'exit 0', 'ended before'],
])('a process that %s is told from others', async (_what, last, message) => {
  const program = join(mkdtempSync(join(tmpdir(), 'klarkode-ends-')), 'program');
  writeFileSync(program, `#!/bin/sh\nprintf 'Added SIGTERM hook\\r\\n'\n${last}\n`, { mode: 0o755 });
  try {
    await expect(playReal(() => openRealConsole(program), example)).rejects.toThrow(message);
  } finally {
    rmSync(dirname(program), { recursive: true });
  }
});
