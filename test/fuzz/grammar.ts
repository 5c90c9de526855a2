// Lines that somebody might send: noise, lines with a right CRC and wrong content, and what a station with the device key says,
// as it is, changed, cut short, out of order, or a second time.
import { credentialMessage, line, SecondStation } from '../unit/protocol/second-station.ts';
import type { Dice } from './dice.ts';
import type { Credential } from './expectation.ts';

/** What the token must make of a line, as far as that is the fuzzer's to know. */
export type Meaning =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'open' }
  /** A request of the open session: its text, and the credential in it. */
  | { readonly kind: 'request'; readonly text: string; readonly credential?: Credential };

export interface Sent {
  readonly line: string;
  readonly meaning: Meaning;
}

const nothing: Meaning = { kind: 'nothing' };
const words = [
  ...[
    'hello',
    'open',
    's',
    'issue',
    'clock',
    'set',
    'settings',
    'status',
    'log',
    'test',
    'wipe',
    'maintenance',
    'close',
  ],
  ...['ok', 'error', 'note', '', '0', '1', '-1', '00', '1e3', '0x10', ' ', '*', '4294967296', '9007199254740991'],
  ...['99999999999999999', 'null', 'undefined', 'NaN', 'trim', 'code', 'secret', 'dump', 'kk.c0', '__proto__'],
];
const controls = [
  '\x00',
  '\x01',
  '\x03',
  '\x04',
  '\x05',
  '\x08',
  '\x0d',
  '\x10',
  '\x11',
  '\x13',
  '\x1b',
  '\x7f',
  '\xff',
];

export class Grammar {
  readonly #dice: Dice;
  readonly #deviceKey: Buffer;
  #hello = '';
  #station: SecondStation | undefined;
  #isOpen = false;
  /** The last request that went out spoilt, as it was before. */
  #held: Sent | undefined;
  /** Good lines of before, to be sent again, and answers, to be sent back. */
  readonly #heard: string[] = [];

  constructor(dice: Dice, deviceKey: Buffer) {
    this.#dice = dice;
    this.#deviceKey = deviceKey;
  }

  next(): Sent {
    const sent = this.#something();
    // What was spoilt once may be spoilt back into what the technician meant: the token is right to do it then.
    return sent.line === this.#held?.line ? this.#held : sent;
  }

