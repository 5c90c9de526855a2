// How long a program keeps the processor, for boards whose programs take time (BoardOptions.takesTime): an estimate from
// what the interpreter runs, so that a watch, a timer or an empty sound buffer waits while a page is drawn.
//
// Measured with the interpreter of a 32-bit build: 1,200 to 1,700 instructions a token (costs.ts); a million instructions
// take 23 ms on a processor of 64 MHz, +-30 % (README_JIT.md's loop), and as much less as another one is faster.
import type { Hardware } from './hardware.ts';

const instructionsPerToken = 1500;
const nanosecondsPerInstructionAtOneMegahertz = 23 * 64;
const nanosecondsPerMillisecond = 1e6;

/** Instructions of Espruino's own functions, measured in the same way: for one element, or one pixel. */
export const instructions = {
  mapWithTable: 1380,
  mapThrough: 340,
  filledElement: 1010,
  copiedByte: 370,
  /** Of a whole buffer, with the parts that are taken of the string and compared. */
  bufferByte: 270,
  checkedByte: 170,
  letterPixel: 150,
  imagePixel: 170,
} as const;

export class Processor {
  readonly #hardware: Hardware;
  readonly #nanoseconds: number;
  #tokens = 0;
  #busMs = 0;
  #instructions = 0;
  #inTurn = false;
  #freeAtMs = 0;

  constructor(hardware: Hardware) {
    this.#hardware = hardware;
    this.#nanoseconds = nanosecondsPerInstructionAtOneMegahertz / hardware.description.processorMegahertz;
  }

  /** What came before has not ended. */
  get busy(): boolean {
    return this.#freeAtMs > this.#hardware.clock.nowMs;
  }

  get freeInMs(): number {
    return Math.max(0, this.#freeAtMs - this.#hardware.clock.nowMs);
  }

  /** What the present turn has taken; 0 between turns, and where programs take no time. */
  get spentMs(): number {
    const { takesTime, costs, screen } = this.#hardware;
    if (!this.#inTurn || !takesTime) return 0;
    const instructionsRun = ((costs?.tokens ?? 0) - this.#tokens) * instructionsPerToken + this.#instructions;
    return (instructionsRun * this.#nanoseconds) / nanosecondsPerMillisecond + screen.busMilliseconds - this.#busMs;
  }

  spend(instructionsRun: number): void {
    this.#instructions += instructionsRun;
  }

  begin(): void {
    this.#inTurn = true;
    this.#tokens = this.#hardware.costs?.tokens ?? 0;
    this.#busMs = this.#hardware.screen.busMilliseconds;
    this.#instructions = 0;
  }

  /** The turn is over; `flashMs`: what the flash chip took beside. */
  end(flashMs: number): void {
    if (this.#hardware.takesTime) this.#freeAtMs = this.#hardware.clock.nowMs + this.spentMs + flashMs;
    this.#inTurn = false;
  }
}
