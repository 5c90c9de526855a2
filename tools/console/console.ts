// The Espruino console as a place to ask questions. Every answer carries a mark that only the running
// interpreter can produce (an echo of the question does not match), so prompts, echoes and noise don't matter.
// Lines are at most 512 bytes and never hold 0x03 or 0x04; the one Ctrl-C is sent alone, to get out of a stuck line.
import { Failure } from '../failure.ts';
import type { Reading, Wire } from '../link/wire.ts';
import { errorKind } from './said-by-board.ts';

/** Longer than the 5 s that Espruino itself waits for the rest of a packet. */
export const answerWithinMs = 6000;
export const longestLine = 512;
/** Longer than the board is ever left to wait, shorter than it takes to carry it away. */
const silenceMs = 30_000;

export class BoardConsole {
  readonly wire: Wire;
  #questions = 0;
  #alive = '';

  constructor(wire: Wire) {
    this.wire = wire;
  }

  /** Evaluates an expression on the board and gives its value: text, a number or the like, or a list of them. */
  async ask(expression: string, withinMs: number = answerWithinMs): Promise<unknown> {
    const mark = `?${(++this.#questions).toString(36)}`;
    await this.run(
      `${this.#alive}try{print("<"+"${mark}="+JSON.stringify(${expression}))}catch(e){print("<"+"${mark}!"+e)}`,
    );
    const answer = await this.wire.until(markedLine(`<${mark}`), withinMs, 'answer on its console');
    if (answer.startsWith('!')) {
      throw new Failure('token-protocol', `The board refused a console command${errorKind(answer.slice(1))}.`);
    }
    if (answer === '=undefined') return undefined;
    const value = parsed(answer.slice(1));
    if (value !== undefined) return value;
    throw new Failure('token-protocol', "The board's console answered with something unreadable.");
  }

  /** What tells the board that somebody is still there: a statement, or nothing on a board that does not wait for it. */
  get alive(): string {
    return this.#alive;
  }

  /**
   * From now on the board starts anew when it hears nothing for half a minute: the lock stands again, whatever became of
   * the cable or of this program. What it is asked meanwhile shows that somebody is there.
   */
  async lockAfterSilence(): Promise<void> {
    await this.run(
      `kt=0;kx=function(){if(kt)clearTimeout(kt);kt=setTimeout(function(){E.reboot()},${silenceMs})};kx()`,
    );
    this.#alive = 'kx();';
  }

  /** Whether somebody opened it before with `lockAfterSilence` and left it alone: it would lock itself in the middle of this one's work. */
  async wasLeftOpen(): Promise<boolean> {
    return (await this.ask('typeof kx')) === 'function';
  }

  /** Whether it was told to start anew with `mustStartAnew` and did not. */
  async hasNotStarted(): Promise<boolean> {
    return (await this.ask('typeof kr')) === 'number';
  }

  /** Starts the board anew, and leaves something there that a start takes away. */
  async mustStartAnew(): Promise<void> {
    await this.ask('(kr=1)');
    await this.run('E.reboot()');
  }

  /** Starts the board anew, if it still hears. */
  async startAnew(): Promise<void> {
    await this.run('E.reboot()').catch(() => {});
  }

  /** Runs a line without echo and without waiting. */
  async run(line: string): Promise<void> {
    if (line.length + 2 > longestLine) throw new Error(`a console line of ${line.length} characters is too long`);
    await this.wire.send(`\x10${line}\n`);
  }

  /** Gets the interpreter's attention whatever line it was left in: first gently, then with one Ctrl-C. */
  async attend(): Promise<void> {
    await this.wire.send('\n');
    try {
      await this.ask('1', 1500);
    } catch (failure) {
      if (!(failure instanceof Failure) || failure.code !== 'link-silent') throw failure;
      await this.wire.send('\x03');
      await this.wire.quiet(300);
      await this.wire.send('\n');
      await this.ask('1');
    }
  }
}

/** The value that a board's JSON stands for. No objects: what one says of itself (toString) must not run here. */
function parsed(json: string): unknown {
  try {
    const value = JSON.parse(json) as unknown;
    const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return parts.every((part) => typeof part !== 'object' || part === null) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the rest of the line after `mark`. */
function markedLine(mark: string): Reading<string> {
  return (text) => {
    const start = text.indexOf(mark);
    if (start < 0) return undefined;
    const end = text.indexOf('\n', start);
    if (end < 0) return undefined;
    return { value: text.slice(start + mark.length, end).replace(/\r$/, ''), used: end + 1 };
  };
}
