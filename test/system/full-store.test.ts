// A token whose store is full of used-up tallies shows a fault. The same firmware flashed again makes room, even though none of its
// files has changed, and the next code follows; however little room is left, to the byte at which the token can't say hello.
import { expect, it } from 'vitest';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { asFob, codeOnDisplay, rfcSecret } from './fob.ts';
import { Rehearsal } from './rehearsal.ts';

const headerBytes = 32;

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
  const storage = new FlashStorage(station.board.flash);
  storage.write('junk', '\0'.repeat(free() - leftBytes - headerBytes));
  storage.erase('junk');
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
