// The SSD1306 on a virtual board's bus: what its data sheet says that commands do, seen on the panel.
import { expect, it } from 'vitest';
import { pico } from '../../../hardware/boards/pico.ts';
import type { Frame } from '../../../simulator/board/board.ts';
import { Bench } from './bench.ts';

const setUp = 'I2C1.setup({scl:B8,sda:B9,bitrate:400000});var c=function(b){I2C1.writeTo(0x3c,0,b)};';
/** Charge pump, horizontal addressing, upright, on. */
const on = 'c([0x8d,0x14,0x20,0,0xa1,0xc8,0xaf]);';
const blank = 'c([0x21,0,127,0x22,0,7]);I2C1.writeTo(0x3c,0x40,new Uint8Array(1024));c([0x21,0,127,0x22,0,7]);';

const bench = (): Bench => new Bench({ description: pico });

/** The pixels that are lit, as `x,y`. */
function lit({ board }: Bench): string[] {
  const found: string[] = [];
  for (let y = 0; y < 64; y++) for (let x = 0; x < 128; x++) if (board.panel.pixel(x, y) === 1) found.push(`${x},${y}`);
  return found;
}

it('is dark until it is on and its charge pump too', () => {
  const one = bench();
  one.prints(`${setUp}c([0xaf])`);
  expect(one.board.panel.lit).toBe(false);
  one.prints('c([0x8d,0x14])');
  expect(one.board.panel.lit).toBe(true);
  one.prints('c([0xae])');
  expect([one.board.panel.lit, lit(one)]).toEqual([false, []]);
});

it('shows a byte as eight pixels below each other, and goes on to the next column, then the next page', () => {
  const one = bench();
  one.prints(setUp + on + blank + 'I2C1.writeTo(0x3c,0x40,[1,0x80]);c([0x21,127,127]);I2C1.writeTo(0x3c,0x40,[2,4])');
  expect(lit(one)).toEqual(['0,0', '127,1', '1,7', '127,10']);
});

it('mirrors, turns over, inverts and lights up everything when told to', () => {
  const one = bench();
  one.prints(setUp + on + blank + 'I2C1.writeTo(0x3c,0x40,[1])');
  expect(lit(one)).toEqual(['0,0']);
  one.prints('c([0xa0])');
  expect(lit(one)).toEqual(['127,0']);
  one.prints('c([0xc0])');
  expect(lit(one)).toEqual(['127,63']);
  one.prints('c([0xa7])');
  expect(lit(one)).toHaveLength(8191);
  one.prints('c([0xa6,0xa5])');
  expect(lit(one)).toHaveLength(8192);
});

it('takes page addressing too', () => {
  const one = bench();
  one.prints(setUp + on + blank + 'c([0x20,2,0xb3,0x05,0x11]);I2C1.writeTo(0x3c,0x40,[1])');
  expect(lit(one)).toEqual(['21,24']);
});

it('answers only at its address, and only on the pins that it is wired to', () => {
  const one = bench();
  const refused = 'Uncaught InternalError: Timeout on I2C Write Transmit Mode 2';
  expect(one.prints('I2C1.writeTo(0x3c,0)')).toContain(refused);
  expect(one.prints(`${setUp}I2C1.writeTo(0x3d,0)`)).toContain(refused);
  expect(one.prints('I2C1.setup({scl:B6,sda:B7});I2C1.writeTo(0x3c,0)')).toContain(refused);
});

it('tells the strings of the drawing that it shows, once a turn, and none when it shows something else', () => {
  const one = bench();
  const frames: Frame[] = [];
  one.board.on('frame', (frame) => frames.push(frame));
  one.prints(
    `${setUp}${on}var a=Graphics.createArrayBuffer(128,64,1,{vertical_byte:true,msb:false});` +
      'a.flip=function(){c([0x21,0,127,0x22,0,7]);I2C1.writeTo(0x3c,0x40,a.buffer)};a.drawString("hello",3,4);a.flip();',
  );
  expect(frames.map(({ strings }) => strings.map(({ text }) => text))).toEqual([['hello']]);
  one.prints('a.drawString("later",3,20)');
  expect(frames).toHaveLength(1);
  one.prints('I2C1.writeTo(0x3c,0x40,255)');
  expect(frames.at(-1)).toEqual({ strings: [], lit: true });
});

it('keeps what it shows while the board restarts, and loses it with the power', () => {
  const one = bench();
  one.prints(setUp + on + blank + 'I2C1.writeTo(0x3c,0x40,[1]);E.reboot()');
  one.advance(50);
  expect([one.board.panel.lit, lit(one)]).toEqual([true, ['0,0']]);
  one.board.powerOff();
  one.board.powerOn();
  expect(one.board.panel.lit).toBe(false);
});