  #something(): Sent {
    const dice = this.#dice;
    if (this.#isOpen && dice.chance(0.35)) return this.#request();
    switch (dice.below(10)) {
      case 0:
        return { line: this.#noise(), meaning: nothing };
      case 1:
        return { line: line('hello'), meaning: nothing };
      case 2:
      case 3:
        return this.#open();
      case 4:
        return { line: line(`open ${this.#hex(16)} ${this.#hex(16)}`), meaning: nothing };
      case 5:
      case 6:
        return { line: line(this.#sentence()), meaning: nothing };
      case 7:
        return this.#again();
      case 8:
        return { line: this.#spoil(this.#heard.length > 0 ? dice.pick(this.#heard) : line('hello')), meaning: nothing };
      default:
        return { line: line(`s ${dice.below(5)} ${this.#sentence()} ${this.#hex(16)}`), meaning: nothing };
    }
  }

  /** Takes the answer to the last line into account. Returns the text of a request's answer, rightly numbered and tagged. */
  heard(sent: Sent, answer: string | undefined): string | undefined {
    this.#heard.push(sent.line);
    if (answer !== undefined) this.#heard.push(line(answer));
    if (this.#heard.length > 40) this.#heard.splice(0, 20);
    if (answer === undefined) return undefined;
    if (answer.startsWith('ok klarkode ')) {
      this.#hello = answer;
      this.#isOpen = false;
      this.#station = undefined;
    } else if (sent.meaning.kind === 'open' && /^ok [0-9a-f]{32}$/.test(answer)) {
      if (!this.#station!.accepts(answer)) throw new Error('the token opens a session with a wrong proof');
      this.#isOpen = true;
    } else if (sent.meaning.kind === 'request' && answer.startsWith('s ')) {
      const text = this.#station!.answer(answer);
      if (sent.meaning.text === 'close') this.#isOpen = false;
      return text;
    }
    return undefined;
  }

  /** The token has lost all that was said. */
  forget(): void {
    this.#isOpen = false;
    this.#hello = '';
  }

  #open(): Sent {
    if (this.#hello === '') return { line: line('hello'), meaning: nothing };
    const station = new SecondStation(this.#deviceKey, this.#hello, this.#dice.bytes(16));
    if (!this.#isOpen) this.#station = station;
    return { line: line(station.open()), meaning: this.#isOpen ? nothing : { kind: 'open' } };
  }

  /** Something that only a technician can say. Now and then it is spoilt on the way, and nothing must come of it. */
  #request(): Sent {
    const dice = this.#dice;
    const station = this.#station!;
    let text = dice.pick(['status', 'settings', 'log', 'test', 'close', this.#sentence()]);
    let credential: Credential | undefined;
    const kind = dice.below(8);
    if (kind < 2) text = `clock ${dice.below(4e9) * 1000 + dice.below(1000)} ${dice.below(3)}`;
    if (kind === 2)
      text = `set ${dice.below(9)} ${dice.pick([0, 1, 10, 60, 120, 1000, 28791, 25392, 26980, 1000000, dice.below(70000)])}`;
    if (kind === 3) {
      credential = this.#credential();
      text = `issue ${station.encrypt(credentialMessage(credential))}`;
    }
    if (kind === 4) text = `issue ${this.#hex(dice.below(90))}`;
    if (text === 'maintenance' || text.startsWith('maintenance ')) text = 'status';
    const good = line(station.request(text));
    const sent: Sent = { line: good, meaning: { kind: 'request', text, ...(credential ? { credential } : {}) } };
    if (!dice.chance(0.3)) return sent;
    this.#held = sent;
    return { line: this.#spoil(good), meaning: nothing };
  }

  #credential(): Credential {
    const dice = this.#dice;
    return {
      eventBased: dice.chance(0.5),
      algorithm: dice.below(4),
      digits: 4 + dice.below(8),
      periodSeconds: dice.pick([0, 1, 15, 30, 60, 120, 121, 255]),
      counter: BigInt(dice.below(1000)) + (dice.chance(0.1) ? 2n ** 53n - 3n : 0n),
      secret: dice.bytes(dice.pick([0, 13, 14, 20, 32, 64, 65])),
    };
  }

  /** A good line a second time, or an answer of the token's own. What it says now means nothing any more. */
  #again(): Sent {
    return { line: this.#heard.length > 0 ? this.#dice.pick(this.#heard) : '', meaning: nothing };
  }

  /** Changes, cuts, doubles or lengthens; sometimes with a new and right CRC. The result is never the line itself. */
  #spoil(good: string): string {
    const dice = this.#dice;
    const body = good.slice(0, -9);
    const at = dice.below(body.length + 1);
    const other = String.fromCharCode(32 + dice.below(95));
    const bad = dice.pick([
      body.slice(0, at) + (body[at] === other ? '~' : other) + body.slice(at + 1),
      body.slice(0, at),
      body.slice(at),
      `${body} ${other}`,
      body + body,
      body.slice(0, at) + dice.pick(controls) + body.slice(at),
      body.replace(/^s (\d+)/, (_all, sequence: string) => `s ${Number(sequence) + 1}`),
      body.toUpperCase(),
    ]);
    if (bad === body) return `${good}0`;
    return dice.chance(0.7) ? line(bad) : `${bad}${good.slice(-9)}`;
  }

  #sentence(): string {
    const parts = Array.from({ length: 1 + this.#dice.below(5) }, () =>
      this.#dice.chance(0.7) ? this.#dice.pick(words) : this.#hex(this.#dice.below(20)),
    );
    return parts.join(' ');
  }

  #noise(): string {
    const dice = this.#dice;
    const length = dice.pick([0, 1, 8, 9, 10, 60, 511, 512, 513, 700]);
    let text = '';
    while (text.length < length) text += dice.chance(0.2) ? dice.pick(controls) : String.fromCharCode(dice.below(256));
    return text.replaceAll('\n', ' ');
  }

  #hex(bytes: number): string {
    return this.#dice.bytes(bytes).toString('hex');
  }
}
