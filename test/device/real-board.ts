// The check's board on the real interpreter: `klarkode` is a process of its own, as a technician has it, and its port a
// pseudo-terminal.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { BoardDescription } from '../../hardware/board.ts';
import { openPtyEnd } from '../../simulator/desk/pty-end.ts';
import type { WireEnd } from '../../simulator/desk/wire-end.ts';
import type { Run } from '../../simulator/world/ears.ts';
import { root } from '../../tools/setup/root.mjs';
import { RealDevice } from '../conformance/device.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import type { CheckedBoard, Early, Outcome, Shown } from './checked-board.ts';

const changeWithinMs = 15_000;
const edgeWithinMs = 5000;
const startWithinMs = 5000;
const pollMs = 10;
/** A press is drawn well within this after the key's edge; the file is read after it. */
const settleMs = 200;
/** On a machine that is busy with other things. */
const lateMs = 5000;
/** A press that follows sooner is taken for a tremor. */
const afterLettingGoMs = 500;

export class RealBoard implements CheckedBoard {
  readonly description: BoardDescription;
  readonly storage: CheckedBoard['storage'];
  readonly device: RealDevice;
  readonly #end: WireEnd;
  #heard = '';

  private constructor(device: RealDevice, interpreter: Interpreter, end: WireEnd) {
    this.device = device;
    this.description = device.board;
    this.storage = {
      bytes: interpreter.flashBytes,
      pageBytes: interpreter.flashPageBytes,
      inPlace: interpreter.inPlace,
    };
    this.#end = end;
    device.plugInto(end);
    device.openLink().onBytes((bytes) => {
      this.#heard += Buffer.from(bytes).toString('latin1');
    });
  }

  /** A new board, with nothing of Klarkode in it. */
  static async start(
    binary: string,
    interpreter: Interpreter,
    board: BoardDescription,
    parts: readonly string[] = [],
  ): Promise<RealBoard> {
    const cable = board.serial.opensForCable === true && parts.length === 0 ? ['cable'] : [];
    const device = await RealDevice.start({ binary, ...interpreter, board, parts: [...parts, ...cable] });
    device.notes.begin('texts');
    // A year has a hand of its own.
    if (parts.length === 0) device.notes.begin('edges');
    if (board.audio !== undefined) device.notes.begin('sound');
    return new RealBoard(device, interpreter, await openPtyEnd());
  }

  klarkode(args: readonly string[], standardInput = ''): Promise<Outcome> {
    const command = join(root, 'tools', 'klarkode.mjs');
    const own = ['--port', this.#end.port, '--registry', join(this.device.folder, 'registry.db'), '--yes'];
    const env = { ...process.env, KLARKODE_PASSPHRASE: 'only for this check' };
    const child = spawn(process.execPath, [command, ...own, ...args], { env });
    let out = '';
    let err = '';
    child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
    child.stdin.end(standardInput);
    return new Promise((done) => child.once('close', (code) => done({ exitCode: code ?? 1, out, err })));
  }

  async press(heldMs = 150, key?: string): Promise<Shown> {
    this.device.notes.takeScreens();
    const before = this.device.frames;
    await this.#edge(true, key);
    await this.pause(heldMs);
    await this.#edge(false, key);
    for (const endMs = Date.now() + changeWithinMs; this.device.frames === before; await this.pause(pollMs)) {
      if (Date.now() > endMs) throw new Error(`the panel did not change within ${changeWithinMs / 1000} s of a press`);
    }
    await this.pause(settleMs);
    const screens = this.device.notes.takeScreens();
    if (this.description.audio === undefined) return { texts: screens.at(-1) ?? [], isLit: this.device.isLit };
    // Where there is a voice, what was the last of the screen before may come after the press, and only what changes is drawn again.
    const isDrawn = (texts: readonly string[]): boolean => texts.length > 0;
    for (let waitedMs = 0; !screens.some(isDrawn) && waitedMs < lateMs; waitedMs += 50) {
      await this.pause(50);
      screens.push(...this.device.notes.takeScreens());
    }
    return { texts: screens.find(isDrawn) ?? [], isLit: this.device.isLit };
  }

  /** Moves a key and waits until the firmware has heard of it: a busy machine may look at its keys seldom. */
  async #edge(down: boolean, key?: string): Promise<void> {
    const before = this.device.notes.edges;
    this.device.setKey(down, key);
    // Firmware that lies in pieces watches no key.
    for (const endMs = Date.now() + edgeWithinMs; this.device.notes.edges === before; await this.pause(pollMs)) {
      if (Date.now() > endMs) return;
    }
  }

  async letGo(): Promise<void> {
    await this.#edge(false);
    await this.pause(afterLettingGoMs);
  }

  setHeadset(plugged: boolean): void {
    this.device.setHeadset(plugged);
  }

  plugCable(plugged: boolean): void {
    this.device.plugCable(plugged);
  }

  get isPortOpen(): boolean {
    return this.device.isPortOpen;
  }

  takeSounds(): Run[] {
    return this.description.audio === undefined ? [] : this.device.notes.takeSounds();
  }

  async restart(early: Early = {}): Promise<void> {
    await this.device.restart(undefined, early);
    // The first thing that the application does is to darken its panel; a locked console does not.
    for (let waitedMs = 0; waitedMs < startWithinMs && this.device.frames === 0; waitedMs += 50) await this.pause(50);
  }

  send(bytes: string): void {
    this.device.send(bytes);
  }

  takeHeard(): string {
    const heard = this.#heard;
    this.#heard = '';
    return heard;
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((done) => setTimeout(done, milliseconds));
  }

  nowMs(): number {
    return Date.now();
  }

  get flash(): Uint8Array {
    return this.device.flash;
  }

  ink(x: number, y: number): boolean {
    return this.device.ink(x, y);
  }

  async close(): Promise<void> {
    await this.#end.close();
    await this.device.close();
  }
}
