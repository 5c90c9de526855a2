// `.boot0` on the virtual board: the console is locked first and always, and only a whole application starts.
import { beforeEach, describe, expect, it } from 'vitest';
import { bootText } from '../../../firmware/build/boot.ts';
import { crc32Of, sha256Of } from '../../../firmware/build/manifest.ts';
import { BoardOnTrial } from './on-board.ts';

const app = Buffer.from('(function(h){print("started "+h)})');
const boot = bootText({ crc32: crc32Of(app), sha256: sha256Of(app) });
const password = 'correct horse 012345';
const started = `started ${sha256Of(app).slice(0, 8)}`;

describe('.boot0', () => {
  let board: BoardOnTrial;
  beforeEach(() => {
    board = new BoardOnTrial();
    board.write('kk.pw', password);
    board.write('kk.app', app);
  });
  const install = (): string => {
    board.write('.boot0', boot);
    return board.restart();
  };
  const isLocked = (): boolean => {
    board.type('');
    return !board.type('\x10print(6*7)').includes('42');
  };

  it('starts the application with its hash, on a locked console', () => {
    expect(install()).toContain(started);
    expect(isLocked()).toBe(true);
  });

  it('opens for the password', () => {
    install();
    board.type(password);
    expect(board.run('print(6*7)')).toContain('42');
  });

  it('leaves no name in the global object', () => {
    const list = 'print(Object.keys(global).sort().join())';
    board.run('print(require("Storage"),E)');
    const before = board.run(list);
    install();
    board.type(password);
    expect(board.run(list)).toBe(before);
  });

  it('starts nothing while kk.hold is there', () => {
    board.write('kk.hold', '1');
    expect(install()).not.toContain('started');
    expect(isLocked()).toBe(true);
  });

  it.each([
    ['changed', Buffer.from(app.toString().replace('started', 'stirred'))],
    ['cut short', app.subarray(0, 20)],
  ])('starts nothing when kk.app is %s', (_how, content) => {
    board.write('kk.app', content);
    expect(install()).not.toMatch(/started|stirred/);
    expect(isLocked()).toBe(true);
  });

  it('starts nothing when kk.app is gone', () => {
    board.run('require("Storage").erase("kk.app")');
    install();
    expect(isLocked()).toBe(true);
  });

  it('stays shut for everyone without kk.pw', () => {
    board.run('require("Storage").erase("kk.pw")');
    install();
    for (const guess of ['', '\\n', '\r', 'undefined', password]) board.type(guess);
    expect(isLocked()).toBe(true);
  });

  it('keeps the password when kk.pw is written again', () => {
    install();
    board.type(password);
    board.write('kk.pw', 'x'.repeat(20));
    board.run('E.lockConsole()');
    expect(isLocked()).toBe(true);
    board.type(password);
    expect(board.run('print(6*7)')).toContain('42');
  });
});
