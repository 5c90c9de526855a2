// A machine in memory for tests of the application alone: files in a map, uptime and alarms by hand, and a record of
// what the holder sees. The hashes are the host's.
import { crc32 } from '../../../firmware/core/crc32.ts';
import type { Machine } from '../../../firmware/core/machine.ts';
import { textFont } from '../../../firmware/core/machine.ts';
import { decodeLine, encodeLine } from '../../../firmware/core/protocol/line.ts';
import { encodeIdentity } from '../../../firmware/core/records/identity-record.ts';
import { en } from '../../../firmware/core/words/en.ts';
import { wordNames } from '../../../firmware/core/words/word.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { startToken, type Token } from '../../../firmware/token/app.ts';
import { Did } from '../../../firmware/token/events.ts';
import { paint } from '../../../firmware/token/paint.ts';
import type { Holder, Surroundings } from '../../../firmware/token/state.ts';
import { quickDown, quickUp } from '../../../firmware/token/press.ts';
import { update } from '../../../firmware/token/update.ts';

export const deviceKey = Buffer.from('test device key, 32 bytes long!!');
export const serialNumber = 'KK-000001';

/** What makes it one product and not another. */
export interface MemoryProduct {
  readonly product: string;
  readonly board: string;
  readonly boundPpm: number;
  readonly languages: readonly string[];
  /** Made anew at every start. */
  readonly holder: () => Holder;
}

const codeDisplay: MemoryProduct = {
  product: 'code-display',
  board: 'pixljs',
  boundPpm: 500,
  languages: ['en'],
  holder: () => ({ update, show: paint }),
};

/** The alarm that is no alarm of the application's: what is being played comes to its end. */
export const spokenAlarm = 99;

export class MemoryMachine {
  readonly product: MemoryProduct;
  readonly files = new Map<string, string>();
  /** Names of files in the order in which they were written to, marked or erased. */
  readonly touched: string[] = [];
  uptimeSeconds = 10;
  batteryPercent = 80;
  /** What the board's noise gives, and its hashes, from the next start on. */
  noise = 7;
  hashes: Pick<Surroundings, 'sha1' | 'sha256'> = { sha1: nobleHashes.SHA1, sha256: nobleHashes.SHA256 };
  refuseWrites = false;
  /** What becomes of a mark in flash. */
  spoilMark: (bytes: string) => string = (bytes) => bytes;
  /** The key's edges go the short way first, as in the product. */
  shortWay = false;
  /** How often that was enough. */
  shortWays = 0;
  restarts = 0;
  wireGivenBack = false;
  /** What the panel shows: `dark`, or the strings drawn, in order. */
  panel = 'dark';
  /** Everything that it showed, in order. */
  readonly shown: string[] = [];
  readonly alarms = new Map<number, number>();
  readonly sent: string[] = [];
  token: Token;
  protected board!: Machine;
  #drawn: string[] = [];

  constructor(product: MemoryProduct = codeDisplay, files: ReadonlyMap<string, string> = displayFiles()) {
    this.product = product;
    this.flashIdentity();
    for (const [name, content] of files) this.files.set(name, content);
    this.token = this.#start();
  }

  flashIdentity(): void {
    const seed = 'test seed, with its 32 bytes in.';
    const identity = { serialNumber, deviceKey: deviceKey.toString('latin1'), seed, languages: this.product.languages };
    this.files.set('kk.id', encodeIdentity(crc32, identity));
  }

  /** Loses what RAM held and starts anew. */
  powerCycle(): void {
    this.uptimeSeconds = 10;
    this.panel = 'dark';
    this.alarms.clear();
    this.token = this.#start();
  }

  /** Lets time pass; alarms go off at their moment. */
  pass(seconds: number): void {
    const end = this.uptimeSeconds + seconds;
    for (;;) {
      const next = [...this.alarms].sort((a, b) => a[1] - b[1])[0];
      if (next === undefined || next[1] > end) break;
      this.alarms.delete(next[0]);
      this.uptimeSeconds = Math.max(this.uptimeSeconds, next[1]);
      const atSeconds = this.uptimeSeconds;
      if (next[0] === spokenAlarm) this.token.handle({ type: Did.Spoken, atSeconds });
      else this.token.handle({ type: Did.Alarm, alarm: next[0], atSeconds });
    }
    this.uptimeSeconds = end;
  }

