// The virtual board's public face: what a desk, a test or a world may do to a board from outside.
// It knows Espruino and the board's description; it knows nothing of what the firmware does.
import type { BoardDescription } from '../../hardware/board.ts';
import type { Flash } from './flash.ts';
import type { VirtualClock } from './clock.ts';
import type { CostCounters } from './costs.ts';
import type { Sound } from './sound-output.ts';

/** One string that the firmware drew, where and how. Text is one character per byte (Latin-1). */
export interface DrawnString {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: string;
}

/** What one flip put on the panel. */
export interface Frame {
  /** Strings drawn since the last clear, in the order of drawing. */
  readonly strings: readonly DrawnString[];
  /** False while the panel is switched off. */
  readonly lit: boolean;
}

/** A read-only look at the panel: exactly what is visible now. */
export interface Panel {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly lit: boolean;
  /** What `pixel` gives where nothing is drawn. */
  readonly background: number;
  /** The pixel's value. */
  pixel(x: number, y: number): number;
}

/** Everything that a board lets its surroundings notice. */
export interface BoardEvents {
  /** The application or the console is up after power-on or reboot. */
  ready: () => void;
  /** The panel changed. */
  frame: (frame: Frame) => void;
  /** Bytes that left the board's serial port. */
  sent: (bytes: Uint8Array) => void;
  /** Power went on or off, or the board restarted. */
  power: (on: boolean) => void;
  /** Samples left a pin, or no more come. What is told has left: it is told soon after, never before. */
  sound: (sound: Sound) => void;
  /** A program gave a converter's pin a level, 0 to 255, which stays while nothing is played. */
  level: (level: { readonly pin: string; readonly atMs: number; readonly level: number }) => void;
}

/** Counters since power-on, for benchmarks. */
export interface BoardFigures {
  /** Times that JavaScript ran: timers, watches, serial input, boot. */
  readonly wakeUps: number;
  /** Bytes written to flash. */
  readonly flashBytesWritten: number;
  readonly flashPagesErased: number;
  /** Bytes that were put on the serial wire towards the board, and that left it. */
  readonly serialBytesReceived: number;
  readonly serialBytesSent: number;
  /** What drawing took: milliseconds of the SPI bus, estimated from Espruino's driver. Only for a panel without a buffer. */
  readonly panelMilliseconds?: number;
  /** Times that a sound buffer was heard again because the program had not refilled it yet. */
  readonly soundUnderruns: number;
  /** What the programs cost the interpreter: only with `countCosts` or `takesTime`. */
  readonly costs?: Readonly<CostCounters>;
}

export interface VirtualBoard {
  readonly description: BoardDescription;
  readonly clock: VirtualClock;
  readonly flash: Flash;
  readonly panel: Panel;
  readonly figures: BoardFigures;
  readonly powered: boolean;
  /** Whether the serial port runs: closed, it loses what is sent to it, and takes nothing from the battery. */
  readonly serialOpen: boolean;
  /** Boots: RAM is empty, flash is what it was. A powered board is left alone. */
  powerOn(): void;
  /** Takes the power away at once: no code runs afterwards, timers and RAM are gone. */
  powerOff(): void;
  /** Sets the level that the outside puts on a pin (`BTN1`); bounce is the caller's to play. */
  setPin(pin: string, level: 0 | 1): void;
  /** Plugs the serial cable in, as it is at first, or pulls it out: then no byte gets through, and a UART's receive pin hangs in the air. */
  plugCable(plugged: boolean): void;
  /** Puts bytes on the serial wire towards the board; they arrive at the line rate of virtual time. */
  send(bytes: Uint8Array): void;
  /** Sets what the battery gives. */
  setBatteryMillivolts(millivolts: number): void;
  /** Sets how fast the board's oscillator runs against the world: parts per million, positive is fast. */
  setOscillatorPpm(ppm: number): void;
  on<E extends keyof BoardEvents>(event: E, listener: BoardEvents[E]): () => void;
}

export interface BoardOptions {
  readonly description: BoardDescription;
  readonly clock: VirtualClock;
  readonly flash: Flash;
  /** Source of the board's own noise (E.hwRand), 32 bits a call; without it the same sequence at every boot. */
  readonly noise?: () => number;
  /** Whether serial bytes take time. Off, they arrive at once: for unit tests. Default on. */
  readonly pacedSerial?: boolean;
  /**
   * Counts what programs cost (BoardFigures.costs). Programs behave the same, but the text of a
   * function shows its counters, and they run more slowly. Default off.
   */
  readonly countCosts?: boolean;
  /**
   * Programs keep the processor for as long as they are estimated to, and what happens meanwhile waits: processor.ts.
   * Slower, like countCosts. Default off: then a turn takes no time.
   */
  readonly takesTime?: boolean;
}
