// The built firmware on the real interpreter: a Linux build of Espruino dressed up as a board (dressing.ts), which restarts when
// it reboots.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoardDescription } from '../../hardware/board.ts';
import { pixljs } from '../../hardware/boards/pixljs.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import type { WireEnd } from '../../simulator/desk/wire-end.ts';
import { Listeners, type Link } from '../../tools/link/link.ts';
import { DeviceNotes } from './device-notes.ts';
import { dressingFile, dressingOf, inkIn } from './dressing.ts';
import { pinFile, startRealEspruino, type RealEspruino } from './real-espruino.ts';

export interface DeviceOptions {
  readonly binary: string;
  /** Bytes of the build's Storage. */
  readonly flashBytes: number;
  readonly flashPageBytes: number;
  readonly under?: readonly string[];
  /** What it is dressed up as; a Pixl.js if nothing is said. */
  readonly board?: BoardDescription;
  /** More parts of the dressing. */
  readonly parts?: readonly string[];
}

const pollMs = 20;
const holdMs = 150;
const emptyTries = 10_000;

export class RealDevice {
  readonly folder = mkdtempSync(join(tmpdir(), 'device-'));
  /** What it writes down about itself. */
  readonly notes = new DeviceNotes(this.folder);
  readonly board: BoardDescription;
  readonly #options: DeviceOptions;
  readonly #links = new Set<Listeners>();
  #espruino: RealEspruino | undefined;
  #isWanted = true;
  #cablePlugged = true;

  private constructor(options: DeviceOptions) {
    this.#options = options;
    this.board = options.board ?? pixljs;
  }

  /** A device with nothing but the dressing-up in its flash, switched on. */
  static async start(options: DeviceOptions): Promise<RealDevice> {
    const device = new RealDevice(options);
    await device.#powerOn(options.under);
    return device;
  }

