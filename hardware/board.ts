// What a board is, as data: everything that the build, the firmware's drivers, the simulator and the
// technician's tool must know about one piece of hardware. A file in boards/ is one value of this type.

/** Where a hash function comes from on a board: in its interpreter, in our bundle, or nowhere. */
export type HashSource = 'native' | 'own' | 'none';

/** A key that the hand can press. */
export interface KeyDescription {
  /** The name that the firmware, the simulator and the guides use: `main`, `next`, ... */
  readonly name: string;
  /** The pin's name in Espruino, for example `BTN1`. */
  readonly pin: string;
  /** The level that the pin has while the key is down. */
  readonly pressedLevel: 0 | 1;
}

/** The serial port that the service protocol and, before the lock, the Espruino console use. */
export interface SerialDescription {
  /** The Espruino object: `Serial1`, `USB`. */
  readonly device: string;
  readonly baud: number;
  /** The UART's pins; a USB port has none. */
  readonly pins?: { readonly receive: string; readonly transmit: string };
  /** Bytes that the board can hold before it loses some. */
  readonly receiveBufferBytes: number;
  /** Whether the board sends XOFF and XON when that buffer fills and empties. */
  readonly xonXoff: boolean;
}

/** The panel that the holder reads. */
export interface DisplayDescription {
  /** The file in firmware/espruino/displays that drives it. */
  readonly driver: string;
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: 1 | 2 | 4 | 8 | 16;
  /** Distance between pixel centres, in micrometres. */
  readonly pixelPitchMicrometres: number;
}

/** Where files live on the board. */
export interface StorageDescription {
  readonly bytes: number;
  readonly pageBytes: number;
  /** Longest file name, in bytes. */
  readonly nameBytes: number;
}

/** What keeps the time, and how well. */
export interface OscillatorDescription {
  readonly kind: 'crystal' | 'rc';
  /** Worst error that the clock warning may assume, in parts per million. */
  readonly boundPpm: number;
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
  readonly storage: StorageDescription;
  readonly oscillator: OscillatorDescription;
  readonly hashes: { readonly sha1: HashSource; readonly sha256: HashSource; readonly sha512: HashSource };
  readonly battery: { readonly kind: string; readonly emptyMillivolts: number; readonly fullMillivolts: number };
  /** Bluetooth is there and must be switched off by the firmware. */
  readonly bluetooth: boolean;
  /** Products that this board can be. */
  readonly products: readonly string[];
}
