// The check's board on the virtual one, with `klarkode` in this process, all on one virtual clock: what the check itself is
// tested with where there is no real interpreter.
import type { BoardDescription } from '../../hardware/board.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import type { Run } from '../../simulator/world/ears.ts';
import { Rehearsal } from '../system/rehearsal.ts';
import type { CheckedBoard, Early, Outcome, Shown } from './checked-board.ts';

const startUtcMs = 1_700_000_000_000;
const startMs = 2000;
/** After a press, everything that it brings is on the panel. */
const drawnMs = 1000;
/** A press that follows sooner is taken for a tremor. */
const afterLettingGoMs = 500;

export class VirtualCheckedBoard implements CheckedBoard {
  readonly description: BoardDescription;
  readonly storage: CheckedBoard['storage'];
  readonly #rehearsal: Rehearsal;
  #heard = '';
  #sounds: Run[] = [];
  #shown: Shown = { texts: [], isLit: false };
  /** Hears of everything that the panel shows. */
  onShown: (shown: Shown) => void = () => {};

  constructor(board: BoardDescription) {
    this.description = board;
    this.storage = board.storage;
    this.#rehearsal = new Rehearsal(startUtcMs, board.name);
    this.#rehearsal.board.on('sent', (bytes) => {
      this.#heard += Buffer.from(bytes).toString('latin1');
    });
    this.#rehearsal.board.on('sound', (sound) => {
      if (sound.pin === board.audio?.pin) this.#sounds.push(sound);
    });
    this.#rehearsal.board.on('frame', ({ strings, lit }) => {
      this.#shown = { texts: strings.map(({ text }) => text), isLit: lit };
      this.onShown(this.#shown);
    });
  }

  async klarkode(args: readonly string[], standardInput = ''): Promise<Outcome> {
    return await this.#rehearsal.klarkode(['--yes', ...args], { standardInput });
  }

  async press(heldMs = 150, key = this.description.keys[0]!.name): Promise<Shown> {
    const before = this.#shown;
    const { board, clock } = this.#rehearsal;
    const { pin, pressedLevel } = this.description.keys.find(({ name }) => name === key)!;
    board.setPin(pin, pressedLevel);
    clock.advance(heldMs);
    board.setPin(pin, pressedLevel === 1 ? 0 : 1);
    clock.advance(drawnMs);
    if (this.#shown === before) throw new Error('the panel did not change after a press');
    return this.#shown;
  }

  async letGo(): Promise<void> {
    const key = this.description.keys[0]!;
    this.#rehearsal.board.setPin(key.pin, key.pressedLevel === 1 ? 0 : 1);
    await this.pause(afterLettingGoMs);
  }

  setHeadset(plugged: boolean): void {
    const { pin, pluggedLevel } = this.description.audio!.headset;
    this.#rehearsal.board.setPin(pin, plugged === (pluggedLevel === 1) ? 1 : 0);
  }

  plugCable(plugged: boolean): void {
    this.#rehearsal.board.plugCable(plugged);
  }

  get isPortOpen(): boolean {
    return this.#rehearsal.board.serialOpen;
  }

  takeSounds(): Run[] {
    return this.#sounds.splice(0);
  }

  async restart(early: Early = {}): Promise<void> {
    const { board, clock } = this.#rehearsal;
    const key = this.description.keys[0]!;
    board.powerOff();
    clock.advance(1000);
    early.change?.(new FlashStorage(board.flash));
    if (early.keyHeld === true) board.setPin(key.pin, key.pressedLevel);
    board.powerOn();
    if (early.bytes !== undefined) this.send(early.bytes);
    clock.advance(startMs);
  }

  send(bytes: string): void {
    this.#rehearsal.board.send(Buffer.from(bytes, 'latin1'));
  }

  takeHeard(): string {
    const heard = this.#heard;
    this.#heard = '';
    return heard;
  }

  async pause(milliseconds: number): Promise<void> {
    this.#rehearsal.clock.advance(milliseconds);
  }

  nowMs(): number {
    return startUtcMs + this.#rehearsal.clock.nowMs;
  }

  get flash(): Uint8Array {
    return this.#rehearsal.board.flash.bytes;
  }

  ink(x: number, y: number): boolean {
    const { panel } = this.#rehearsal.board;
    return panel.pixel(x, y) !== panel.background;
  }

  async close(): Promise<void> {
    this.#rehearsal.end();
  }
}