  get #flashFile(): string {
    return join(this.folder, 'espruino.flash');
  }

  /** The process, for tools that look into it. */
  get processId(): number {
    return this.#running.processId;
  }

  get #running(): RealEspruino {
    if (this.#espruino === undefined) throw new Error('the device is switched off');
    return this.#espruino;
  }

  async #powerOn(under: readonly string[] | undefined, early: Early = {}): Promise<void> {
    const { binary } = this.#options;
    const dressing = dressingOf(this.board, this.#options.parts);
    // A new board's flash is erased before the firmware is written, and the dressing with it.
    this.changeFlash((storage) => {
      if (storage.read(dressingFile) !== dressing) storage.write(dressingFile, dressing);
      early.change?.(storage);
    });
    // Without power a panel shows nothing.
    for (const name of ['frame', 'frames', 'port']) rmSync(join(this.folder, name), { force: true });
    const espruino = await startRealEspruino({
      binary,
      cwd: this.folder,
      levels: this.#levels(early.keyHeld === true),
      ...(under === undefined ? {} : { under }),
    });
    this.#espruino = espruino;
    espruino.onData((bytes) => {
      if (this.#cablePlugged) for (const link of this.#links) link.received(bytes);
    });
    if (early.bytes !== undefined) espruino.send(early.bytes);
    // The Linux build ends where a board would restart.
    void espruino.ended().then(async () => {
      if (this.#isWanted && this.#espruino === espruino) await this.#powerOn(under);
    });
  }

  /** Of its pins: keys that are up, the first one perhaps held, no headset, and the cable. */
  #levels(mainHeld: boolean): Map<string, 0 | 1> {
    const { keys, audio, serial } = this.board;
    const levels = new Map(
      keys.map(({ pin, pressedLevel }, at) => [pin, at === 0 && mainHeld ? pressedLevel : other(pressedLevel)]),
    );
    if (audio !== undefined) levels.set(audio.headset.pin, other(audio.headset.pluggedLevel));
    if (serial.opensForCable === true) levels.set(serial.pins!.receive, this.#cablePlugged ? 1 : 0);
    return levels;
  }

  /** Changes files of a device that is switched off. */
  changeFlash(change: (storage: FlashStorage) => void): void {
    const { flashBytes, flashPageBytes } = this.#options;
    const flash = new Flash(flashBytes, flashPageBytes, existsSync(this.#flashFile) ? this.flash : undefined);
    change(new FlashStorage(flash));
    writeFileSync(this.#flashFile, flash.bytes);
  }

  /** Takes the power away and gives it back, from now on under another command if one is given. */
  async restart(under: readonly string[] | undefined = this.#options.under, early: Early = {}): Promise<void> {
    const before = this.#running;
    this.#espruino = undefined;
    await before.close();
    await this.#powerOn(under, early);
  }

  /** Puts bytes on the wire. */
  send(bytes: string): void {
    if (this.#cablePlugged) this.#running.send(bytes);
  }

  /** The wire, as the technician's tool sees it. */
  openLink(): Link {
    const listeners = new Listeners();
    this.#links.add(listeners);
    return {
      name: 'the real interpreter',
      write: async (bytes) => {
        if (this.#cablePlugged) this.#running.send(bytes);
      },
      onBytes: (listener) => listeners.onBytes(listener),
      onClosed: (listener) => listeners.onClosed(listener),
      close: async () => {
        this.#links.delete(listeners);
        listeners.lost('the port was closed');
      },
    };
  }

  /** Lets another program have the wire, over a pseudo-terminal or a local TCP port, until it is closed. */
  plugInto(end: WireEnd): void {
    const link = this.openLink();
    link.onBytes((bytes) => end.write(bytes));
    // What is sent to a board without power is lost.
    end.onReceived((bytes) => void link.write(bytes).catch(() => {}));
  }

  /** The file that holds the main key's level. */
  get keyFile(): string {
    return join(this.folder, pinFile(this.board.keys[0]!.pin));
  }

  /** Presses a key or lets it go: the main one, if no name is given. */
  setKey(down: boolean, name?: string): void {
    const key = this.board.keys.find((one) => one.name === (name ?? this.board.keys[0]!.name));
    if (key === undefined) throw new Error(`a ${this.board.title} has no key ${name}`);
    this.#running.setPin(key.pin, down ? key.pressedLevel : other(key.pressedLevel));
  }

  /** Puts a plug into the headset's socket or pulls it out. */
  setHeadset(plugged: boolean): void {
    const { audio } = this.board;
    if (audio === undefined) throw new Error(`a ${this.board.title} has no socket for a headset`);
    const { pin, pluggedLevel } = audio.headset;
    this.#running.setPin(pin, plugged ? pluggedLevel : other(pluggedLevel));
  }

  /** Plugs the cable in, as it is at first, or pulls it out: an idle line is high, and without one the pull-down wins. */
  plugCable(plugged: boolean): void {
    const { opensForCable, pins } = this.board.serial;
    if (opensForCable !== true) throw new Error(`the port of a ${this.board.title} does not depend on its cable`);
    this.#cablePlugged = plugged;
    this.#running.setPin(pins!.receive, plugged ? 1 : 0);
  }

  /** Whether the firmware has its port open, where the part `cable` of the dressing writes that down. */
  get isPortOpen(): boolean {
    const file = join(this.folder, 'port');
    return !existsSync(file) || written(file).toString('latin1') === '1';
  }

  /** Presses the main key and waits for the panel to change, without letting go. */
  async hold(timeoutMs: number): Promise<void> {
    const before = this.frames;
    this.setKey(true);
    await this.#until(() => this.frames > before, timeoutMs, 'frame');
  }

  /** Presses the main key, lets go and waits for the panel to change. Gives what the panel shows. */
  async press(timeoutMs: number): Promise<Uint8Array> {
    const before = this.frames;
    this.setKey(true);
    // A build without pins looks at them every 50 ms, a debounced one after 20 ms.
    await delay(holdMs);
    this.setKey(false);
    await this.#until(() => this.frames > before, timeoutMs, 'frame');
    return this.frame;
  }

  /** How often the panel was redrawn since the start. */
  get frames(): number {
    const file = join(this.folder, 'frames');
    return existsSync(file) ? statSync(file).size : 0;
  }

  /** The panel's memory, as its dressing keeps it. */
  get frame(): Uint8Array {
    return written(join(this.folder, 'frame'));
  }

  /** Whether there is ink at a pixel of the panel. */
  get ink(): (x: number, y: number) => boolean {
    return existsSync(join(this.folder, 'frame')) ? inkIn(this.board, this.frame) : () => false;
  }

  /** Whether the panel has its supply. */
  get isLit(): boolean {
    return written(join(this.folder, 'power')).toString('latin1') === '1';
  }

  /** Runs a line on the console of a device that has no firmware yet; gives what it printed. */
  async command(line: string): Promise<string> {
    return await this.#running.command(line);
  }

  /** Waits for the next redrawing. */
  async nextFrame(timeoutMs: number): Promise<void> {
    const before = this.frames;
    await this.#until(() => this.frames > before, timeoutMs, 'frame');
  }

  /** The flash as it is now. */
  get flash(): Uint8Array {
    return readFileSync(this.#flashFile);
  }

  async #until(ready: () => boolean, timeoutMs: number, what: string): Promise<void> {
    for (const endMs = Date.now() + timeoutMs; !ready(); await delay(pollMs)) {
      if (Date.now() > endMs) throw new Error(`there was no ${what} within ${timeoutMs} ms`);
    }
  }

  async close(): Promise<void> {
    this.#isWanted = false;
    await this.#espruino?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What happens at the moment when the power comes back. */
export interface Early {
  /** Changes to the files before. */
  readonly change?: (storage: FlashStorage) => void;
  /** The main key is down. */
  readonly keyHeld?: boolean;
  /** Is on the wire from the first moment on. */
  readonly bytes?: string;
}

function other(level: 0 | 1): 0 | 1 {
  return level === 1 ? 0 : 1;
}

/** What the dressing wrote last. It empties a file before it writes it, which is not to be taken for a blank panel. */
function written(file: string): Buffer {
  for (let tries = 0; ; tries++) {
    const bytes = readFileSync(file);
    if (bytes.length > 0 || tries === emptyTries) return bytes;
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
