// A token whose store is full of used-up tallies shows a fault. The same firmware flashed again makes room, even though none of its
// files has changed, and the next code follows; however little room is left, to the byte at which the token can't say hello.
import { expect, it } from 'vitest';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { asFob, codeOnDisplay, rfcSecret } from './fob.ts';
import { Rehearsal } from './rehearsal.ts';

const headerBytes = 32;
const dayMs = 86_400_000;

/** Fills the store with what looks like used-up tallies. */
function leave(station: Rehearsal, leftBytes: number): void {
  const storage = new FlashStorage(station.board.flash);
  storage.write('junk', '\0'.repeat(storage.getFree() - leftBytes - headerBytes));
  storage.erase('junk');
}

it.each([
  // What used-up tallies left on a Pixl.js is between 0 and a tally's size.
  { leftBytes: 1000, tries: 1 },
  { leftBytes: 400, tries: 1 },
  { leftBytes: 300, tries: 2 },
])('klarkode flash makes room on a token with $leftBytes bytes left', async ({ leftBytes, tries }) => {
  const station = new Rehearsal();
  await station.klarkode(asFob);
  await station.klarkode(['issue', '--type', 'hotp', '--secret-stdin'], { standardInput: `${rfcSecret}\n` });
  expect(codeOnDisplay(station)).toBe('755224');
  const free = (): number => new FlashStorage(station.board.flash).getFree();
  station.board.powerOff();
  leave(station, leftBytes);
  for (let left = tries; left > 0; left--) {
    station.powerCycle();
    const run = await station.klarkode(asFob);
    if (left > 1) {
      expect(run).toMatchObject({ exitCode: 4 });
      expect(run.err).toContain('take its power away, give it back, and run the same command again');
      continue;
    }
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.out).toContain('There is no room left beside what is stored');
  }
  expect(free()).toBeGreaterThan(10_000);
  expect(codeOnDisplay(station)).toBe('287082');
  station.end();
});

it('a forced step that a full store has no room for moves the clock: the technician is told so, and what to do', async () => {
  const station = new Rehearsal();
  await station.klarkode(asFob);
  await station.klarkode(['issue', '--secret-stdin'], { standardInput: `${rfcSecret}\n` });
  leave(station, 20);
  const later = new Date(1234567890000 + 30 * dayMs).toISOString();
  const forced = await station.klarkode(['clock', '--force', '--now', later]);
  expect(forced.exitCode).toBe(4);
  expect(forced.err).toMatch(/\(error 40\)\. Its clock may have moved all the same, .* full, so run "klarkode flash"/);
  const log = async (): Promise<unknown> =>
    (await station.klarkode(['status', '--details', '--json'])).json.at(-1)?.['details'];
  expect(await log()).toMatchObject({ forcedSteps: { count: 1 } });
  const flash = [...asFob, '--serial-number', 'KK-0000013'];
  for (let tries = 0; tries < 2; tries++) {
    station.powerCycle();
    if ((await station.klarkode(flash)).exitCode === 0) break;
  }
  expect(await log()).toMatchObject({ forcedSteps: { count: 0 } });
  // There is room for it now.
  const again = await station.klarkode(['clock', '--force', '--now', later]);
  expect(again.exitCode, again.err).toBe(0);
  expect(await log()).toMatchObject({ forcedSteps: { count: 1 } });
  station.end();
});
