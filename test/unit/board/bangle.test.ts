// What a Bangle.js 2 does by itself: its panel of three bits, its button, and the console on its debug contacts.
import { expect, it } from 'vitest';
import { banglejs2 } from '../../../hardware/boards/banglejs2.ts';
import { memoryLcdPixel } from '../../../simulator/board/graphics/memory-lcd.ts';
import { Bench } from './bench.ts';

const bench = (): Bench => new Bench({ description: banglejs2 });
const watch = 'var n=0;setWatch(function(e){n++},BTN1,{repeat:true,edge:"both",debounce:20});';

function press({ board, clock }: Bench, milliseconds = 100): void {
  board.setPin('BTN1', 1);
  clock.advance(milliseconds);
  board.setPin('BTN1', 0);
  clock.advance(200);
}

it('draws in 16 bits, black on white, and dithers what the panel has not', () => {
  const one = bench();
  one.prints('g.clear(true).fillRect(0,0,9,9).setColor(0xf800).fillRect(20,0,29,9).flip()');
  expect([one.value('g.getBPP()'), one.value('g.getPixel(99,99)')]).toEqual([16, 0xffff]);
  const { panel } = one.board;
  expect([panel.background, panel.pixel(5, 5), panel.pixel(25, 5), panel.pixel(99, 99)]).toEqual([7, 0, 1, 7]);
  const grey = [0, 1, 2, 3].map((at) => memoryLcdPixel(0x8410, at & 1, at >> 1));
  expect(grey.filter((pixel) => pixel === 7)).toHaveLength(2);
});

it('shows nothing while its panel is off', () => {
  const one = bench();
  one.prints('g.clear(true).fillRect(0,0,9,9).flip();Bangle.setLCDPower(0)');
  expect([one.board.panel.lit, one.board.panel.pixel(5, 5)]).toEqual([false, 7]);
});

it('swallows the press that wakes it, unless its timeouts are off', () => {
  const one = bench();
  one.prints(`${watch}Bangle.setLCDPower(0)`);
  press(one);
  expect([one.value('n'), one.board.panel.lit]).toEqual([0, true]);
  press(one);
  expect(one.value('n')).toBe(2);
  one.prints('Bangle.setOptions({lcdPowerTimeout:0,backlightTimeout:0,lockTimeout:0});Bangle.setLCDPower(0)');
  press(one);
  expect([one.value('n'), one.board.panel.lit]).toEqual([4, false]);
});

it('starts anew while its button is held, unless told not to', () => {
  const one = bench();
  one.prints(`${watch}Bangle.setOptions({btnLoadTimeout:0})`);
  press(one, 4000);
  expect(one.value('typeof n')).toBe('number');
  one.prints('Bangle.setOptions({btnLoadTimeout:1500})');
  press(one, 1600);
  expect(one.value('typeof n')).toBe('undefined');
});

it('gives a console that is nowhere to the debug probe, but not one that is put away', () => {
  const one = bench();
  const listen = 'SWDCON.on("data",function(d){SWDCON.write("["+d+"]")});';
  one.prints(`${listen}E.setConsole(LoopbackB,{force:true})`);
  expect([one.say('\x10print(1+1)\n').includes('[\x10print(1+1)\n]'), one.say('x')]).toEqual([true, '[x]']);
  const other = bench();
  other.prints(`${listen}E.setConsole(null,{force:true})`);
  expect(other.say('\x10print(1+1)\n')).toContain('2\r\n');
});

it('has no address for what lies in its external flash', () => {
  const one = bench();
  one.prints('require("Storage").write("a","some bytes")');
  expect(one.value('E.getAddressOf(require("Storage").read("a"),true)')).toBe(0);
  expect(one.value('E.toString(require("Flash").read(10,0x60000000+32))')).toBe('some bytes');
});
