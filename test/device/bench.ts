// One token under check: the moves that several steps share. A move that goes wrong throws one sentence that says what. Where there
// is a voice, what is heard must be what is seen.
import { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import { encodeLine } from '../../firmware/core/protocol/line.ts';
import { proof, saysTooMuch } from '../conformance/lock-cases.ts';
import { tracesOf } from '../scenarios/cuts/secret-traces.ts';
import { codeSaid, hear } from './hearing.ts';
import type { CheckedBoard, Outcome, Shown } from './checked-board.ts';
import { referenceCode, type Algorithm } from './references.ts';

/** RFC 4226, Appendix D: the secret of the examples, as bytes and as `klarkode issue` takes it. */
export const rfcSecret = Buffer.from('12345678901234567890');
const rfcBase32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

const answerWithinMs = 30_000;
const portPollMs = 100;
const mostFlashRuns = 2;
const periodSeconds = 30;
/** With less left of its period, a code is not offered; one that is said must not change meanwhile. */
const enoughLeftSeconds = 10;
const enoughSpokenSeconds = 20;
/** Where no key darkens the panel, it goes dark by itself. */
const darkWithinMs = 90_000;

export interface Product {
  readonly product: string;
  /** From the manifest. */
  readonly firmwareHash: string;
  readonly hashes: Readonly<Record<Algorithm, string>>;
  /** Those that are flashed; undefined: what `klarkode` chooses. */
  readonly languages?: string;
}

/** The files in its flash. */
export const filesOf = ({ board }: Bench): FlashStorage =>
  new FlashStorage(new Flash(board.storage.bytes, board.storage.pageBytes, board.flash));

export class Bench {
  readonly board: CheckedBoard;
  readonly product: Product;
  /** What the board has said since the flash, whatever it was asked. */
  heard = '';
  /** Of the event-based credential. */
  counter = 0;

  constructor(board: CheckedBoard, product: Product) {
    this.board = board;
    this.product = product;
  }

  /** Runs the command and throws when it fails. Gives what `--json` tells as the result. */
  async must(args: readonly string[], standardInput = ''): Promise<Record<string, unknown>> {
    const ended = await this.board.klarkode(['--json', ...args], standardInput);
    if (ended.exitCode !== 0)
      throw new Error(`klarkode ${args[0] ?? ''} ended with ${ended.exitCode}: ${lastLine(ended)}`);
    return JSON.parse(lastLine(ended)) as Record<string, unknown>;
  }

  /** Flashes it. A line that was disturbed may cost a run: the same command goes on where it stopped. Gives the runs. */
  async flash(): Promise<number> {
    const { product, languages } = this.product;
    const chosen = languages === undefined ? [] : ['--languages', languages];
    const command = ['flash', '--product', product, '--board', this.board.description.name, ...chosen];
    for (let runs = 1; ; runs++) {
      try {
        await this.must(command);
        return runs;
      } catch (error) {
        if (runs === mostFlashRuns || !String(error).includes('link-silent')) throw error;
      }
    }
  }

  /** Gives it the RFC's credential. An event-based one begins with counter 0. */
  async issue(type: 'hotp' | 'totp', algorithm: Algorithm, digits: 6 | 8): Promise<void> {
    const terms = ['--type', type, '--algorithm', algorithm, '--digits', String(digits)];
    await this.must(['issue', ...terms, '--secret-stdin', '--force'], `${rfcBase32}\n`);
    this.counter = 0;
  }

  /** Shows something from the dark: whatever the panel shows is put away first. */
  async show(heldMs?: number): Promise<Shown> {
    if (this.board.description.keys.length > 1) await this.darkness();
    for (let tries = 0; this.#hasInk(); tries++) {
      if (tries === 2) throw new Error('the panel does not go dark when the key is pressed');
      const dark = await this.board.press();
      if (dark.isLit) throw new Error('the panel keeps its supply when it is dark');
      await this.board.pause(500);
    }
    this.board.takeSounds();
    const shown = await this.board.press(heldMs);
    if (!shown.isLit) throw new Error('something is drawn, and the panel has no supply');
    await this.board.pause(500);
    return shown;
  }

  /** Waits for the panel to go dark. */
  async darkness(): Promise<void> {
    for (let waitedMs = 0; this.#hasInk(); waitedMs += 500) {
      if (waitedMs > darkWithinMs) throw new Error(`the panel is not dark after ${darkWithinMs / 1000} s`);
      await this.board.pause(500);
    }
  }

  /** Shows a code from the dark. Where there is a voice, it must say that code; gives what it says after it, too. */
  async #showCode(
    digits: number,
    look?: () => void,
  ): Promise<{ readonly shown: string; readonly after: readonly string[] }> {
    const shown = codeAmong(await this.show(), digits);
    look?.();
    if (this.board.description.audio === undefined) return { shown, after: [] };
    const said = await hear(this.board);
    if (codeSaid(said, digits) !== shown)
      throw new Error(`it shows ${shown} and says "${said.map(({ name }) => name).join(' ')}"`);
    return { shown, after: said.slice(digits).map(({ name }) => name) };
  }

  #hasInk(): boolean {
    const { width, height } = this.board.description.display;
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (this.board.ink(x, y)) return true;
    return false;
  }

  /**
   * Uses up the next code; it must be the reference's. Tells the code and who says that it is right.
   * @param look is called when the code stands on the panel
   */
  async nextCode(look?: () => void): Promise<string> {
    const wanted = referenceCode({ secret: rfcSecret, algorithm: 'SHA1', digits: 6, at: { counter: this.counter } });
    const { shown } = await this.#showCode(6, look);
    if (shown !== wanted.code)
      throw new Error(`it shows ${shown} for counter ${this.counter}; ${wanted.by}: ${wanted.code}`);
    this.counter++;
    return `${shown}${this.#alsoSaid}, as ${wanted.by}`;
  }

  get #alsoSaid(): string {
    return this.board.description.audio === undefined ? '' : ', seen and heard';
  }

  /** Shows the code of this moment; it must be the reference's, and who hears it must hear how long it lasts. */
  async codeOfNow(algorithm: Algorithm, digits: 6 | 8): Promise<{ readonly code: string; readonly by: string }> {
    const leftMs = periodSeconds * 1000 - (this.board.nowMs() % (periodSeconds * 1000));
    const enough = this.board.description.audio === undefined ? enoughLeftSeconds : enoughSpokenSeconds;
    if (leftMs < enough * 1000) await this.board.pause(leftMs + 1500);
    const epoch = Math.floor(this.board.nowMs() / 1000);
    const { shown, after } = await this.#showCode(digits);
    const wanted = referenceCode({ secret: rfcSecret, algorithm, digits, at: { epoch } });
    if (shown !== wanted.code)
      throw new Error(`it shows ${shown} at UTC second ${epoch}; ${wanted.by}: ${wanted.code}`);
    if (this.board.description.audio !== undefined && after.at(-1) !== 'secondsLeft')
      throw new Error(`after the code it says "${after.join(' ')}", and not how long it lasts`);
    return { code: wanted.code, by: `${wanted.by}${this.#alsoSaid}` };
  }

  /** Says hello on the wire and waits for the answer. */
  async greet(): Promise<string> {
    this.listen();
    let seen = '';
    this.board.send(`\n${encodeLine(crc32, 'hello')}\n`);
    for (let waitedMs = 0; waitedMs < answerWithinMs; waitedMs += 50) {
      await this.board.pause(50);
      seen += this.listen();
      const answer = /ok klarkode [^\n]*\n/.exec(seen);
      if (answer !== null) return answer[0];
    }
    throw new Error(`it does not answer to hello within ${answerWithinMs / 1000} s`);
  }

  /** Waits until its port is open or closed, and stays so: at a look for the cable it is closed for a moment. Gives how long that took. */
  async portBecomes(state: 'open' | 'closed', withinMs: number): Promise<number> {
    const startMs = this.board.nowMs();
    for (let seen = 0; ; await this.board.pause(portPollMs)) {
      seen = this.board.isPortOpen === (state === 'open') ? seen + 1 : 0;
      const afterMs = this.board.nowMs() - startMs;
      if (seen === 2) return afterMs;
      if (afterMs > withinMs) throw new Error(`its port is not ${state} after ${Math.round(withinMs / 1000)} s`);
    }
  }

  /** What the board has said since it was last listened to. */
  listen(): string {
    const more = this.board.takeHeard();
    this.heard += more;
    return more;
  }

  /** Throws when what it said tells a secret, or that a console did as it was told. */
  mustBeShut(said: string, after: string): void {
    if (saysTooMuch(said)) throw new Error(`after ${after} it says ${JSON.stringify(said.slice(-200))}`);
    const traces = tracesOf(rfcSecret, Buffer.from(said, 'latin1'));
    if (traces.length > 0) throw new Error(`after ${after} it gives its secret away: ${traces.join(', ')}`);
  }

  /** Tries a console password; true when it opened the console. */
  async opens(password: string): Promise<boolean> {
    this.listen();
    this.board.send(`\n${password}\n\x10print("un"+"locked")\n`);
    await this.board.pause(1500);
    return this.listen().includes(proof);
  }
}

/** The groups of digits on the panel. */
function codeAmong({ texts }: Shown, digits: number): string {
  const code = texts.filter((text) => /^\d{3,}$/.test(text)).join('');
  if (code.length === digits) return code;
  throw new Error(`it shows no code of ${digits} digits, but ${JSON.stringify(texts)}`);
}

function lastLine({ out, err }: Outcome): string {
  return (out.trim() || err.trim()).split('\n').at(-1) ?? '';
}
