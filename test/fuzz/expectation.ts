// What a token may show, worked out beside it with node:crypto: its credential, its counter and the time that somebody with
// the device key gave it. Whatever else comes over the wire must not change this.
import { createHmac } from 'node:crypto';

export interface Credential {
  readonly eventBased: boolean;
  readonly algorithm: number;
  readonly digits: number;
  readonly periodSeconds: number;
  readonly counter: bigint;
  readonly secret: Buffer;
}

/** RFC 4226, section 5.3. */
function hotp({ algorithm, secret, digits }: Credential, factor: bigint): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(factor);
  const hash = createHmac(['sha1', 'sha256', 'sha512'][algorithm]!, secret).update(message).digest();
  const at = hash.at(-1)! & 15;
  const number = hash.readUInt32BE(at) & 0x7fffffff;
  return String(number).padStart(10, '0').slice(-digits).padStart(digits, '0');
}

export class Expectation {
  credential: Credential | undefined;
  #clock: { readonly baseSeconds: number; readonly atSeconds: number; readonly trimPpm: number } | undefined;
  #trimPpm = 0;
  /** HOTP codes that were shown since the credential came. */
  #used = 0n;
  #shown = '';

  issue(credential: Credential | undefined): void {
    this.credential = credential;
    this.#used = 0n;
    this.#shown = '';
  }

  /** What a request did that was answered with `ok`, at that uptime. */
  done(text: string, credential: Credential | undefined, uptimeSeconds: number): void {
    const [verb, first, second] = text.split(' ');
    if (verb === 'issue') this.issue(credential);
    if (verb === 'clock') this.#setClock(Number(first) / 1000, uptimeSeconds);
    // A trim counts from the next setting of the clock on.
    if (verb === 'set' && Number(first) === 0) this.#trimPpm = Number(second) / 1000 - 1000;
    if (verb === 'wipe') {
      this.issue(undefined);
      this.#trimPpm = 0;
    }
  }

  powerCycled(): void {
    this.#clock = undefined;
    this.#shown = '';
  }

  #setClock(baseSeconds: number, atSeconds: number): void {
    this.#clock = { baseSeconds, atSeconds, trimPpm: this.#trimPpm };
  }

  #utc(uptimeSeconds: number): number | undefined {
    const clock = this.#clock;
    return clock && clock.baseSeconds + (uptimeSeconds - clock.atSeconds) * (1 + clock.trimPpm / 1e6);
  }

  /** Throws when `code` must not be on the panel at that uptime. */
  judge(code: string, uptimeSeconds: number): void {
    const credential = this.credential;
    if (credential === undefined) throw new Error(`shows ${code} and has no credential`);
    if (!credential.eventBased) {
      const utc = this.#utc(uptimeSeconds);
      if (utc === undefined) throw new Error(`shows ${code} and has no time`);
      // The screen follows a second's change within that second.
      const right = [-1, 0, 1].map((late) =>
        hotp(credential, BigInt(Math.floor((utc + late) / credential.periodSeconds))),
      );
      if (!right.includes(code))
        throw new Error(`shows ${code} at ${utc}; right are ${[...new Set(right)].join(', ')}`);
      return;
    }
    if (code === this.#shown) return;
    const next = hotp(credential, credential.counter + this.#used);
    if (code !== next) throw new Error(`shows ${code}; the next code is ${next}`);
    this.#used++;
    this.#shown = code;
  }

  /** The panel went dark: the next code is another one. */
  dark(): void {
    this.#shown = '';
  }
}
