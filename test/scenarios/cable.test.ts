// A token that lives on a coin cell keeps its serial port closed until a cable is plugged in, and closes it within two minutes
// after the cable was pulled: an open one would empty the cell in days. The built bundle on the virtual board.
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../firmware/core/crc32.ts';
import { encodeLine } from '../../firmware/core/protocol/line.ts';
import { boards } from '../../hardware/boards.ts';
import { createBoard } from '../../simulator/board/create.ts';
import { VirtualClock } from '../../simulator/board/clock.ts';
import { Fob, flashedImage } from './fob.ts';
import { FobStation } from './station.ts';

const lookSeconds = 60;
const daySeconds = 86_400;
const hello = `\n${encodeLine(crc32, 'hello')}\n`;
const answer = /ok klarkode/;

const inTheDrawer = (fob: Fob): Fob => {
  fob.board.plugCable(false);
  // It looks once a minute, and leaves out the look after an answer.
  fob.pass(2 * lookSeconds);
  expect(fob.board.serialOpen).toBe(false);
  return fob;
};

describe.each(boards.filter(({ serial }) => serial.opensForCable))('the cable of a $title', (board) => {
  const fobOn = (): Fob => new Fob({ board, product: board.products[0]! });

  it('is there at the start: the port is open, and answers as long as it stays', () => {
    const fob = fobOn();
    expect(fob.board.serialOpen).toBe(true);
    expect(fob.wire(hello)).toMatch(answer);
    fob.pass(daySeconds);
    expect(fob.board.serialOpen).toBe(true);
    expect(fob.wire(hello)).toMatch(answer);
  });

  it('is not there at the start: the port stays closed, and nothing runs in a day', () => {
    const options = { board, product: board.products[0]! };
    const clock = new VirtualClock();
    const token = createBoard({ description: board, clock, flash: flashedImage(options) });
    token.plugCable(false);
    token.powerOn();
    clock.advance(1000);
    expect(token.serialOpen).toBe(false);
    const { wakeUps } = token.figures;
    clock.advance(daySeconds * 1000);
    expect(token.figures.wakeUps).toBe(wakeUps);
    token.plugCable(true);
    clock.advance(1000);
    expect(token.serialOpen).toBe(true);
  });

  it('is pulled: the port is closed within two minutes, whatever was under way', () => {
    const fob = fobOn();
    const station = new FobStation(fob);
    expect(station.issue()).toBe('ok');
    fob.wire('s 1 stat', 0.1);
    inTheDrawer(fob);
    const { wakeUps } = fob.board.figures;
    fob.pass(daySeconds);
    expect(fob.board.figures.wakeUps).toBe(wakeUps);
  });

  it('is plugged in again: no press is needed, and the first line is answered', () => {
    const fob = inTheDrawer(fobOn());
    fob.board.plugCable(true);
    fob.pass(0.1);
    expect(fob.board.serialOpen).toBe(true);
    expect(fob.panel).toBe('dark');
    expect(fob.wire(hello)).toMatch(answer);
    expect(new FobStation(fob).issue()).toBe('ok');
    inTheDrawer(fob);
  });

  it('scratches along its contacts: the port opens when it sits', () => {
    const fob = inTheDrawer(fobOn());
    for (let i = 0; i < 5; i++) {
      fob.board.plugCable(true);
      fob.pass(0.003);
      fob.board.plugCable(false);
      fob.pass(0.002);
    }
    expect(fob.board.serialOpen).toBe(false);
    fob.board.plugCable(true);
    fob.pass(0.1);
    expect(fob.wire(hello)).toMatch(answer);
  });

  it('is pulled and plugged in between two looks: nothing is lost', () => {
    const fob = fobOn();
    expect(fob.wire(hello)).toMatch(answer);
    fob.board.plugCable(false);
    fob.pass(5);
    fob.board.plugCable(true);
    expect(fob.wire(hello)).toMatch(answer);
  });

  it('carries what is said for longer than a minute: no look tears an answer', () => {
    const fob = fobOn();
    for (let beforeLook = 0.01; beforeLook < 0.4; beforeLook += 0.02) {
      // The looks come at whole minutes since the start.
      fob.pass(1.5 * lookSeconds - ((fob.clock.nowMs / 1000) % lookSeconds));
      expect(fob.wire(hello)).toMatch(answer);
      fob.pass(lookSeconds - ((fob.clock.nowMs / 1000) % lookSeconds) - beforeLook);
      expect(fob.wire(hello)).toMatch(/ok klarkode .*\*[0-9a-f]{8}\n$/);
    }
  });

  it('picks up nonsense after it was pulled from its other end: that does not hold the port open', () => {
    const fob = fobOn();
    const heard = fob.wire('nonsense\n');
    expect(heard).toMatch(/^error 10/);
    fob.pass(lookSeconds - 10);
    fob.wire('nonsense\n', 2);
    fob.board.plugCable(false);
    fob.pass(lookSeconds);
    expect(fob.board.serialOpen).toBe(false);
  });

  it('does not reach a press: code and costs are the same with it and without', () => {
    const press = (plugged: boolean): { seen: string; wakeUps: number } => {
      const fob = fobOn();
      const station = new FobStation(fob);
      expect(station.issue()).toBe('ok');
      expect(station.setClock(1234567890)).toBe('ok none');
      fob.board.plugCable(plugged);
      if (!plugged) fob.pass(3 * lookSeconds);
      const { wakeUps } = fob.board.figures;
      const seen = fob.press();
      return { seen: seen.replace(/\d+ s$/, ''), wakeUps: fob.board.figures.wakeUps - wakeUps };
    };
    expect(press(false).wakeUps).toBe(press(true).wakeUps);
  });

  it('of a token in maintenance keeps its console: the port is not touched any more', () => {
    const fob = fobOn();
    expect(new FobStation(fob).ask('maintenance')).toBe('ok');
    fob.pass(3);
    const { wakeUps } = fob.board.figures;
    fob.pass(10 * lookSeconds);
    expect(fob.board.figures.wakeUps).toBe(wakeUps);
    expect(fob.wire('\n')).toMatch(/password>/);
  });
});

it('boards that are fed through their cable keep their port open', () => {
  for (const board of boards.filter(({ serial }) => !serial.opensForCable)) {
    const fob = new Fob({ board, product: board.products[0]! });
    fob.board.plugCable(false);
    fob.pass(3 * lookSeconds);
    expect(fob.board.serialOpen).toBe(true);
    fob.board.plugCable(true);
    expect(fob.wire(hello)).toMatch(answer);
  }
});
