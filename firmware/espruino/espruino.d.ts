// What Klarkode uses of Espruino's API, and nothing else: https://www.espruino.com/Reference. Strings are byte strings.

interface Pin {
  read(): boolean;
  write(high: boolean): void;
}

interface Graphics {
  clear(reset?: boolean): Graphics;
  fillRect(x1: number, y1: number, x2: number, y2: number): Graphics;
  drawString(text: string, x: number, y: number): Graphics;
  stringWidth(text: string): number;
  getPixel(x: number, y: number): number;
  setColor(color: number): Graphics;
  setBgColor(color: number): Graphics;
  setFontCustom(bitmap: string, firstChar: number, widths: string, height: number): Graphics;
  setFontAlign(x: number, y: number): Graphics;
  flip(): void;
  drawImage(image: { width: number; height: number; bpp: number; buffer: string }, x: number, y: number): Graphics;
}

declare const Graphics: {
  createArrayBuffer(
    width: number,
    height: number,
    bitsPerPixel: number,
    options: { vertical_byte: boolean; msb: boolean },
  ): Graphics & { buffer: ArrayBuffer };
};

interface I2C {
  setup(options: { scl: Pin; sda: Pin; bitrate: number }): void;
  writeTo(address: number, first: string | number, more?: Uint8Array): void;
}

interface Serial {
  setup(baud: number, options: { rx: Pin; tx: Pin }): void;
  /** Listeners stay. */
  unsetup(): void;
  on(event: 'data', listener: (bytes: string) => void): void;
  write(bytes: string): void;
}

/** Plays samples of 8 bits through a pin that `analogWrite` has set up. */
interface Waveform {
  readonly buffer: Uint8Array;
  /** Only when double-buffered. */
  readonly buffer2: Uint8Array;
  /** Which of the two sounds; the interpreter leaves it as it was when the playing stops. */
  currentBuffer: 0 | 1;
  /** Two buffers sound in turn only when it repeats. */
  startOutput(pin: Pin, hertz: number, options: { repeat: boolean }): void;
  /** Stops at once; `finish` comes when the interpreter is idle again, and only then it may start anew. */
  stop(): void;
  /** `buffer`: this one has sounded and the other one sounds now. */
  on(event: 'buffer', listener: (buffer: Uint8Array) => void): void;
  on(event: 'finish', listener: () => void): void;
}

declare const Waveform: new (samples: number, options: { doubleBuffer: boolean }) => Waveform;

interface WatchEvent {
  /** True: the pin went high. */
  state: boolean;
  /** Seconds, on the same clock as getTime. */
  time: number;
}

interface EspruinoStorage {
  read(name: string, offset?: number, length?: number): string | undefined;
  write(name: string, data: string, offset?: number, size?: number): boolean;
  erase(name: string): void;
  getFree(): number;
}

interface EspruinoFlash {
  read(length: number, address: number): Uint8Array;
  write(data: Uint8Array | string, address: number): void;
}

interface EspruinoCrypto {
  SHA1(message: string): ArrayBuffer;
  SHA256(message: string): ArrayBuffer;
  SHA512(message: string): ArrayBuffer;
}

declare function require(module: 'Storage'): EspruinoStorage;
declare function require(module: 'Flash'): EspruinoFlash;
declare function require(module: 'crypto'): EspruinoCrypto;

/** Seconds, with a fraction: the board's own oscillator, which Klarkode never sets. */
declare function getTime(): number;
declare function setWatch(
  run: (event: WatchEvent) => void,
  pin: Pin,
  options: { repeat?: boolean; edge: 'both' | 'rising'; debounce: number },
): number;

declare function pinMode(pin: Pin, direction: 'input_pullup' | 'input_pulldown'): void;
/** `part` of full scale: 0 to 1. */
declare function analogWrite(pin: Pin, part: number): void;

declare const E: {
  CRC32(bytes: string): number;
  /** The bytes of the string where they lie: those of a file in flash are not copied. */
  toArrayBuffer(bytes: string): ArrayBuffer;
  /** Writes `map[element]` for each element of `from` into `to`, until either ends; without a map, the element itself. */
  mapInPlace(
    from: ArrayBuffer | Uint8Array,
    to: ArrayBuffer | Uint8Array | Uint16Array,
    map: Uint8Array | Uint16Array | undefined,
  ): void;
  toString(bytes: ArrayBuffer | Uint8Array): string | undefined;
  getAddressOf(bytes: string, flat: boolean): number;
  hwRand(): number;
  getBattery(): number;
  setConsole(device: Serial | null, options: { force: boolean }): void;
  reboot(): void;
};

declare const NRF: { sleep(): void };

declare namespace NodeJS {
  /** Espruino's `process`. */
  interface Process {
    /** How memory is used; collects garbage first and puts the free variables in the order of their addresses. */
    memory(): unknown;
  }
}

/** The panel that a board has built in. */
declare const g: Graphics;
declare const Bangle: {
  setLCDPower(on: boolean): void;
  setLocked(locked: boolean): void;
  setOptions(options: {
    lcdPowerTimeout: number;
    backlightTimeout: number;
    lockTimeout: number;
    btnLoadTimeout: number;
  }): void;
};
declare const Pixl: { setLCDPower(on: boolean): void };
