// World time, battery and oscillator around a board, and what eyes see of it.
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../simulator/board/clock.ts';
import { panelBits, panelPicture, readableStrings } from '../../../simulator/world/eyes.ts';
import { World } from '../../../simulator/world/world.ts';
import { FakeBoard } from './fake-board.ts';

const rfcTime = Date.UTC(2009, 1, 13, 23, 31, 30);

function stillWorld(board: FakeBoard): World {
  const time = new VirtualClock();
  return new World(board, rfcTime, { nowMs: () => time.nowMs, after: (ms, run) => time.after(ms, run) });
}

describe('a world', () => {
  it('starts at the given UTC time and moves with its clock', () => {
    const board = new FakeBoard();
    board.clock.advance(5000);
    const world = stillWorld(board);
    expect(new Date(world.utcMs()).toISOString()).toBe('2009-02-13T23:31:30.000Z');
    world.pacer.jump(86_400_000);
    expect(new Date(world.utcMs()).toISOString()).toBe('2009-02-14T23:31:30.000Z');
  });

  it('can be given another calendar time, of which the board notices nothing', () => {
    const board = new FakeBoard();
    const world = stillWorld(board);
    world.pacer.jump(5000);
    world.setUtcMs(rfcTime);
    expect(world.utcMs()).toBe(rfcTime);
    expect(board.clock.nowMs).toBe(5000);
  });

  it('feeds the board between the battery’s two ends', () => {
    const board = new FakeBoard();
    const world = stillWorld(board);
    world.setBatteryPercent(0);
    expect(board.millivolts).toBe(2200);
    world.setBatteryPercent(50);
    expect(board.millivolts).toBe(2500);
    expect(() => world.setBatteryPercent(101)).toThrow('0 to 100');
    expect(world.batteryPercent).toBe(50);
  });

  it('bends the oscillator, within reason', () => {
    const board = new FakeBoard();
    const world = stillWorld(board);
    world.setOscillatorPpm(-40);
    expect(board.ppm).toBe(-40);
    expect(() => world.setOscillatorPpm(5000)).toThrow('1000 ppm');
  });

  it('waits in world time', async () => {
    const world = stillWorld(new FakeBoard());
    let passed = false;
    const waiting = world.pass(200).then(() => (passed = true));
    world.pacer.jump(199);
    await Promise.resolve();
    expect(passed).toBe(false);
    world.pacer.jump(1);
    await waiting;
    expect(passed).toBe(true);
  });
});

describe('eyes', () => {
  const frame = (lit: boolean) => ({
    lit,
    strings: ['755', ' ', '224'].map((text, x) => ({ text, x, y: 0, font: 'digits' })),
  });

  it('read what is drawn, in order, and nothing on a dark panel', () => {
    expect(readableStrings(frame(true))).toEqual(['755', '224']);
    expect(readableStrings(frame(false))).toEqual([]);
  });

  it('see the panel pixel by pixel, as bits and as a PNG of any scale', () => {
    const board = new FakeBoard();
    board.ink.add('0,0').add('9,1').add('127,63');
    const bits = panelBits(board.panel);
    expect(bits.length).toBe(1024);
    expect([bits[0], bits[17], bits[1023]]).toEqual([0x80, 0x40, 0x01]);

    const picture = decode(panelPicture(board.panel, 3));
    expect([picture.width, picture.height, picture.depth]).toEqual([384, 192, 1]);
    const black = (x: number, y: number): boolean => (picture.data[y * 48 + (x >> 3)]! & (0x80 >> (x & 7))) === 0;
    expect([black(0, 0), black(2, 2), black(3, 0), black(28, 4), black(383, 191), black(380, 191)]).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
    board.lit = false;
    expect(panelBits(board.panel).every((byte) => byte === 0)).toBe(true);
    expect(() => panelPicture(board.panel, 0)).toThrow(RangeError);
  });
});
