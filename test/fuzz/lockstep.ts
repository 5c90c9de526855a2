// Two tokens that differ in their secrets hear the same lines. Whatever is said: both answer the same, one line at most; no
// panel shows a code but the right one; and at the end both still serve their holder and their technician.
import { deviceKey } from '../scenarios/fob.ts';
import { body, credentialMessage, line, SecondStation } from '../unit/protocol/second-station.ts';
import type { Dice } from './dice.ts';
import { Expectation, type Credential } from './expectation.ts';
import { Grammar, type Sent } from './grammar.ts';
import type { Target } from './targets.ts';

/** Longest wait that wrong proofs can bring, and a little. */
const longestWaitSeconds = 3700;
/** More than a token's records ever take. */
const mostStoredBytes = 8192;
/** More than a token with a session, a handshake and the longest secret ever holds. */
const mostHeldCharacters = 4096;

const answers =
  /^(ok klarkode 1 |ok [0-9a-f]{32}$|error (10|11|12|2[0-3]|24 \d+|40|50)$|s \d+ (ok|error)[ 0-9a-z-]* [0-9a-f]{32}$)/;

/** The code on a panel, or undefined: two rows of three to five digits come first. */
const codeOn = (panel: string): string | undefined => {
  const match = /^(\d{3,5}) \/ (\d{3,5})( \/ |$)/.exec(panel);
  return match ? match[1]! + match[2]! : undefined;
};

class Side {
  readonly expectation = new Expectation();

  constructor(
    readonly target: Target,
    readonly credential: Credential,
  ) {}

  look(): void {
    const { target, expectation } = this;
    const code = codeOn(target.panel);
    if (code !== undefined) expectation.judge(code, target.uptimeSeconds);
    else expectation.dark();
  }
}

export class Lockstep {
  readonly #dice: Dice;
  readonly #sides: readonly Side[];
  readonly #grammar: Grammar;
  readonly #log: string[] = [];
  /** Codes that were seen and found right. */
  codesSeen = 0;
  /** Requests that an open session answered. */
  requestsAnswered = 0;

  constructor(dice: Dice, makeTarget: () => Target) {
    this.#dice = dice;
    this.#grammar = new Grammar(dice, deviceKey);
    const terms = {
      eventBased: dice.chance(0.5),
      algorithm: dice.below(2),
      digits: 6 + dice.below(4),
      periodSeconds: dice.pick([30, 60]),
      counter: BigInt(dice.below(100)),
    };
    const moment = 1e9 + dice.below(1e9);
    this.#sides = [0, 1].map(() => new Side(makeTarget(), { ...terms, secret: dice.bytes(20) }));
    for (const side of this.#sides) this.#provision(side, moment);
  }

  /** Plays that many lines, with presses, pauses and power cuts in between. Throws an error that tells the last of them. */
  play(frames: number): void {
    try {
      for (let i = 0; i < frames; i++) this.#frame();
      this.#stillServes();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`${message}\nafter:\n${this.#log.slice(-15).join('\n')}`, { cause: error });
    }
  }

  #frame(): void {
    const dice = this.#dice;
    if (dice.chance(0.05)) this.#all('press', (side) => side.target.press());
    if (dice.chance(0.05)) {
      const seconds = dice.pick([0.5, 3, 40, 130]);
      this.#all(`pass ${seconds} s`, (side) => side.target.pass(seconds));
    }
    if (dice.chance(0.003)) {
      this.#grammar.forget();
      this.#all('power cut', (side) => {
        side.target.powerCycle();
        side.expectation.powerCycled();
      });
    }
    this.#say(this.#grammar.next());
  }

  #say(sent: Sent): void {
    this.#log.push(JSON.stringify(sent.line));
    const heard = this.#sides.map((side) => side.target.send(sent.line));
    const [first, second] = heard;
    if (first!.length > 1) throw new Error(`${first!.length} answers to one line`);
    if (first![0] !== second![0]) throw new Error(`the answers differ: ${first![0]} and ${second![0]}`);
    const answer = first![0];
    if (answer !== undefined && !answers.test(answer)) throw new Error(`it answers ${answer}`);
    if (answer === undefined && sent.line.replace('\r', '') !== '' && sent.line.length <= 512) {
      throw new Error('a line was not answered');
    }
    const text = this.#grammar.heard(sent, answer);
    if (text !== undefined) this.requestsAnswered++;
    for (const side of this.#sides) {
      if (text?.startsWith('ok') && sent.meaning.kind === 'request') {
        side.expectation.done(sent.meaning.text, sent.meaning.credential, side.target.uptimeSeconds);
      }
      side.look();
      if (side.target.storedBytes > mostStoredBytes) throw new Error(`its files take ${side.target.storedBytes} bytes`);
    }
  }

  #all(what: string, run: (side: Side) => void): void {
    this.#log.push(what);
    for (const side of this.#sides) {
      run(side);
      if (codeOn(side.target.panel) !== undefined) this.codesSeen++;
      side.look();
    }
    const [a, b] = this.#sides.map((side) => side.target.panel);
    const isCode = [a!, b!].every((panel) => codeOn(panel) !== undefined);
    if (a !== b && !isCode) throw new Error(`the panels differ: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
  }

  /** After all that: a session opens, a credential can be issued, and the holder gets its code. */
  #stillServes(): void {
    this.#all('the end', (side) => side.target.pass(longestWaitSeconds));
    for (const side of this.#sides) {
      if (side.target.heldCharacters > mostHeldCharacters) {
        throw new Error(`it holds ${side.target.heldCharacters} characters in memory`);
      }
      this.#provision(side, 1234567890);
      // A panel that was lit goes dark, and the press after it shows the code.
      for (let press = 0; press < 3 && codeOn(side.target.panel) === undefined; press++) {
        side.target.press();
        side.look();
      }
      if (codeOn(side.target.panel) === undefined) throw new Error(`it shows ${side.target.panel} after all that`);
    }
  }

  #provision(side: Side, utcSeconds: number): void {
    const { target, credential, expectation } = side;
    const ask = (text: string): string => {
      const answer = target.send(line(text))[0];
      if (answer === undefined) throw new Error(`no answer to ${text.split(' ')[0]}`);
      return body(line(answer));
    };
    const station = new SecondStation(deviceKey, ask('hello'), Buffer.alloc(16, 7));
    const opened = ask(station.open());
    if (!station.accepts(opened)) throw new Error(`it does not open for its key: ${opened}`);
    const request = (text: string, issued?: Credential): void => {
      const answer = station.answer(ask(station.request(text)));
      if (!answer.startsWith('ok')) throw new Error(`${text.split(' ')[0]}: ${answer}`);
      expectation.done(text, issued, target.uptimeSeconds);
    };
    request('set 4 86400');
    request('set 5 120');
    request(`issue ${station.encrypt(credentialMessage(credential))}`, credential);
    request(`clock ${utcSeconds * 1000} 1`);
  }
}