  down(key = 'main'): void {
    if (this.shortWay && this.goShort(true, key)) return;
    this.token.handle({ type: Did.Down, key, atSeconds: this.uptimeSeconds });
  }

  up(key = 'main'): void {
    if (this.shortWay && this.goShort(false, key)) return;
    this.token.handle({ type: Did.Up, key, atSeconds: this.uptimeSeconds });
  }

  /** Goes it; true: all of the edge is done. */
  protected goShort(down: boolean, _key: string): boolean {
    const { state, speak, handle } = this.token;
    const isDone = down
      ? quickDown(state, this.board, speak, this.uptimeSeconds)
      : quickUp(state, this.board, speak, handle, this.uptimeSeconds);
    if (isDone) this.shortWays++;
    return isDone;
  }

  /** A press of a tenth of a second, and half a second after it. */
  press(key = 'main'): string {
    this.down(key);
    this.pass(0.1);
    this.up(key);
    const seen = this.panel;
    this.pass(0.5);
    return seen;
  }

  hold(seconds = 1.5): string {
    this.down();
    this.pass(seconds);
    this.up();
    return this.panel;
  }

  /** Sends a raw line and returns the bodies of the answers. */
  sendLine(line: string): string[] {
    this.sent.length = 0;
    this.token.handle({ type: Did.Line, line, atSeconds: this.uptimeSeconds, noise: this.noise });
    return this.sent.map((answer) => decodeLine(crc32, answer) ?? `not a line: ${answer}`);
  }

  /** Sends a body and returns the one answer. */
  ask(body: string): string {
    const answers = this.sendLine(encodeLine(crc32, body));
    if (answers.length !== 1) throw new Error(`${answers.length} answers to ${body}`);
    return answers[0]!;
  }

  #start(): Token {
    const holder = this.product.holder();
    this.board = this.#machine();
    return startToken(
      this.board,
      {
        product: this.product.product,
        board: this.product.board,
        firmwareHash: '0123abcd',
        boundPpm: this.product.boundPpm,
        ...this.hashes,
        sha512: undefined,
        crc32,
      },
      holder.update,
      holder.show,
    );
  }

  #machine(): Machine {
    const change = (name: string, run: () => void): boolean => {
      if (this.refuseWrites) return false;
      this.touched.push(name);
      run();
      return true;
    };
    return {
      ...this.hashes,
      sha512: undefined,
      uptimeSeconds: () => this.uptimeSeconds,
      alarm: (id, delayMs) => {
        if (delayMs === undefined) this.alarms.delete(id);
        else this.alarms.set(id, this.uptimeSeconds + delayMs / 1000);
      },
      send: (line) => this.sent.push(line),
      noise: () => this.noise,
      batteryPercent: () => this.batteryPercent,
      giveWireBack: () => {
        this.wireGivenBack = true;
      },
      restart: () => this.restarts++,
      store: {
        read: (name, offset = 0, length = Infinity) => this.files.get(name)?.slice(offset, offset + length),
        write: (name, bytes) => change(name, () => this.files.set(name, bytes)),
        begin: (name, bytes, size) => change(name, () => this.files.set(name, bytes.padEnd(size, '\xff'))),
        mark: (name, bytes, offset) =>
          change(name, () => {
            const file = this.files.get(name)!;
            this.files.set(name, file.slice(0, offset) + this.spoilMark(bytes) + file.slice(offset + bytes.length));
          }),
        erase: (name) => {
          this.files.delete(name);
        },
        crc32,
      },
      screen: {
        width: 128,
        height: 64,
        sixDigitFont: 0,
        clear: () => {
          this.#drawn = [];
        },
        text: (_font, text) => this.#drawn.push(text),
        widthOf: (font, text) => text.length * (font === textFont ? 6 : 17),
        heightOf: (font) => (font === textFont ? 12 : 24),
        fill: () => {},
        reverse: () => {},
        show: () => {
          this.panel = this.#drawn.join(' / ');
          this.shown.push(this.panel);
        },
        off: () => {
          this.panel = 'dark';
        },
      },
    };
  }
}

function displayFiles(): ReadonlyMap<string, string> {
  return new Map([['kk.en', wordNames.map((name) => en[name]).join('\n')]]);
}
