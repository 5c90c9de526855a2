// Where pixels lie in a buffer: the bytes that a display driver sends.
import { describe, expect, it } from 'vitest';
import type { RasterOptions } from '../../../simulator/board/graphics/raster.ts';
import { CallbackTarget, GraphicsError, Raster } from '../../../simulator/board/graphics/raster.ts';

// The bytes are those of Espruino 2v29.277 for the same calls.
const layouts: [string, number, number, number, RasterOptions, string][] = [
  ['1 bit, first pixel in the highest bit', 16, 2, 1, {}, 'c0008001'],
  ['1 bit, first pixel in the lowest bit', 16, 2, 1, { msb: false }, '03000180'],
  ['1 bit, bytes standing on their side (SSD1306)', 4, 16, 1, { msb: false, vertical_byte: true }, '0301000000000080'],
  ['1 bit, bytes standing on their head', 4, 16, 1, { vertical_byte: true }, 'c080000000000001'],
  ['1 bit, every other row backwards', 8, 2, 1, { zigzag: true }, 'c081'],
  ['2 bits', 4, 2, 2, {}, '5043'],
  ['4 bits', 4, 2, 4, {}, '1100100f'],
  ['8 bits', 4, 2, 8, {}, '01010000010000ff'],
  ['16 bits, high byte first', 2, 2, 16, {}, '000100010001ffff'],
  ['16 bits, low byte first', 2, 2, 16, { msb: false }, '010001000100ffff'],
];

describe('a buffer', () => {
  it.each(layouts)('%s', (_name, width, height, bits, options, expected) => {
    const raster = new Raster(width, height, bits, options);
    raster.setPixel(0, 0, 1);
    raster.setPixel(1, 0, 1);
    raster.setPixel(0, 1, 1);
    raster.setPixel(width - 1, height - 1, 2 ** bits - 1);
    expect(Buffer.from(raster.bytes).toString('hex')).toBe(expected);
    expect([raster.getPixel(1, 0), raster.getPixel(width - 1, height - 1)]).toEqual([1, 2 ** bits - 1]);
  });

  it('can be one that is there already', () => {
    const buffer = new Uint8Array(4);
    new Raster(16, 2, 1, { buffer }).fillRect(0, 1, 15, 1, 1);
    expect([...buffer]).toEqual([0, 0, 255, 255]);
  });

  it('fills rows of whole bytes with every colour', () => {
    const raster = new Raster(5, 2, 16);
    raster.fillRect(1, 0, 4, 1, 0x1234);
    expect(Buffer.from(raster.bytes).toString('hex')).toBe(('0000' + '1234'.repeat(4)).repeat(2));
  });

  it.each([
    ['no width', () => new Raster(0, 8, 1), 'Invalid Size'],
    ['too much height', () => new Raster(8, 40000, 1), 'Invalid Size'],
    ['3 bits', () => new Raster(8, 8, 3), 'Invalid BPP'],
    [
      'upright bytes of 2 bits',
      () => new Raster(8, 8, 2, { vertical_byte: true }),
      'vertical_byte only works for 1bpp ArrayBuffers',
    ],
    [
      'upright bytes in 12 rows',
      () => new Raster(8, 12, 1, { vertical_byte: true }),
      'height must be a multiple of 8 when using vertical_byte',
    ],
  ])('can not have %s', (_what, make, message) => {
    expect(make).toThrow(new GraphicsError(message));
  });
});

describe('callbacks', () => {
  it('get rectangles whole when they can take them', () => {
    const calls: number[][] = [];
    const target = new CallbackTarget(8, 8, 1, {
      setPixel: (...call) => calls.push(call),
      fillRect: (...call) => calls.push(call),
    });
    target.fillRect(1, 2, 3, 4, 1);
    target.setPixel(5, 6, 0);
    expect(calls).toEqual([
      [1, 2, 3, 4, 1],
      [5, 6, 0],
    ]);
  });
});
