// Adding a board, as hardware/README.md describes it: data for one that nobody makes, a driver that is there already, and the
// build, the virtual board and the scenarios take it from there.
import { describe, expect, it } from 'vitest';
import { buildProduct, keepsBudget } from '../../../firmware/build/product.ts';
import { globalsOf } from '../../../firmware/build/dialect/globals.ts';
import type { BoardDescription } from '../../../hardware/board.ts';
import { boards } from '../../../hardware/boards.ts';
import { root } from '../../../tools/setup/root.mjs';
import { Fob, imageOf } from '../../scenarios/fob.ts';
import { FobStation } from '../../scenarios/station.ts';

const newBoard: BoardDescription = {
  name: 'lighthouse',
  title: 'Lighthouse',
  espruinoBoard: 'LIGHTHOUSE',
  processorMegahertz: 48,
  variables: 4000,
  variableBytes: 13,
  byteStrings: true,
  // Its key pulls the pin down, at another pin than the boards that we have.
  keys: [{ name: 'main', pin: 'D9', pressedLevel: 0 }],
  serial: {
    device: 'Serial2',
    baud: 38400,
    pins: { receive: 'D20', transmit: 'D21' },
    receiveBufferBytes: 512,
    xonXoff: true,
  },
  display: {
    driver: 'ssd1306',
    controller: 'SSD1306',
    bus: { device: 'I2C2', clockPin: 'D4', dataPin: 'D5', bitsPerSecond: 100000, address: 0x3d },
    width: 128,
    height: 64,
    bitsPerPixel: 1,
    background: 0,
    pixelPitchMicrometres: 170,
  },
  storage: {
    bytes: 64 * 1024,
    pageBytes: 8192,
    address: 0x20000,
    inPlace: true,
    pageEraseMilliseconds: 100,
    byteWriteMicroseconds: 10,
    nameBytes: 28,
  },
  oscillator: { kind: 'crystal', boundPpm: 20 },
  hashes: { sha1: 'native', sha256: 'native', sha512: 'none' },
  battery: { kind: '2 x AAA', emptyMillivolts: 2000, fullMillivolts: 3200, gauge: true },
  bluetooth: false,
  products: ['code-display'],
};

describe('a board that is new', () => {
  const built = buildProduct({
    product: 'code-display',
    board: newBoard,
    version: '1.0.0',
    firmware: `${root}/firmware`,
  });

  it('is none of those that we have', () => expect(boards).not.toContain(newBoard));

  it('gets a bundle within the budget, for its own pins and bus', async () => {
    const product = await built;
    const app = product.files.find(({ name }) => name === product.manifest.bundle)!.content.toString('latin1');
    expect(keepsBudget(product)).toBe(true);
    expect(globalsOf(newBoard)).toEqual(expect.arrayContaining(['D4', 'D5', 'D9', 'I2C2', 'Serial2']));
    expect(app).toMatch(/I2C2\.setup\(\{scl:D4,sda:D5,bitrate:1e5\}\)/);
    expect(app).toContain('.SHA256');
    expect(app).not.toContain('NRF');
  });

  it('boots on the virtual board and shows the code of RFC 6238, Appendix B', async () => {
    const { files } = await built;
    const fob = new Fob({ board: newBoard, flash: imageOf(newBoard, files) });
    const station = new FobStation(fob);
    expect(station.issue({ digits: 8 })).toBe('ok');
    expect(station.setClock(1234567890)).toBe('ok none');
    expect(fob.press()).toMatch(/^8900 \/ 5924 \/ /);
  });

  it('shows nothing when its panel hangs on other pins', async () => {
    const { files } = await built;
    const { bus } = newBoard.display;
    const display = { ...newBoard.display, bus: { ...bus!, dataPin: 'D6' } };
    const fob = new Fob({ board: { ...newBoard, display }, flash: imageOf(newBoard, files) });
    expect(fob.press()).toBe('dark');
    expect(fob.seen).toEqual([]);
  });
});
