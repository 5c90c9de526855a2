// A panel that Espruino draws on without a buffer (its driver lcd_spi_unbuf): seen at once, not to be read, dear pixel by pixel.
import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { esp32Cyd } from '../../../hardware/boards/esp32-cyd.ts';
import type { Frame } from '../../../simulator/board/board.ts';
import { panelPicture, pixelColour, readableStrings } from '../../../simulator/world/eyes.ts';
import { Bench } from './bench.ts';

function board(): { readonly bench: Bench; readonly frames: Frame[] } {
  const bench = new Bench({ description: esp32Cyd });
  const frames: Frame[] = [];
  bench.board.on('frame', (frame) => frames.push(frame));
  return { bench, frames };
}

it('shows what is drawn without a flip, in 5, 6 and 5 bits', () => {
  const { bench, frames } = board();
  bench.prints(`g.setColor(1,0,0).fillRect(10,20,12,22);g.setColor('#00f').setPixel(5,6)`);
  const { panel } = bench.board;
  expect([panel.pixel(10, 20), panel.pixel(12, 22), panel.pixel(13, 22), panel.pixel(5, 6)]).toEqual([
    0xf800, 0xf800, 0, 0x001f,
  ]);
  expect(pixelColour(panel, 11, 21)).toEqual([255, 0, 0]);
  expect(frames).toHaveLength(1);
  expect(bench.value('typeof g.flip')).toBe('undefined');
  const picture = decode(panelPicture(panel, 2));
  expect([picture.width, picture.height, picture.channels]).toEqual([640, 480, 3]);
  expect([...picture.data.subarray(3 * (640 * 40 + 20), 3 * (640 * 40 + 20) + 3)]).toEqual([255, 0, 0]);
});

it('begins lit, black, with white as its ink, and can not be read back', () => {
  const { bench } = board();
  expect([bench.board.panel.lit, bench.board.panel.pixel(0, 0)]).toEqual([true, 0]);
  expect([bench.value('g.getColor()'), bench.value('g.getBgColor()')]).toEqual([0xffff, 0]);
  bench.prints('g.setBgColor(7).fillRect(0,0,9,9)');
  expect(bench.value('g.getPixel(3,3)')).toBe(7);
});

it('has its light on a pin, and what was drawn in the dark is there when it comes on', () => {
  const { bench, frames } = board();
  bench.prints('D21.write(0)');
  expect(frames.at(-1)).toEqual({ strings: [], lit: false });
  bench.prints('g.fillRect(0,0,3,3)');
  expect([frames.length, bench.board.panel.pixel(0, 0)]).toEqual([1, bench.board.panel.background]);
  bench.prints('digitalWrite(D21,1)');
  expect([frames.at(-1)?.lit, bench.board.panel.pixel(0, 0)]).toEqual([true, 0xffff]);
  bench.prints('D21.write(0)');
  bench.prints('reset()');
  bench.advance(100);
  expect([bench.board.panel.lit, bench.board.panel.pixel(0, 0)]).toEqual([true, 0]);
});

it('costs six transfers for a pixel alone, few for rows', () => {
  const { bench } = board();
  const milliseconds = (program: string): number => {
    const before = bench.board.figures.panelMilliseconds!;
    bench.prints(program);
    return bench.board.figures.panelMilliseconds! - before;
  };
  const { transferMicroseconds, bitsPerSecond } = esp32Cyd.display.unbuffered!;
  const bus = (transfers: number, bytes: number): number =>
    (transfers * transferMicroseconds) / 1000 + (bytes * 8000) / bitsPerSecond;
  expect(milliseconds('g.setPixel(1,1)')).toBeCloseTo(bus(6, 13));
  expect(milliseconds('g.setPixel(1,2);g.setPixel(2,2);g.setPixel(3,2)')).toBeCloseTo(bus(6, 17));
  expect(milliseconds('g.setPixel(1,3);g.setPixel(1,4)')).toBeCloseTo(bus(12, 26));
  expect(milliseconds('g.fillRect(0,0,319,239)')).toBeCloseTo(bus(5 + 48, 11 + 2 * 320 * 240));
});

it('knows the strings of a buffer that was sent there, in whatever colours, and no others', () => {
  const { bench, frames } = board();
  bench.prints(`b=Graphics.createArrayBuffer(320,240,1,{msb:true});b.setFontVector(40).drawString("42",10,10);
g.setColor(0).setBgColor(-1).drawImage({width:320,height:240,bpp:1,buffer:b.buffer},0,0)`);
  expect(readableStrings(frames.at(-1)!)).toEqual(['42']);
  bench.prints('g.setPixel(300,200)');
  expect(readableStrings(frames.at(-1)!)).toEqual([]);
});
