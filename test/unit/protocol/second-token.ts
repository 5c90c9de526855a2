// A second token, written from firmware/core/protocol/README.md alone: node:crypto and node:zlib, nothing of the core. It takes
// what a station says apart, byte by byte, and answers every verb; it keeps no records and shows no codes.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { body, line } from './second-station.ts';

/** The plain text of `issue`, read. */
export interface ReadCredential {
  readonly version: number;
  readonly eventBased: boolean;
  readonly algorithm: number;
  readonly digits: number;
  readonly periodSeconds: number;
  readonly counter: bigint;
  readonly secret: Buffer;
}

/** What it answers to verbs that ask; the specification's examples of numbers. */
const answers: Readonly<Record<string, string>> = {
  clock: 'ok none',
  status: 'ok 7 set 1234567890000 200',
  settings: 'ok 1000000 500 60 15 180 120 0',
  log: 'ok 1 -86400000 1234567890',
  test: 'ok 0',
};

export class SecondToken {
  readonly #key: Buffer;
  readonly #serialNumber: string;
  readonly #nonce: Buffer;
  #bound: Buffer | undefined;
  #sequence = 1;
  isOpen = false;
  /** Texts of the requests that were rightly numbered and tagged. */
  readonly requests: string[] = [];
  credential: ReadCredential | undefined;

  constructor(deviceKey: Buffer, serialNumber: string, nonce: Buffer) {
    this.#key = deviceKey;
    this.#serialNumber = serialNumber;
    this.#nonce = nonce;
  }

  get hello(): string {
    return `ok klarkode 1 code-display pixljs ${this.#serialNumber} 0123abcd blank lost 93 0 0 ${this.#nonce.toString('hex')}`;
  }

  /** The line that answers that line, neither with its end. */
  answer(received: string): string {
    let said: string;
    try {
      said = body(received);
    } catch {
      return line('error 10');
    }
    const [verb = ''] = said.split(' ');
    if (said === 'hello') {
      this.isOpen = false;
      return line(this.hello);
    }
    if (verb === 'open') return line(this.#open(said));
    if (verb === 's') return line(this.#request(said));
    return line('error 11');
  }

  /** `s SEQUENCE TEXT TAG` as a token tags it. */
  tagged(sequence: number, text: string): string {
    return `s ${sequence} ${text} ${this.#tag('t', sequence, text)}`;
  }

  #open(said: string): string {
    const match = /^open ([0-9a-f]{32}) ([0-9a-f]{32})$/.exec(said);
    if (!match) return 'error 12';
    const bound = Buffer.concat([
      Buffer.from('kk1'),
      Buffer.from(this.#serialNumber),
      Buffer.from([0]),
      this.#nonce,
      Buffer.from(match[1]!, 'hex'),
    ]);
    if (!timingSafeEqual(this.#proof('h', bound), Buffer.from(match[2]!, 'hex'))) return 'error 21';
    this.#bound = bound;
    this.#sequence = 1;
    this.isOpen = true;
    return `ok ${this.#proof('t', bound).toString('hex')}`;
  }

  #request(said: string): string {
    if (!this.isOpen) return 'error 20';
    const match = /^s (\d+) (.+) ([0-9a-f]{32})$/.exec(said);
    if (!match) return 'error 12';
    if (Number(match[1]) !== this.#sequence) return 'error 23';
    const text = match[2]!;
    if (this.#tag('h', this.#sequence, text) !== match[3]) return 'error 22';
    this.requests.push(text);
    const answer = this.tagged(this.#sequence, this.#do(text));
    this.#sequence++;
    return answer;
  }

  #do(text: string): string {
    const [verb = '', argument = ''] = text.split(' ');
    if (verb === 'issue') this.credential = readCredential(this.#decrypt(Buffer.from(argument, 'hex')));
    if (verb === 'close') this.isOpen = false;
    return answers[verb] ?? 'ok';
  }

  #proof(side: string, bound: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(side).update(bound).digest().subarray(0, 16);
  }

  /** SP 800-108, counter mode: counter, label, a zero byte, context, length in bits. */
  #derived(counter: number): Buffer {
    const hash = createHmac('sha256', this.#key)
      .update(Buffer.from([0, 0, 0, counter]))
      .update('s')
      .update('\0');
    return hash
      .update(this.#bound!)
      .update(Buffer.from([0, 0, 2, 0]))
      .digest();
  }

  #tag(side: string, sequence: number, text: string): string {
    const hash = createHmac('sha256', this.#derived(2)).update(`${side}${sequence} ${text}`);
    return hash.digest('hex').slice(0, 32);
  }

  #decrypt(ciphertext: Buffer): Buffer {
    return Buffer.from(
      ciphertext.map((byte, at) => {
        const place = Buffer.alloc(8);
        place.writeUInt32BE(this.#sequence, 0);
        place.writeUInt32BE(Math.floor(at / 32), 4);
        return byte ^ createHmac('sha256', this.#derived(1)).update('h').update(place).digest()[at % 32]!;
      }),
    );
  }
}

/** The plain text of `issue`, field by field; throws when its length is not what it says. */
export function readCredential(plain: Buffer): ReadCredential {
  const secret = plain.subarray(14);
  if (plain.length < 14 || secret.length !== plain[13]) throw new Error('not a credential');
  return {
    version: plain[0]!,
    eventBased: plain[1] === 1,
    algorithm: plain[2]!,
    digits: plain[3]!,
    periodSeconds: plain[4]!,
    counter: plain.readBigUInt64BE(5),
    secret: Buffer.from(secret),
  };
}
