// Espruino Pico, revision 1.3: STM32F401 on a USB plug, one button. The panel is an SSD1306 module on I2C: hardware/README.md
// says how to wire it. https://www.espruino.com/Pico
import type { BoardDescription } from '../board.ts';

export const pico: BoardDescription = {
  name: 'pico',
  title: 'Espruino Pico',
  espruinoBoard: 'PICO_R1_3',
  processorMegahertz: 84,
  variables: 5100,
  variableBytes: 13,
  byteStrings: true,
  keys: [{ name: 'main', pin: 'BTN1', pressedLevel: 1 }],
  // USB has no line rate; the interpreter takes about this much while it stores what it is sent.
  serial: { device: 'USB', baud: 115200, receiveBufferBytes: 1024, xonXoff: false },
  display: {
    driver: 'ssd1306',
    controller: 'SSD1306',
    // B6 and B7 are the board's second console: not for a panel.
    bus: { device: 'I2C1', clockPin: 'B8', dataPin: 'B9', bitsPerSecond: 400000, address: 0x3c },
    width: 128,
    height: 64,
    bitsPerPixel: 1,
    background: 0,
    pixelPitchMicrometres: 170,
  },
  // Times: the STM32F401's data sheet, typical, at 3.3 V.
  storage: {
    bytes: 48 * 1024,
    pageBytes: 16 * 1024,
    address: 0x08004000,
    inPlace: true,
    pageEraseMilliseconds: 250,
    byteWriteMicroseconds: 4,
    nameBytes: 28,
  },
  // The low-speed RC oscillator; pads for a crystal are there, a crystal is not. Minutes a day were reported.
  oscillator: { kind: 'rc', boundPpm: 7000 },
  hashes: { sha1: 'native', sha256: 'native', sha512: 'none' },
  battery: { kind: 'USB', emptyMillivolts: 4400, fullMillivolts: 5000, gauge: false },
  bluetooth: false,
  products: ['code-display'],
};
