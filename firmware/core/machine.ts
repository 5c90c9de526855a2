// The machine as the token application sees it: bytes, pixels and edges, no meaning. The whole HAL is this page;
// firmware/espruino implements it, and tests may.
import type { Bytes } from './bytes.ts';
import type { Hash } from './digest/hash.ts';

/** Fonts in `kk.font`, in the order of the file. */
export const bigFont = 0;
export const textFont = 1;
/** Only on panels where a code of six digits may be larger than one of ten. */
export const largeFont = 2;
/** Only on the code reader's panel: between `largeFont` and this are digits, each font lower than the one before it. */
export const largeTextFont = 6;

/** A panel of pixels with ink (1) on background (0). Nothing is seen before `show`. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  /** The font for codes of up to six digits: `bigFont`, or `largeFont` where there is one. */
  readonly sixDigitFont: number;
  clear(): void;
  /** Draws one line, one byte per character, its top left corner at (x, y). */
  text(font: number, text: Bytes, x: number, y: number): void;
  widthOf(font: number, text: Bytes): number;
  heightOf(font: number): number;
  /** Inks a rectangle, or while reversed blanks it; both corners belong to it. */
  fill(left: number, top: number, right: number, bottom: number): void;
  /** From now on text is background on ink (true) or ink on background (false, as after `clear`). */
  reverse(on: boolean): void;
  show(): void;
  /** Switches the panel off: it shows nothing and takes no current. `show` switches it on. */
  off(): void;
}

/** Files that outlast a power cut. Replacing one is not atomic: records (core/records) make it safe. */
export interface Store {
  /** The file, or `length` bytes from `offset` on, or undefined. Read again after every write: the bytes may be the flash itself. */
  read(name: string, offset?: number, length?: number): Bytes | undefined;
  /** Writes a whole file; false when there is no room. */
  write(name: string, bytes: Bytes): boolean;
  /** Makes a file of `size` bytes that begins with these; the rest is erased (0xFF). */
  begin(name: string, bytes: Bytes, size: number): boolean;
  /** Writes into erased bytes of a file that was begun, behind its beginning. */
  mark(name: string, bytes: Bytes, offset: number): boolean;
  /** Overwrites what the file held, then removes it. A missing file is no error. */
  erase(name: string): void;
  crc32(bytes: Bytes): number;
}

/** Where a span of sound begins in its file. */
export const enum Span {
  Offset = 0x7fffff,
  /** Added: the file has two samples there for each one at the rate. */
  Fine = 0x800000,
}

/** A loudspeaker that plays parts of a file in flash, one after another without a gap. */
export interface Speaker {
  /**
   * Plays spans of the file: pairs of offset (a `Span`) and length in samples (8 bits, at the rate). Offset 0 is that much silence.
   * Replaces what sounds; the event `Spoken` comes when the last sample has left, not after `hush` or another `play`.
   */
  play(file: string, samplesPerSecond: number, spans: readonly number[]): void;
  /** The tone that needs no file, so many times. `Spoken` follows as after `play`. */
  beep(times: number): void;
  /** Silence at once, and the converter off. */
  hush(): void;
  /** 0 is the loudest; each step more is 6 dB less; at most 3. Heard at once, in what is playing too. */
  volume(step: number): void;
}

export interface Machine {
  readonly screen: Screen;
  readonly store: Store;
  /** The hashes that this board can do; undefined: it can't. */
  readonly sha1: Hash | undefined;
  readonly sha256: Hash | undefined;
  readonly sha512: Hash | undefined;
  /** Seconds of the board's own oscillator since some moment before power-on; never set, never jumps. */
  uptimeSeconds(): number;
  /** Sends `Alarm` with that number after so many milliseconds; replaces the one set before; undefined: takes it back. */
  alarm(id: number, delayMs: number | undefined): void;
  /** Sends a line of printable ASCII; adds the line end. */
  send(line: string): void;
  /** 32 bits of whatever noise the board has; may be the same at every boot. */
  noise(): number;
  /** 0 to 100. */
  batteryPercent(): number;
  /** Leaves the wire to the board's own console, which stays locked. */
  giveWireBack(): void;
  /** Starts the board anew, as after a power cut. */
  restart(): void;
}
