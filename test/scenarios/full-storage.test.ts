// Somebody with a cable and an hour fills Storage: every hello after a power-on takes room that is not given back. Nothing
// tidies it but the technician, so no file ever moves, the lock stays where it is, and the secret behind it.
import { expect, it } from 'vitest';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { Fob } from './fob.ts';
import { FobStation } from './station.ts';

it('a store filled over the wire keeps its files where they are, its lock, and the credential', () => {
  const fob = new Fob({ languages: ['en'] });
  new FobStation(fob).issue({ eventBased: true });
  expect(fob.press().replace(' / ', '')).toBe('755224');
  const storage = new FlashStorage(fob.board.flash);
  const places = (): string =>
    storage
      .list()
      .flatMap((name) => [name, storage.mapped(name)?.address])
      .join();
  const core = (): string => places().replace(/,kk\.b[01],\d+/g, '');
  const before = core();
  const erasedBefore = fob.board.flash.pagesErased;
  let starts = 0;
  let answer = '';
  do {
    fob.board.powerOff();
    fob.board.powerOn();
    fob.pass(0.5);
    answer = fob.wire('hello*3610a686\n', 1);
    starts++;
  } while (answer.startsWith('ok ') && starts < 1000);
  expect(starts).toBeGreaterThan(200);
  expect(starts).toBeLessThan(1000);
  expect(fob.board.flash.pagesErased).toBe(erasedBefore);
  expect(core()).toBe(before);
  // The wire is the locked console's now: the technician's password opens it, nothing else does.
  expect(fob.wire('\n\x10print(1+1)\n')).toContain('Invalid password');
  expect(fob.press().replace(' / ', '')).toBe('287082');
}, 120_000);
