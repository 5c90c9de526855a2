// Runs the real Espruino interpreter (its Linux build) interactively over a pseudo-terminal, with a flash file of its own.
// The byte 0x04 is never sent: it ends the Linux build at once. Twice 0x03 on an open console ends it too.
import { spawn, type IPty } from '@lydell/node-pty';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { getEspruino } from '../../tools/setup/espruino.mjs';

export interface RealEspruinoOptions {
  /** Path of the interpreter. */
  readonly binary: string;
  /** Where `espruino.flash` is and stays; without it a temporary folder that goes at close. */
  readonly cwd?: string;
  /** What the flash holds at the start. */
  readonly flash?: Uint8Array;
  /** Command that the interpreter is run under, for example valgrind. */
  readonly under?: readonly string[];
  /** Levels that pins have from the start on, other than 0. */
  readonly levels?: ReadonlyMap<string, 0 | 1>;
}

const helloEnd = 'Added SIGTERM hook\r\n';
/** The interpreter's pins BTN1 to BTN4, where the build has them. */
const buttonPins: Record<string, number> = { BTN1: 24, BTN2: 25, BTN3: 26, BTN4: 27 };
const startTimeoutMs = 60_000;

/** The interpreter's process is over, and something was still to come. */
export class InterpreterEnded extends Error {
  /** Number of the signal that ended it, as a segmentation fault does; undefined: it ended by itself. */
  readonly signal: number | undefined;

  constructor(message: string, signal: number | undefined) {
    super(message);
    this.signal = signal;
  }
}

export class RealEspruino {
  readonly cwd: string;
  readonly #pty: IPty;
  readonly #keep: boolean;
  readonly #listeners = new Set<(bytes: Uint8Array) => void>();
  #unread = '';
  #wake: () => void = () => {};
  #exited = false;
  #signal: number | undefined;
  readonly #exit: Promise<void>;

