// A code display that lives fast, on the real interpreter with a board's own number of variables (dressing/year.js). Faked: time goes
// from timer to timer and jumps while the panel is dark, and the key's edges come from a timer. The presses, the codes, the
// drawing, Storage and the interpreter's memory are real.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Built } from '../bench/built.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import { Bench, type Product } from './bench.ts';
import { RealBoard } from './real-board.ts';
import { restsIn, screensIn, type Rest, type Screen } from './year-notes.ts';

/** How long a code is looked at: its seconds are counted down twice. */
const shownSeconds = 2.2;
const restEvery = 100;
const startMs = 1500;
/** Far longer than the presses of one job take. */
const stuckMs = 60_000;

export interface Job {
  readonly presses: number;
  /** Seconds of darkness between two presses. */
  readonly jumpSeconds: number;
}

/** What the presses of a job brought. */
export interface Lived {
  readonly screens: readonly Screen[];
  readonly rests: readonly Rest[];
}

/** A token that lives fast. */
export interface FastLife {
  readonly bench: Bench;
  /** Variables that the dressing takes, which no board has. */
  readonly dressing: number;
  readonly flash: Uint8Array;
  /** The device presses its own key; gives what it showed and how its memory was. */
  live(job: Job): Promise<Lived>;
  /** Sets its clock as it is: a session, without a step. */
  setClock(last: Rest): Promise<void>;
  /** Takes the power away; from then on only so many variables are there, the interpreter's own included. */
  restart(variables?: number, bare?: number): Promise<void>;
  /** A flash restarts the device too: its own counts begin anew. */
  afterRestart(): void;
}

export class YearDevice implements FastLife {
  readonly bench: Bench;
  readonly dressing: number;
  readonly #board: RealBoard;
  #screensRead = 0;
  #restsRead = 0;

  private constructor(board: RealBoard, product: Product, dressing: number) {
    this.#board = board;
    this.bench = new Bench(board, product);
    this.dressing = dressing;
  }

  static async start(
    binary: string,
    interpreter: Interpreter,
    { board }: Built,
    product: Product,
  ): Promise<YearDevice> {
    const real = await RealBoard.start(binary, interpreter, board, ['year']);
    const dressed = Number(await real.device.command('print(process.memory().usage)'));
    return new YearDevice(real, product, dressed - interpreter.bareVariables);
  }

  #file(name: string): string {
    return join(this.#board.device.folder, name);
  }

  async live({ presses, jumpSeconds }: Job): Promise<Lived> {
    const job = { presses, jumpSeconds, shownSeconds, restEvery };
    writeFileSync(this.#file('job.new'), JSON.stringify(job));
    renameSync(this.#file('job.new'), this.#file('job'));
    const screens: Screen[] = [];
    const rests: Rest[] = [];
    let quietMs = 0;
    while (!this.#isOver(rests, presses)) {
      await this.#board.pause(200);
      const more = this.#newScreens();
      rests.push(...this.#newRests());
      quietMs = more.length === 0 ? quietMs + 200 : 0;
      screens.push(...more);
      if (quietMs > stuckMs) throw new Error(`the device stopped pressing after ${screens.length} screens`);
    }
    screens.push(...this.#newScreens());
    return { screens, rests };
  }

  #asked = 0;

  #isOver(rests: readonly Rest[], presses: number): boolean {
    if (rests.at(-1)?.presses !== this.#asked + presses) return false;
    this.#asked += presses;
    return true;
  }

  async setClock(last: Rest): Promise<void> {
    const sinceMs = Date.now() - this.#restMs;
    const now = new Date(last.atSeconds * 1000 + sinceMs).toISOString();
    await this.bench.must(['clock', '--now', now]);
  }

  #restMs = 0;

  async restart(variables?: number, bare = 0): Promise<void> {
    if (variables === undefined) rmSync(this.#file('leave'), { force: true });
    else writeFileSync(this.#file('leave'), String(variables - bare));
    await this.#board.restart();
    this.afterRestart();
    await this.#board.pause(startMs);
  }

  afterRestart(): void {
    this.#asked = 0;
  }

  get flash(): Uint8Array {
    return this.#board.flash;
  }

  async close(): Promise<void> {
    await this.#board.close();
  }

  #newScreens(): Screen[] {
    const { text, to } = this.#newLines('codes', this.#screensRead, '@');
    this.#screensRead = to;
    return screensIn(text);
  }

  #newRests(): Rest[] {
    const { text, to } = this.#newLines('rests', this.#restsRead, '');
    if (to > this.#restsRead) this.#restMs = Date.now();
    this.#restsRead = to;
    return restsIn(text, this.dressing);
  }

  /** Whole lines of a file of notes, up to the last one that begins with `last`. */
  #newLines(name: string, from: number, last: string): { readonly text: string; readonly to: number } {
    if (!existsSync(this.#file(name))) return { text: '', to: from };
    const notes = readFileSync(this.#file(name), 'latin1').slice(from);
    const at = notes.lastIndexOf(`\n${last}`, notes.endsWith('\n') ? notes.length - 2 : notes.length);
    const end = last === '' ? notes.lastIndexOf('\n') : at < 0 ? -1 : notes.indexOf('\n', at + 1);
    return { text: notes.slice(0, end + 1), to: from + end + 1 };
  }
}
