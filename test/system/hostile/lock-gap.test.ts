// A board with room for new firmware beside the old keeps its credential in flash meanwhile. While its start file is replaced, which is what
// locks the console, the power fails: the console must be locked all the same.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { FlashStorage } from '../../../simulator/board/storage.ts';
import { tracesOf } from '../../scenarios/cuts/secret-traces.ts';
import { codeOnDisplay, issueRfc, rfcInstant } from '../fob.ts';
import type { Snapshot } from '../rehearsal.ts';
import { HostileStation, secret } from './hostile-station.ts';

const asPico = ['flash', '--product', 'code-display', '--board', 'pico'];
const many = 1e9;

let inUse: Snapshot;
/** Steps of new firmware (bytes written, pages erased) until the start file's turn, and in all. */
let untilStart = 0;
let inAll = 0;

beforeAll(async () => {
  const first = new HostileStation('pico');
  await first.must(...asPico);
  expect((await issueRfc(first)).exitCode).toBe(0);
  inUse = first.snapshot();
  first.renewFirmware();
  const done = (): number => many - first.board.flash.stepsUntilPowerCut!;
  first.board.flash.stepsUntilPowerCut = many;
  first.onBytesToBoard = (bytes) => {
    if (untilStart === 0 && Buffer.from(bytes).includes('kf=".boot0"')) untilStart = done();
  };
  expect((await first.must(...asPico)).out).not.toMatch(/emptying/);
  inAll = done();
  first.end();
});
afterAll(() => {
  rmSync(inUse.folder, { recursive: true });
});

let station: HostileStation;
beforeEach(() => {
  station = new HostileStation('pico');
  station.restore(inUse);
  station.renewFirmware();
});
afterEach(() => {
  station.end();
});

// Removing the old one, its header, its text to the last byte, and removing what stood guard.
it.each([-1, 1, 30, 220, 262, 300])('a cut %i steps into it leaves a lock', async (step) => {
  expect(untilStart + step).toBeLessThan(inAll);
  station.board.flash.stepsUntilPowerCut = untilStart + step;
  expect((await station.klarkode(asPico)).exitCode).toBe(3);
  station.powerCycle();
  expect(tracesOf(secret, station.board.flash.bytes)).not.toEqual([]);
  expect(station.say('print("<"+"open>")')).not.toContain('<open>');
  await station.must(...asPico, '--now', rfcInstant);
  expect(codeOnDisplay(station)).toMatch(/^\d{8}$/);
  // Nothing stands guard any more: it would lock a board for good whose password is gone.
  expect(new FlashStorage(station.board.flash).read('.boot1')).toBeUndefined();
});
