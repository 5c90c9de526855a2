// klarkode clock against the virtual board: the time comes back after a loss of power, the credential stays.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeOnDisplay, flashedFob, issueRfc, rfcCode, rfcInstant } from './fob.ts';
import { Rehearsal, type Snapshot } from './rehearsal.ts';

let station: Rehearsal;
let flashed: Snapshot;

beforeAll(async () => {
  flashed = await flashedFob();
});
afterAll(() => {
  rmSync(flashed.folder, { recursive: true });
});
beforeEach(async () => {
  station = new Rehearsal();
  station.restore(flashed);
  expect((await issueRfc(station)).exitCode).toBe(0);
});
afterEach(() => {
  station.end();
});

it('sets a clock that was lost, and the token shows the codes of its credential again', async () => {
  station.board.powerOff();
  station.board.powerOn();
  station.clock.advance(2000);
  const run = await station.klarkode(['clock', '--now', rfcInstant]);
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.out).toMatch(/had lost the time; its clock is set/);
  expect(codeOnDisplay(station)).toBe(rfcCode);
});

it('refuses a large step without --force, and tells how far it moved with it', async () => {
  const later = new Date(Date.parse(rfcInstant) + 3_600_000).toISOString();
  const refused = await station.klarkode(['clock', '--now', later]);
  expect(refused.exitCode).not.toBe(0);
  expect(refused.err).toMatch(/--force/);
  expect(codeOnDisplay(station)).toBe(rfcCode);
  const forced = await station.klarkode(['clock', '--now', later, '--force']);
  expect(forced).toMatchObject({ exitCode: 0 });
  expect(forced.out).toMatch(/moved by 3[56]\d\d\.\d s/);
});
