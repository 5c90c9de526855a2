// One virtual board and what surrounds it: universal time, a hand, a battery, a headset, an oscillator that is a little off.
// World time is UTC; the board is never told it, only the wire can set its clock.
import type { VirtualBoard } from '../board/board.ts';
import { batteryMillivolts } from './battery.ts';
import { Hand } from './hand.ts';
import { Pacer, thisMachine } from './pacing.ts';
import type { Machine } from './pacing.ts';

/** Largest error of an oscillator that the world plays, in parts per million. */
export const worstPpm = 1000;

export class World {
  readonly board: VirtualBoard;
  readonly hand: Hand;
  readonly pacer: Pacer;
  #epochMs: number;
  #batteryPercent = 100;
  #oscillatorPpm = 0;
  #headsetPlugged = false;

  /** `startUtcMs` is the UTC time, in milliseconds since 1970, at which the board's clock reads what it reads now. */
  constructor(board: VirtualBoard, startUtcMs: number, machine: Machine = thisMachine) {
    this.board = board;
    this.hand = new Hand(board);
    this.pacer = new Pacer(board.clock, machine);
    this.#epochMs = startUtcMs - board.clock.nowMs;
    if (board.description.audio !== undefined) this.plugHeadset(false);
  }

  /** World time in milliseconds since 1970, UTC, brought up to now. */
  utcMs(): number {
    return this.#epochMs + this.pacer.nowMs();
  }

  /** Sets the calendar: what time it is in the world. The board notices nothing; no virtual time passes. */
  setUtcMs(utcMs: number): void {
    this.#epochMs = utcMs - this.pacer.nowMs();
  }

  /** World time of what is happening right now inside the simulation: the same, without running anything. */
  get momentUtcMs(): number {
    return this.#epochMs + this.board.clock.nowMs;
  }

  get batteryPercent(): number {
    return this.#batteryPercent;
  }

  /** Throws a RangeError outside 0 to 100. */
  setBatteryPercent(percent: number): void {
    const millivolts = batteryMillivolts(this.board, percent);
    this.#batteryPercent = percent;
    this.pacer.act(() => this.board.setBatteryMillivolts(millivolts));
  }

  get oscillatorPpm(): number {
    return this.#oscillatorPpm;
  }

  /** Parts per million, positive runs fast. Throws a RangeError beyond +-1000. */
  setOscillatorPpm(ppm: number): void {
    if (!(Math.abs(ppm) <= worstPpm)) throw new RangeError(`an oscillator is at most ${worstPpm} ppm off`);
    this.#oscillatorPpm = ppm;
    this.pacer.act(() => this.board.setOscillatorPpm(ppm));
  }

  /** Whether a headset is in the board's socket; undefined: it has none. */
  get headsetPlugged(): boolean | undefined {
    return this.board.description.audio === undefined ? undefined : this.#headsetPlugged;
  }

  /** Plugs a headset in, or pulls it out. Throws when the board has no socket. */
  plugHeadset(plugged: boolean): void {
    const { audio, title } = this.board.description;
    if (audio === undefined) throw new Error(`${title} has no socket for a headset`);
    const { pin, pluggedLevel } = audio.headset;
    this.#headsetPlugged = plugged;
    this.pacer.act(() => this.board.setPin(pin, plugged === (pluggedLevel === 1) ? 1 : 0));
  }

  /** Plugs the serial cable in, as it is at first, or pulls it out of the board. */
  plugCable(plugged: boolean): void {
    this.pacer.act(() => this.board.plugCable(plugged));
  }

  /** Resolves when `durationMs` of world time have passed. While the world is paused, it waits. */
  pass(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.pacer.act(() => this.board.clock.after(durationMs, resolve));
    });
  }
}
