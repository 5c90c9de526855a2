// Pixl.js: nRF52832, coin cell, 128x64 LCD, four buttons. https://www.espruino.com/Pixl.js
import type { BoardDescription } from '../board.ts';

export const pixljs: BoardDescription = {
  name: 'pixljs',
  title: 'Pixl.js',
  espruinoBoard: 'PIXLJS',
  processorMegahertz: 64,
  variables: 2950,
  variableBytes: 13,
  byteStrings: true,
  keys: [{ name: 'main', pin: 'BTN1', pressedLevel: 1 }],
  // USB gives power only; a USB-UART adapter goes to these pins.
  serial: {
    device: 'Serial1',
    baud: 9600,
    pins: { receive: 'D0', transmit: 'D1' },
    opensForCable: true,
    receiveBufferBytes: 1024,
    xonXoff: false,
  },
  display: {
    driver: 'pixl-lcd',
    controller: 'ST7567',
    width: 128,
    height: 64,
    bitsPerPixel: 1,
    background: 0,
    pixelPitchMicrometres: 420,
  },
  // Times: the nRF52832's product specification.
  storage: {
    bytes: 36 * 1024,
    pageBytes: 4096,
    address: 0x6d000,
    inPlace: true,
    pageEraseMilliseconds: 85,
    byteWriteMicroseconds: 10.5,
    nameBytes: 28,
  },
  // Internal RC oscillator calibrated against the 32 MHz crystal; 500 ppm is what the radio stack declares.
  oscillator: { kind: 'rc', boundPpm: 500 },
  hashes: { sha1: 'native', sha256: 'own', sha512: 'none' },
  battery: { kind: 'CR2032', emptyMillivolts: 2200, fullMillivolts: 2800, gauge: true },
  // 4 to 8 mA while it runs; about 1 mA with a UART.
  current: { runMilliamperes: 6, openUartMilliamperes: 1, source: 'https://www.espruino.com/Power+Consumption' },
  bluetooth: true,
  products: ['code-display'],
};