  constructor(options: RealEspruinoOptions) {
    const binary = resolve(options.binary);
    if (!existsSync(binary)) {
      throw new Error(`there is no Espruino interpreter at ${binary}; name another path, or ${getEspruino}`);
    }
    this.#keep = options.cwd !== undefined;
    this.cwd = options.cwd ?? mkdtempSync(join(tmpdir(), 'espruino-'));
    if (options.flash !== undefined) writeFileSync(join(this.cwd, 'espruino.flash'), options.flash);
    for (const pin of Object.keys(buttonPins)) this.setPin(pin, 0);
    for (const [pin, level] of options.levels ?? []) this.setPin(pin, level);
    // The terminal must be raw before the interpreter's own set-up, or what is sent early is echoed twice. One
    // processor: the Linux build's input thread and main thread share a queue as an interrupt and a program would.
    // It dies with whoever started it, however that ends.
    const processor = process.pid % availableParallelism();
    const start =
      'stty raw -echo; ' +
      `if command -v taskset >/dev/null; then set -- taskset -c ${processor} "$@"; fi; ` +
      'if setpriv --pdeathsig KILL true 2>/dev/null; then set -- setpriv --pdeathsig KILL "$@"; fi; exec "$@"';
    this.#pty = spawn('/bin/sh', ['-c', start, 'sh', ...(options.under ?? []), binary], {
      cwd: this.cwd,
      encoding: null,
    });
    this.#pty.onData((data) => this.#receive(Buffer.from(data)));
    this.#exit = new Promise((done) => {
      this.#pty.onExit(({ signal }) => {
        this.#exited = true;
        this.#signal = signal === 0 ? undefined : signal;
        this.#wake();
        done();
      });
    });
  }

  get processId(): number {
    return this.#pty.pid;
  }

  /** Puts bytes on the console's input; a string is one character per byte. */
  send(bytes: Uint8Array | string): void {
    const data = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes);
    if (data.includes(4)) throw new Error('the byte 0x04 ends the Linux build of Espruino; leave it out');
    // Without an encoding the terminal carries bytes both ways; only its types don't say so.
    this.#pty.write(data as unknown as string);
  }

  /** Calls `listener` with all that the interpreter prints; returns how to stop that. */
  onData(listener: (bytes: Uint8Array) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits for `text` and returns what came before it and itself, one character per byte. That is read then. */
  async waitFor(text: string | RegExp, timeoutMs: number): Promise<string> {
    const untilMs = Date.now() + timeoutMs;
    for (;;) {
      const end = endOf(this.#unread, text);
      if (end !== undefined) return this.#take(end);
      const leftMs = untilMs - Date.now();
      const seen = JSON.stringify(this.#unread.slice(-400));
      if (this.#exited) {
        const how = this.#signal === undefined ? 'ended' : `was ended by signal ${this.#signal}`;
        throw new InterpreterEnded(
          `the interpreter ${how} before ${String(text)} came; it printed ${seen}`,
          this.#signal,
        );
      }
      if (leftMs <= 0) throw new Error(`${String(text)} did not come within ${timeoutMs} ms; there was ${seen}`);
      await this.#more(leftMs);
    }
  }

  /** What has been printed and not been waited for; it is read then. */
  takeUnread(): string {
    return this.#take(this.#unread.length);
  }

  /** Runs one line without echo and waits until it has run. Returns what it printed; lines are ended by "\n". */
  async command(line: string, timeoutMs = 20_000): Promise<string> {
    // A line that prints nothing brings no prompt either, so only marks can tell what it printed, and that it has run.
    this.send(`\x10print("\\x02")\n\x10${line}\n\x10print("\\x06")\n`);
    const printed = await this.waitFor('\x06\r\n', timeoutMs);
    const own = printed.slice(printed.lastIndexOf('\x02\r\n') + 3, -3);
    return own.replace(/^>|\r?\x1b\[J|\r\n>$/g, '').replace(/\r\n/g, '\n');
  }

  /** Sets the level of a pin, `BTN1` to `BTN4` or `D0` to `D31`, in a build whose pins are files under `gpio/`. */
  setPin(pin: string, level: 0 | 1): void {
    const file = join(this.cwd, pinFile(pin));
    mkdirSync(dirname(file), { recursive: true });
    // Never a moment without content: the interpreter would take that for 0.
    writeFileSync(`${file}.new`, String(level));
    renameSync(`${file}.new`, file);
  }

  /** The flash file as it is now. */
  readFlash(): Uint8Array {
    return readFileSync(join(this.cwd, 'espruino.flash'));
  }

  /** Takes the power away: kills the interpreter and removes its temporary folder. */
  async close(): Promise<void> {
    if (!this.#exited) this.#pty.kill('SIGKILL');
    await this.#exit;
    if (!this.#keep) rmSync(this.cwd, { recursive: true, force: true });
  }

  /** Waits for the program to end by itself. */
  async ended(): Promise<void> {
    await this.#exit;
  }

  #receive(bytes: Buffer): void {
    this.#unread += bytes.toString('latin1');
    for (const listener of [...this.#listeners]) listener(bytes);
    this.#wake();
  }

  #take(length: number): string {
    const taken = this.#unread.slice(0, length);
    this.#unread = this.#unread.slice(length);
    return taken;
  }

  #more(timeoutMs: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

/** The file that holds a pin's level, within the interpreter's folder. */
export function pinFile(pin: string): string {
  const number = buttonPins[pin] ?? /^D(\d+)$/.exec(pin)?.[1];
  if (number === undefined) throw new Error(`there is no pin ${pin}; there are D0 to D31, BTN1 to BTN4`);
  return join('gpio', `gpio${number}`, 'value');
}

function endOf(heap: string, needle: string | RegExp): number | undefined {
  if (typeof needle === 'string') {
    const at = heap.indexOf(needle);
    return at < 0 ? undefined : at + needle.length;
  }
  const match = needle.exec(heap);
  return match === null ? undefined : match.index + match[0].length;
}

/** Starts the interpreter and waits until it runs: its boot code's output and banner are still to come. */
export async function startRealEspruino(options: RealEspruinoOptions): Promise<RealEspruino> {
  const espruino = new RealEspruino(options);
  try {
    await espruino.waitFor(helloEnd, startTimeoutMs);
  } catch {
    const printed = espruino.takeUnread().trim().slice(-200);
    await espruino.close();
    const said = printed === '' ? 'and says nothing' : `and says ${JSON.stringify(printed)}`;
    throw new Error(`${options.binary} does not start as an Espruino for Linux does, ${said}; ${getEspruino}`);
  }
  return espruino;
}
