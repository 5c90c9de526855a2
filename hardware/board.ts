// What a board is, as data: everything that the build, the firmware's drivers, the simulator and the
// technician's tool must know about one piece of hardware. A file in boards/ is one value of this type.

/** Where a hash function comes from on a board: in its interpreter, in our bundle, or nowhere. */
export type HashSource = 'native' | 'own' | 'none';

/** A key that the hand can press. */
export interface KeyDescription {
  /** The name that the firmware, the simulator and the guides use: `main`; on a code reader `speak`, `next`, `up`, `down`. */
  readonly name: string;
  /** The pin's name in Espruino, for example `BTN1`. */
  readonly pin: string;
  /** The level that the pin has while the key is down. */
  readonly pressedLevel: 0 | 1;
}

/** The serial port that the service protocol and, before the lock, the Espruino console use. */
export interface SerialDescription {
  /** The Espruino object: `Serial1`, `USB`, `SWDCON`. */
  readonly device: string;
  /** Where there is no line with a rate (USB, a debug probe): about ten times the bytes a second that pass. */
  readonly baud: number;
  /** Where the console is put away for good while the application has the port. Undefined: nowhere (`null`). */
  readonly consoleRefuge?: string;
  /** The UART's pins; a USB port has none. */
  readonly pins?: { readonly receive: string; readonly transmit: string };
  /**
   * The UART keeps a fast clock running, on a battery: the firmware opens it only while a cable holds the receive pin high,
   * and closes it within two minutes after that.
   */
  readonly opensForCable?: boolean;
  /** Bytes that the board can hold before it loses some. */
  readonly receiveBufferBytes: number;
  /** Whether the board sends XOFF and XON when that buffer fills and empties. */
  readonly xonXoff: boolean;
}

/** The I2C bus that a panel hangs on, when it is not part of the board. */
export interface BusDescription {
  /** The Espruino object: `I2C1`. */
  readonly device: string;
  readonly clockPin: string;
  readonly dataPin: string;
  readonly bitsPerSecond: number;
  /** 7 bits. */
  readonly address: number;
}

/** A panel that the interpreter keeps no picture of: what a program draws on `g` goes over SPI at once, pixel by pixel. */
export interface UnbufferedDescription {
  /** High: the backlight is on, as the interpreter leaves it at start. */
  readonly backlightPin: string;
  readonly bitsPerSecond: number;
  /** What the interpreter spends on each transfer beside its bits: used for estimates only. */
  readonly transferMicroseconds: number;
}

/** The panel that the holder reads. */
export interface DisplayDescription {
  /** The file in firmware/espruino/displays that drives it. */
  readonly driver: string;
  /** The chip behind the glass. */
  readonly controller: string;
  /** Undefined: Espruino knows the panel itself, as `g`. */
  readonly bus?: BusDescription;
  /** Undefined: what is drawn is seen when it is flipped. */
  readonly unbuffered?: UnbufferedDescription;
  readonly width: number;
  readonly height: number;
  /** Of the panel itself. */
  readonly bitsPerPixel: 1 | 2 | 3 | 4 | 8 | 16;
  /** The value of a pixel without ink: 0, or the highest on a panel where ink is 0. */
  readonly background: number;
  /** Distance between pixel centres, in micrometres. */
  readonly pixelPitchMicrometres: number;
}

/** What the holder hears. */
export interface AudioDescription {
  /** The pin of the digital-analogue converter that feeds loudspeaker and headset: 8 bits, silence is the middle. */
  readonly pin: string;
  /** The switch in the headset's socket. */
  readonly headset: { readonly pin: string; readonly pluggedLevel: 0 | 1 };
}

/** Where files live on the board. */
export interface StorageDescription {
  readonly bytes: number;
  readonly pageBytes: number;
  /** Where its first byte lies for `require("Flash")`. */
  readonly address: number;
  /** Whether a file that was read is the flash itself; otherwise the interpreter fetches it piece by piece. */
  readonly inPlace: boolean;
  /** What erasing a page takes; the processor stands still meanwhile. */
  readonly pageEraseMilliseconds: number;
  readonly byteWriteMicroseconds: number;
  /** What erasing everything takes on a chip that can do it at once. */
  readonly eraseAllMilliseconds?: number;
  /** Longest file name, in bytes. */
  readonly nameBytes: number;
}

/** What keeps the time, and how well. */
export interface OscillatorDescription {
  readonly kind: 'crystal' | 'rc';
  /** Worst error that the clock warning may assume, in parts per million. */
  readonly boundPpm: number;
}

/** What feeds the board. */
export interface BatteryDescription {
  readonly kind: string;
  readonly emptyMillivolts: number;
  readonly fullMillivolts: number;
  /** Whether the interpreter can tell how full it is (`E.getBattery`). */
  readonly gauge: boolean;
}

/** What the board takes from its battery, by others' measurements: used for estimates only. */
export interface CurrentDescription {
  /** While a program runs, without panel and radio. */
  readonly runMilliamperes: number;
  /** While nothing runs, and an open UART keeps the fast clock going. */
  readonly openUartMilliamperes: number;
  /** Who measured them. */
  readonly source: string;
}

export interface BoardDescription {
  /** The name used in paths and on the command line: `pixljs`. */
  readonly name: string;
  /** The name for people: `Pixl.js`. */
  readonly title: string;
  /** What `process.env.BOARD` says there. */
  readonly espruinoBoard: string;
  /** Megahertz of the processor: used for estimates only. */
  readonly processorMegahertz: number;
  /** Variables that the interpreter has. */
  readonly variables: number;
  /** Bytes of one such variable. */
  readonly variableBytes: number;
  /** Strings hold bytes (true) or Unicode (false): espruino's ESPR_UNICODE_SUPPORT. */
  readonly byteStrings: boolean;
  readonly keys: readonly KeyDescription[];
  readonly serial: SerialDescription;
  readonly display: DisplayDescription;
  /** Undefined: the board is mute. */
  readonly audio?: AudioDescription;
  readonly storage: StorageDescription;
  readonly oscillator: OscillatorDescription;
  readonly hashes: { readonly sha1: HashSource; readonly sha256: HashSource; readonly sha512: HashSource };
  readonly battery: BatteryDescription;
  /** Undefined: it does not live on a battery, or nobody has said. */
  readonly current?: CurrentDescription;
  /** Bluetooth is there and must be switched off by the firmware. */
  readonly bluetooth: boolean;
  /** Products that this board can be. */
  readonly products: readonly string[];
}
