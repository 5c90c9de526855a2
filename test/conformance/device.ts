// The built firmware on the real interpreter: a Linux build of Espruino dressed up as a Pixl.js, which restarts when it
// reboots. What it can't stand for: the LCD's own memory, power, the processor's speed, Bluetooth.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import type { WireEnd } from '../../simulator/desk/wire-end.ts';
import { Listeners, type Link } from '../../tools/link/link.ts';
import { startRealEspruino, type RealEspruino } from './real-espruino.ts';

export interface DeviceOptions {
  readonly binary: string;
  /** Bytes of the build's Storage. */
  readonly flashBytes: number;
  readonly flashPageBytes: number;
  readonly under?: readonly string[];
}

const pollMs = 20;
const holdMs = 150;
const preludeFile = '.bootPowerOn';

export class RealDevice {
  readonly folder = mkdtempSync(join(tmpdir(), 'device-'));
  readonly #options: DeviceOptions;
  readonly #links = new Set<Listeners>();
  #espruino: RealEspruino | undefined;
  #isWanted = true;

  private constructor(options: DeviceOptions) {
    this.#options = options;
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

  async #powerOn(under: readonly string[] | undefined): Promise<void> {
    const { binary } = this.#options;
    this.#dressUp();
    const espruino = await startRealEspruino({ binary, cwd: this.folder, ...(under === undefined ? {} : { under }) });
    this.#espruino = espruino;
    espruino.onData((bytes) => {
      for (const link of this.#links) link.received(bytes);
    });
    // The Linux build ends where a board would restart.
    void espruino.ended().then(async () => {
      if (this.#isWanted && this.#espruino === espruino) await this.#powerOn(under);
    });
  }

  /** Puts the prelude into the flash: a new board's flash is erased before the firmware is written. */
  #dressUp(): void {
    const { flashBytes, flashPageBytes } = this.#options;
    const before = existsSync(this.#flashFile) ? this.flash : undefined;
    const flash = new Flash(flashBytes, flashPageBytes, before);
    const storage = new FlashStorage(flash);
    const prelude = readFileSync(join(import.meta.dirname, 'device-prelude.js'), 'latin1');
    if (storage.read(preludeFile) !== prelude) storage.write(preludeFile, prelude);
    writeFileSync(this.#flashFile, flash.bytes);
  }

  /** Takes the power away and gives it back, from now on under another command if one is given. */
  async restart(under: readonly string[] | undefined = this.#options.under): Promise<void> {
    const before = this.#running;
    this.#espruino = undefined;
    await before.close();
    await this.#powerOn(under);
  }

  /** The wire, as the technician's tool sees it. */
  openLink(): Link {
    const listeners = new Listeners();
    this.#links.add(listeners);
    return {
      name: 'the real interpreter',
      write: async (bytes) => this.#running.send(bytes),
      onBytes: (listener) => listeners.onBytes(listener),
      onClosed: (listener) => listeners.onClosed(listener),
      close: async () => {
        this.#links.delete(listeners);
        listeners.lost('the port was closed');
      },
    };
  }

  /** Lets another program have the wire: over a pseudo-terminal or a local TCP port. */
  plugInto(end: WireEnd): void {
    const link = this.openLink();
    link.onBytes((bytes) => end.write(bytes));
    end.onReceived((bytes) => void link.write(bytes));
  }

  /** The file that holds the main key's level. */
  get keyFile(): string {
    return join(this.folder, 'gpio', 'gpio24', 'value');
  }

  setKey(level: 0 | 1): void {
    this.#running.setPin('BTN1', level);
  }

  /** Presses the main key and waits for the panel to change, without letting go. */
  async hold(timeoutMs: number): Promise<void> {
    const before = this.frames;
    this.setKey(1);
    await this.#until(() => this.frames > before, timeoutMs, 'frame');
  }

  /** Presses the main key, lets go and waits for the panel to change. Gives what the panel shows. */
  async press(timeoutMs: number): Promise<Uint8Array> {
    const before = this.frames;
    this.setKey(1);
    // A build without pins looks at them every 50 ms, a debounced one after 20 ms.
    await delay(holdMs);
    this.setKey(0);
    await this.#until(() => this.frames > before, timeoutMs, 'frame');
    return this.frame;
  }

  /** How often the panel was redrawn since the start. */
  get frames(): number {
    const file = join(this.folder, 'frames');
    return existsSync(file) ? statSync(file).size : 0;
  }

  /** The panel's pixels, 8 a byte, rows from the top. */
  get frame(): Uint8Array {
    return readFileSync(join(this.folder, 'frame'));
  }

  /** From the next start on, what is drawn (`texts`) or the variables in use (`memory`) are noted. */
  note(what: 'texts' | 'memory'): void {
    writeFileSync(join(this.folder, what), '\n');
  }

  /** The texts that were drawn since they were last asked for, if they are noted. */
  get texts(): string[] {
    return this.#takeNotes('texts').map((line) => String(JSON.parse(line)));
  }

  /** Variables in use since they were last asked for, if they are noted: while drawing, and at rest after a collection. */
  get memory(): { readonly at: 'drawing' | 'rest'; readonly variables: number }[] {
    return this.#takeNotes('memory').map((line) => {
      const [at, variables] = line.split(' ');
      return { at: at === 'rest' ? 'rest' : 'drawing', variables: Number(variables) };
    });
  }

  #takeNotes(what: 'texts' | 'memory'): string[] {
    const lines = readFileSync(join(this.folder, what), 'latin1').split('\n').filter(Boolean);
    this.note(what);
    return lines;
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

function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
