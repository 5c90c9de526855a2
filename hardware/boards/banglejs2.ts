// Bangle.js 2: a watch with an nRF52840, a 176x176 memory LCD and a crystal. It has no UART and no USB data: service is over the
// debug contacts of its charging cable (hardware/README.md), the radio stays off. https://www.espruino.com/Bangle.js2
import type { BoardDescription } from '../board.ts';

export const banglejs2: BoardDescription = {
  name: 'banglejs2',
  title: 'Bangle.js 2',
  espruinoBoard: 'BANGLEJS2',
  processorMegahertz: 64,
  variables: 12000,
  variableBytes: 14,
  byteStrings: false,
  // The touch panel is left asleep: it costs milliamperes, and a sleeve must not use up a code.
  keys: [{ name: 'main', pin: 'BTN1', pressedLevel: 1 }],
  serial: {
    // Segger RTT through a debug probe: 32 bytes each time that the probe looks.
    device: 'SWDCON',
    baud: 9600,
    // Without a console, the interpreter gives the port to the console again at the first byte.
    consoleRefuge: 'LoopbackB',
    receiveBufferBytes: 2048,
    xonXoff: true,
  },
  display: {
    driver: 'banglejs2-lcd',
    controller: 'LPM013M126',
    width: 176,
    height: 176,
    bitsPerPixel: 3,
    background: 7,
    pixelPitchMicrometres: 133,
  },
  // External SPI flash: the interpreter maps it in software only. Times: typical for such chips.
  storage: {
    bytes: 8 * 1024 * 1024,
    pageBytes: 4096,
    address: 0x60000000,
    inPlace: false,
    pageEraseMilliseconds: 50,
    byteWriteMicroseconds: 3,
    eraseAllMilliseconds: 20_000,
    nameBytes: 28,
  },
  oscillator: { kind: 'crystal', boundPpm: 50 },
  hashes: { sha1: 'native', sha256: 'native', sha512: 'native' },
  battery: { kind: 'LiPo', emptyMillivolts: 3300, fullMillivolts: 4200, gauge: true },
  // 4 to 8 mA while it runs; about 1 mA with a UART.
  current: { runMilliamperes: 6, openUartMilliamperes: 1, source: 'https://www.espruino.com/Power+Consumption' },
  bluetooth: true,
  products: ['code-display'],
};
