// A virtual board on the bench, for tests: files in its flash, a terminal on its console, a hand on its pins.
import type { BoardDescription } from '../../../hardware/board.ts';
import { pixljs } from '../../../hardware/boards/pixljs.ts';
import type { VirtualBoard } from '../../../simulator/board/board.ts';
import { VirtualClock } from '../../../simulator/board/clock.ts';
import { createBoard } from '../../../simulator/board/create.ts';
import { Flash } from '../../../simulator/board/flash.ts';
import { FlashStorage } from '../../../simulator/board/storage.ts';

export interface BenchOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly description?: BoardDescription;
  readonly paced?: boolean;
  readonly noise?: () => number;
  readonly countCosts?: boolean;
  readonly takesTime?: boolean;
}

export class Bench {
  readonly clock = new VirtualClock();
  readonly flash: Flash;
  readonly board: VirtualBoard;
  #output = '';

  /** A board with power, booted; what it printed meanwhile is there to be read. */
  constructor(options: BenchOptions = {}) {
    const description = options.description ?? pixljs;
    this.flash = new Flash(description.storage.bytes, description.storage.pageBytes);
    const storage = new FlashStorage(this.flash);
    for (const [name, content] of Object.entries(options.files ?? {})) storage.write(name, content);
    this.board = createBoard({
      description,
      clock: this.clock,
      flash: this.flash,
      pacedSerial: options.paced ?? false,
      countCosts: options.countCosts ?? false,
      takesTime: options.takesTime ?? false,
      ...(options.noise === undefined ? {} : { noise: options.noise }),
    });
    this.board.on('sent', (bytes) => {
      this.#output += Buffer.from(bytes).toString('latin1');
    });
    this.board.powerOn();
  }

  /** What came out since the last look. */
  output(): string {
    const text = this.#output;
    this.#output = '';
    return text;
  }

  send(text: string): void {
    this.board.send(Buffer.from(text, 'latin1'));
  }

  /** Sends bytes, lets a millisecond pass, gives what came out. */
  say(text: string): string {
    this.output();
    this.send(text);
    this.clock.advance(1);
    return this.output();
  }

  /** What that expression is, as JSON.stringify on the board says. */
  value(expression: string): unknown {
    const said = this.say(`\x10print("<"+JSON.stringify(${expression})+">")\n`);
    const json = /^<([^]*)>\r\n/.exec(said)?.[1];
    if (json === undefined) throw new Error(`${expression} gave: ${said}`);
    return json === 'undefined' ? undefined : (JSON.parse(json) as unknown);
  }

  /** What a program prints, line ends as \n, without the prompt. */
  prints(program: string): string {
    return this.say(`\x10${program}\n`).replaceAll('\r\n', '\n').replace(/>$/, '');
  }

  advance(milliseconds: number): string {
    this.clock.advance(milliseconds);
    return this.output().replaceAll('\r\n', '\n');
  }
}
