// How wrong a token's clock may be is a fact of its board: whatever board it is, out of the box it counts with that board's worst
// case, asks to have its clock set before its codes could fall out of a verifier's window, and shows none when it is unsure.
import { describe, expect, it } from 'vitest';
import { boards } from '../../hardware/boards.ts';
import { Fob } from './fob.ts';
import { FobStation } from './station.ts';

/** A verifier that takes the codes of one step of 30 s either way takes those of a clock that is less wrong than this. */
const windowSeconds = 30;
/** From this error on there is no code, as the token comes. */
const unsureSeconds = 180;
/** What the setting of a clock may be off by. */
const wireSeconds = 0.2;
/** The beginning of a period. */
const pressUtcSeconds = 1234567890;

const boundSetting = 1;
const boundOf = (station: FobStation): number => Number(station.ask('settings').split(' ')[1 + boundSetting]);

const productsOnBoards = boards.flatMap((board) => board.products.map((product) => ({ product, board })));

describe.each(productsOnBoards)('$product on $board.title', ({ product, board }) => {
  const { boundPpm } = board.oscillator;
  const token = (): Fob => new Fob({ product, board, languages: ['en'] });

  /** What a press shows when the worst oscillator that such a board may have is off by so much since the clock was set. */
  const shownWhenOffBy = (seconds: number): string => {
    const fob = token();
    const station = new FobStation(fob);
    expect(station.issue()).toBe('ok');
    const elapsedSeconds = Math.ceil((seconds / boundPpm) * 1e6);
    const untilMs = fob.clock.nowMs + (elapsedSeconds + 1) * 1000;
    expect(station.setClock(pressUtcSeconds - elapsedSeconds)).toBe('ok none');
    fob.pass((untilMs - fob.clock.nowMs) / 1000);
    fob.clock.advance(fob.hand.hold(board.keys[0]!.name, 120));
    return fob.panel;
  };

  it('has a worst case of its own, tells it, and can be told it again after another one', () => {
    const fob = token();
    const station = new FobStation(fob);
    expect(boundPpm).toBeGreaterThan(0);
    expect(boundOf(station)).toBe(boundPpm);
    expect(station.ask(`set ${boundSetting} ${boundPpm + 1}`)).toBe('ok');
    expect(boundOf(station)).toBe(boundPpm + 1);
    expect(station.ask(`set ${boundSetting} ${boundPpm}`)).toBe('ok');
    fob.board.powerOff();
    fob.board.powerOn();
    fob.pass(1);
    expect(boundOf(new FobStation(fob))).toBe(boundPpm);
  });

  it('asks to have its clock set when it may be off by half a window, and not a tenth of that before', () => {
    expect(shownWhenOffBy((windowSeconds / 2) * 0.9 - wireSeconds)).toMatch(/^\d{3} \/ \d{3} \/ \d+ s$/);
    const warned = shownWhenOffBy(windowSeconds / 2);
    expect(warned).toMatch(/^\d{3} \/ \d{3} \//);
    expect(warned).toMatch(/\/ Have (the )?clock( \/)? set/);
  });

  it('shows no code when it may be off by more than is allowed', () => {
    expect(shownWhenOffBy(unsureSeconds - 2 * wireSeconds)).toMatch(/^\d{3} \/ \d{3} \//);
    expect(shownWhenOffBy(unsureSeconds)).toMatch(/^Time unsure \/ \D+$/);
  });
});
