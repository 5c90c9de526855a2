// A code costs what it must: whatever a token was asked, once its panel is dark nothing runs but the clock, until the next key or
// byte. Its cable is out: a port that opens for one looks each minute whether it is still there (cable.test.ts). A day each; test/bench/dark-year.test.ts lets one of them sleep for a year.
import { describe, expect, it } from 'vitest';
import { boards } from '../../hardware/boards.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { Fob } from './fob.ts';
import { FobStation } from './station.ts';

const daySeconds = 86_400;
/** Longer than any page stays, or is spoken. */
const untilDarkSeconds = 300;

const on = (board: BoardDescription): Fob =>
  new Fob({ product: board.products[0]!, board, languages: ['en', 'da'], noise: () => 4 });

const hold = (fob: Fob, seconds: number): void => {
  fob.clock.advance(fob.hand.hold(fob.board.description.keys[0]!.name, seconds * 1000));
};

const situations: readonly (readonly [what: string, prepare: (fob: Fob) => void])[] = [
  ['blank', (fob) => hold(fob, 0.12)],
  [
    'with a time-based code, pressed for more than a second',
    (fob) => {
      const station = new FobStation(fob);
      expect(station.issue()).toBe('ok');
      expect(station.setClock(1234567890)).toBe('ok none');
      hold(fob, 1.5);
    },
  ],
  [
    'with an event-based code',
    (fob) => {
      expect(new FobStation(fob).issue({ eventBased: true })).toBe('ok');
      hold(fob, 0.12);
    },
  ],
  [
    'without the time',
    (fob) => {
      expect(new FobStation(fob).issue()).toBe('ok');
      fob.board.powerOff();
      fob.board.powerOn();
      fob.pass(1);
      hold(fob, 0.12);
    },
  ],
  [
    'with a session that nobody closed, and half a line on its wire',
    (fob) => {
      expect(new FobStation(fob).issue()).toBe('ok');
      fob.wire('s 1 stat');
    },
  ],
  [
    'after it was wiped',
    (fob) => {
      const station = new FobStation(fob);
      expect(station.issue()).toBe('ok');
      expect(station.ask('wipe')).toBe('ok');
      hold(fob, 0.12);
    },
  ],
  [
    'with a fault',
    (fob) => {
      new FlashStorage(fob.board.flash).erase('kk.id');
      fob.board.powerOff();
      fob.board.powerOn();
      fob.pass(1);
      hold(fob, 0.12);
      expect(fob.panel).toMatch(/Fault 2/);
    },
  ],
];

describe.each(boards.map((board) => [board.title, board] as const))('in the dark, nothing runs on a %s', (_, board) => {
  it.each(situations)('%s', (_what, prepare) => {
    const fob = on(board);
    prepare(fob);
    fob.board.plugCable(false);
    fob.pass(untilDarkSeconds);
    expect(fob.panel).toBe('dark');
    const { wakeUps, flashBytesWritten } = fob.board.figures;
    fob.pass(daySeconds);
    expect(fob.board.figures).toMatchObject({ wakeUps, flashBytesWritten });
    // It was alive all the time.
    hold(fob, 0.12);
    expect(fob.panel).not.toBe('dark');
  });
});
