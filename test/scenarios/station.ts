// The second station (written from the protocol's specification) at a fob: opens a session, issues, sets the clock.
import { randomBytes } from 'node:crypto';
import { credentialMessage, SecondStation } from '../unit/protocol/second-station.ts';
import { deviceKey, type Fob } from './fob.ts';

type Terms = Parameters<typeof credentialMessage>[0];

export const rfcSecret = Buffer.from('12345678901234567890');

export class FobStation {
  readonly #fob: Fob;
  readonly #session: SecondStation;

  /** Waits first when the token does not listen to proofs yet. */
  constructor(fob: Fob, waitSeconds = 0) {
    this.#fob = fob;
    if (waitSeconds > 0) fob.pass(waitSeconds);
    this.#session = new SecondStation(deviceKey, fob.ask('hello'), randomBytes(16));
    const answer = fob.ask(this.#session.open());
    if (!this.#session.accepts(answer)) throw new Error(`the token's proof is wrong: ${answer}`);
  }

  ask(text: string): string {
    return this.#session.answer(this.#fob.ask(this.#session.request(text)));
  }

  issue(terms: Partial<Terms> = {}): string {
    const whole: Terms = {
      eventBased: false,
      algorithm: 0,
      digits: 6,
      periodSeconds: 30,
      counter: 0n,
      secret: rfcSecret,
      ...terms,
    };
    return this.ask(`issue ${this.#session.encrypt(credentialMessage(whole))}`);
  }

  /** Sets the token's clock to `utcSeconds` at the moment when the line has arrived: some seconds before this returns. */
  setClock(utcSeconds: number): string {
    return this.ask(`clock ${Math.round(utcSeconds * 1000)} 1`);
  }
}
