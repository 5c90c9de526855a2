// A flashed token on a virtual board that counts costs, with a hand and a station whose nonce is always the same:
// what a step costs depends on the firmware alone, not on the machine, the day or chance.
import { crc32 } from '../../firmware/core/crc32.ts';
import { decodeLine, encodeLine } from '../../firmware/core/protocol/line.ts';
import { encodeIdentity } from '../../firmware/core/records/identity-record.ts';
import type { VirtualBoard } from '../../simulator/board/board.ts';
import { VirtualClock } from '../../simulator/board/clock.ts';
import { createBoard } from '../../simulator/board/create.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { credentialMessage, SecondStation } from '../unit/protocol/second-station.ts';
import type { Built } from './built.ts';

/** What a step cost: the counters of simulator/board/costs.ts and what the board noticed. */
export interface StepCost {
  readonly statements: number;
  readonly tokens: number;
  readonly calls: number;
  readonly allocations: number;
  readonly wakeUps: number;
  readonly flashBytesWritten: number;
  /** Both directions. */
  readonly serialBytes: number;
}

const deviceKey = Buffer.from('bench device key, 32 bytes long!');
const nonce = Buffer.from('bench nonce 16 B');
// RFC 6238, Appendix B.
const secret = Buffer.from('12345678901234567890');
const periodSeconds = 30;
/** Five seconds into a period, so that a code has time left. */
const utcSeconds = 1_893_456_005;
const answerSeconds = 5;
/** Longer than any contact bounces, and shorter than until the next second. */
const edgeMs = 60;
const longestWaitMs = 2000;
const longestLitSeconds = 90;

export class CountedToken {
  readonly clock = new VirtualClock();
  readonly board: VirtualBoard;
  readonly #flash: Flash;
  #session: SecondStation | undefined;
  #sent = '';

  /** Without power yet. */
  constructor({ board, files }: Built) {
    this.#flash = new Flash(board.storage.bytes, board.storage.pageBytes);
    const storage = new FlashStorage(this.#flash);
    storage.write('kk.pw', 'bench console passwd');
    const languages = ['en', 'da'];
    const seed = 'bench seed, with its 32 bytes in';
    const identity = { serialNumber: 'KK-0000013', deviceKey: deviceKey.toString('latin1'), seed, languages };
    storage.write('kk.id', encodeIdentity(crc32, identity));
    for (const file of files) {
      if (file.languages?.every((language) => languages.includes(language)) ?? true) {
        storage.write(file.name, file.content);
      }
    }
    this.board = createBoard({ description: board, clock: this.clock, flash: this.#flash, countCosts: true });
    this.board.on('sent', (bytes) => void (this.#sent += Buffer.from(bytes).toString('latin1')));
  }

  /** Bytes of Storage that files take, headers included. */
  get storageBytes(): number {
    const { fileBytes } = new FlashStorage(this.#flash).getStats();
    return fileBytes;
  }

  /** Runs a step and gives what it cost. Power-on must not be in it, other than at its beginning. */
  cost(step: () => void): StepCost {
    const before = this.board.powered ? this.#total() : undefined;
    step();
    const after = this.#total();
    const keys = Object.keys(after) as (keyof StepCost)[];
    return Object.fromEntries(keys.map((key) => [key, after[key] - (before?.[key] ?? 0)])) as unknown as StepCost;
  }

  start(): void {
    this.board.powerOff();
    this.board.powerOn();
    this.pass(1);
  }

  pass(seconds: number): void {
    this.clock.advance(seconds * 1000);
  }

  /** A port that opens for a cable has noticed when this is over, and looks for it no more: whole periods of a code. */
  pullCable(): void {
    if (this.board.description.serial.opensForCable !== true) return;
    this.board.plugCable(false);
    this.pass(4 * periodSeconds);
  }

  /** Presses the main key until the panel is lit, or dark. The key stays down. */
  pressUntil(lit: boolean): void {
    this.#key(true);
    for (const untilMs = this.clock.nowMs + longestWaitMs; this.board.panel.lit !== lit; this.clock.advance(1)) {
      if (this.clock.nowMs >= untilMs) throw new Error(`the panel did not become ${lit ? 'lit' : 'dark'}`);
    }
  }

  /** A code display hides its code at a press, a code reader by itself; that is waited for. */
  hide(): void {
    if (this.board.description.keys.length === 1) this.pressUntil(false);
    else for (let waited = 0; this.board.panel.lit && waited < longestLitSeconds; waited++) this.pass(1);
    if (this.board.panel.lit) throw new Error('the panel stays lit');
  }

  release(): void {
    this.hold();
    this.keyUp();
    this.pass(0.5);
  }

  /** A key that is down stays so for a while. */
  hold(): void {
    this.clock.advance(100);
  }

  /** The edge alone, bounce and all that it starts included: of the main key, if none is named. */
  keyDown(name?: string): void {
    this.#key(true, name);
    this.clock.advance(edgeMs);
  }

  keyUp(name?: string): void {
    this.#key(false, name);
    this.clock.advance(edgeMs);
  }

  /** Waits until the panel changes on its own. */
  untilFrame(): void {
    let changed = false;
    const stop = this.board.on('frame', () => void (changed = true));
    for (const untilMs = this.clock.nowMs + longestWaitMs; !changed; this.clock.advance(1)) {
      if (this.clock.nowMs >= untilMs) throw new Error('the panel did not change on its own');
    }
    stop();
  }

  hello(): void {
    this.#session = new SecondStation(deviceKey, this.#ask('hello'), nonce);
  }

  open(): void {
    if (!this.#session!.accepts(this.#ask(this.#session!.open()))) throw new Error("the token's proof is wrong");
  }

  issue(eventBased = false): void {
    const session = this.#session!;
    const terms = { eventBased, algorithm: 0, digits: 6, periodSeconds, counter: 0n, secret };
    this.#command(`issue ${session.encrypt(credentialMessage(terms))}`);
  }

  setClock(): void {
    this.#command(`clock ${utcSeconds * 1000} 1`);
  }

  #command(text: string): void {
    const answer = this.#session!.answer(this.#ask(this.#session!.request(text)));
    if (!answer.startsWith('ok')) throw new Error(`${text.split(' ')[0]} was answered by ${answer}`);
  }

  #ask(body: string): string {
    this.#sent = '';
    this.board.send(Buffer.from(`${encodeLine(crc32, body)}\n`, 'latin1'));
    this.pass(answerSeconds);
    for (const part of this.#sent.split('\n')) {
      const answer = decodeLine(crc32, part.trim());
      if (answer !== undefined) return answer;
    }
    throw new Error(`no answer to ${body.split(' ')[0]}`);
  }

  #key(down: boolean, name = this.board.description.keys[0]!.name): void {
    const key = this.board.description.keys.find((one) => one.name === name)!;
    this.board.setPin(key.pin, down ? key.pressedLevel : key.pressedLevel === 1 ? 0 : 1);
  }

  #total(): StepCost {
    const { costs, wakeUps, flashBytesWritten, serialBytesReceived, serialBytesSent } = this.board.figures;
    if (costs === undefined) throw new Error('the board has no power, so it counts nothing');
    return { ...costs, wakeUps, flashBytesWritten, serialBytes: serialBytesReceived + serialBytesSent };
  }
}
