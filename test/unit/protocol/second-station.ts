// A second station, written from firmware/core/protocol/README.md alone: node:crypto and node:zlib, nothing of the core.
import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';

const hmac = (key: Buffer, ...parts: (Buffer | string)[]): Buffer => {
  const hash = createHmac('sha256', key);
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const word = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n);
  return bytes;
};

export function line(body: string): string {
  return `${body}*${(crc32(body) >>> 0).toString(16).padStart(8, '0')}`;
}

/** The body of a line; throws when the line is not one. */
export function body(text: string): string {
  const match = /^([\x20-\x7e]+)\*([0-9a-f]{8})$/.exec(text);
  if (!match || line(match[1]!) !== text) throw new Error(`not a line: ${text}`);
  return match[1]!;
}

/** One session, from the answer to `hello` on. */
export class SecondStation {
  readonly hostNonce: Buffer;
  readonly #key: Buffer;
  readonly #bound: Buffer;
  #sequence = 1;

  constructor(deviceKey: Buffer, helloBody: string, hostNonce: Buffer) {
    const fields = helloBody.split(' ');
    if (fields[0] !== 'ok' || fields[1] !== 'klarkode' || fields[2] !== '1') throw new Error(helloBody);
    this.#key = deviceKey;
    this.hostNonce = hostNonce;
    this.#bound = Buffer.concat([Buffer.from(`kk1${fields[5]!}\0`), Buffer.from(fields[12]!, 'hex'), hostNonce]);
  }

  open(): string {
    const proof = hmac(this.#key, 'h', this.#bound).subarray(0, 16);
    return `open ${this.hostNonce.toString('hex')} ${proof.toString('hex')}`;
  }

  /** Whether the answer to `open` proves that the token knows the key. */
  accepts(answer: string): boolean {
    return answer === `ok ${hmac(this.#key, 't', this.#bound).subarray(0, 16).toString('hex')}`;
  }

  request(text: string): string {
    return `s ${this.#sequence} ${text} ${this.#tag('h', text)}`;
  }

  /** The text of the answer; throws unless its number and tag are right. Goes on to the next number. */
  answer(answerBody: string): string {
    const match = /^s (\d+) (.*) ([0-9a-f]{32})$/.exec(answerBody);
    if (!match || match[1] !== String(this.#sequence)) throw new Error(`not the answer: ${answerBody}`);
    if (this.#tag('t', match[2]!) !== match[3]) throw new Error(`wrong tag: ${answerBody}`);
    this.#sequence++;
    return match[2]!;
  }

  encrypt(plain: Buffer): string {
    const out = Buffer.from(plain);
    const key = this.#sessionKey(1);
    for (let at = 0; at < out.length; at++) {
      if (at % 32 !== 0) continue;
      const stream = hmac(key, 'h', word(this.#sequence), word(at / 32));
      for (let i = at; i < Math.min(at + 32, out.length); i++) out[i]! ^= stream[i - at]!;
    }
    return out.toString('hex');
  }

  #sessionKey(index: number): Buffer {
    return hmac(this.#key, word(index), 's\0', this.#bound, word(512));
  }

  #tag(side: string, text: string): string {
    return hmac(this.#sessionKey(2), `${side}${this.#sequence} ${text}`).subarray(0, 16).toString('hex');
  }
}

/** The plain text of `issue`. */
export function credentialMessage(terms: {
  eventBased: boolean;
  algorithm: number;
  digits: number;
  periodSeconds: number;
  counter: bigint;
  secret: Buffer;
}): Buffer {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(terms.counter);
  return Buffer.concat([
    Buffer.from([1, terms.eventBased ? 1 : 0, terms.algorithm, terms.digits, terms.periodSeconds]),
    counter,
    Buffer.from([terms.secret.length]),
    terms.secret,
  ]);
}
