// ESP32 CYD ("cheap yellow display", ESP32-2432S028): 320x240 colour panel, a speaker on the DAC, USB through a UART chip.
// Its random generator gives the same numbers after every start. https://www.espruino.com/ESP32
import type { BoardDescription } from '../board.ts';

export const esp32Cyd: BoardDescription = {
  name: 'esp32-cyd',
  title: 'ESP32 CYD',
  espruinoBoard: 'ESP32_CYD',
  processorMegahertz: 240,
  variables: 16383,
  variableBytes: 14,
  byteStrings: true,
  // The socket for a memory card gives four pins and ground to the keys; each pulls its pin down.
  keys: [
    { name: 'speak', pin: 'D5', pressedLevel: 0 },
    { name: 'next', pin: 'D18', pressedLevel: 0 },
    { name: 'up', pin: 'D19', pressedLevel: 0 },
    { name: 'down', pin: 'D23', pressedLevel: 0 },
  ],
  serial: {
    device: 'Serial1',
    baud: 115200,
    pins: { receive: 'D3', transmit: 'D1' },
    receiveBufferBytes: 4096,
    // The console switches it on at start.
    xonXoff: true,
  },
  display: {
    driver: 'unbuffered-lcd',
    controller: 'ILI9341',
    // Espruino asks for 55 MHz; the chip divides 80 MHz by a whole number. A transfer's 28 us: ESP-IDF, "SPI Master Driver".
    unbuffered: { backlightPin: 'D21', bitsPerSecond: 40_000_000, transferMicroseconds: 28 },
    width: 320,
    height: 240,
    bitsPerPixel: 16,
    // White: black on white is drawn.
    background: 0xffff,
    pixelPitchMicrometres: 180,
  },
  // The amplifier hangs on the second converter. The socket's switch grounds its pin while no plug is in it.
  audio: { pin: 'D26', headset: { pin: 'D22', pluggedLevel: 1 } },
  // Times: typical for the module's SPI flash.
  storage: {
    bytes: 896 * 1024,
    pageBytes: 4096,
    address: 0x320000,
    inPlace: true,
    pageEraseMilliseconds: 45,
    byteWriteMicroseconds: 3,
    nameBytes: 28,
  },
  // The main crystal, while there is power.
  oscillator: { kind: 'crystal', boundPpm: 40 },
  hashes: { sha1: 'native', sha256: 'native', sha512: 'native' },
  battery: { kind: 'USB', emptyMillivolts: 4400, fullMillivolts: 5000, gauge: false },
  bluetooth: true,
  products: ['code-reader'],
};
