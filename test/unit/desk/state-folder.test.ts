// The folder that keeps a board between runs, and its lock.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Flash } from '../../../simulator/board/flash.ts';
import { StateFolder } from '../../../simulator/desk/state-folder.ts';

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'klarkode-state-')), 'state');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

describe('the state folder', () => {
  it('gives the next run the flash that the last one left, and keeps it from other users', () => {
    const first = new StateFolder(folder);
    expect(first.readFlashImage(64)).toBeUndefined();
    const flash = new Flash(64, 64);
    first.keep(flash);
    flash.write(3, Uint8Array.of(1, 2));
    first.close();
    expect(statSync(join(folder, 'flash.bin')).mode & 0o077).toBe(0);

    const second = new StateFolder(folder);
    expect(second.readFlashImage(64)).toEqual(flash.bytes);
    second.close();
  });

  it('is one simulator’s at a time', () => {
    const first = new StateFolder(folder);
    expect(() => new StateFolder(folder)).toThrow(`another simulator (process ${process.pid}) uses ${folder}`);
    first.close();
    new StateFolder(folder).close();
  });

  it('outlives a simulator that was killed: its lock counts no longer', () => {
    const first = new StateFolder(folder);
    first.close();
    // A process number that is running, but was another process when the lock was written.
    writeFileSync(join(folder, 'lock'), `${process.pid} 1\n`);
    new StateFolder(folder).close();
    writeFileSync(join(folder, 'lock'), '999999999 1\n');
    new StateFolder(folder).close();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('is made with the folders above it, and refused in one sentence where it can’t be', () => {
    new StateFolder(join(folder, 'further', 'down')).close();
    expect(statSync(folder).mode & 0o077).toBe(0);
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    expect(() => new StateFolder(file)).toThrow(`${file} is not a folder; choose another with --state`);
    expect(() => new StateFolder(join(file, 'below'))).toThrow("can't be made; choose another with --state");
  });

  // As a process of its own: what this guards against is a loop that no timer can interrupt.
  it.skipIf(!existsSync('/proc')).each(['simulate', 'main'])(
    'is not looked for without end by %s.ts',
    (program) => {
      const file = fileURLToPath(new URL(`../../../simulator/desk/${program}.ts`, import.meta.url));
      const { status, stderr } = spawnSync(process.execPath, ['--import', loader, file, '--state', '/proc/nope'], {
        encoding: 'utf8',
        timeout: 30_000,
      });
      expect(stderr).toMatch(
        /the state folder \/proc\/nope(\/code-display)? can't be made; choose another with --state\.$/m,
      );
      expect(status).toBe(2);
    },
    60_000,
  );

  it('refuses an image of another size by name, and leaves it alone', () => {
    const state = new StateFolder(folder);
    writeFileSync(join(folder, 'flash.bin'), 'short');
    expect(() => state.readFlashImage(64)).toThrow('flash.bin has 5 bytes, this board’s flash 64'.replace('’', "'"));
    state.close();
    expect(readFileSync(join(folder, 'flash.bin'), 'utf8')).toBe('short');
  });
});
