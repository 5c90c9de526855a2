// The second station at a memory machine: opens sessions, issues, sets the clock.
import { randomBytes } from 'node:crypto';
import { credentialMessage, SecondStation } from '../protocol/second-station.ts';
import { deviceKey, type MemoryMachine } from './memory-machine.ts';

export const rfcSecret = Buffer.from('12345678901234567890');

export class Station {
  readonly #machine: MemoryMachine;
  #session: SecondStation;

  constructor(machine: MemoryMachine) {
    this.#machine = machine;
    this.#session = this.reopen();
  }

  reopen(): SecondStation {
    const session = new SecondStation(deviceKey, this.#machine.ask('hello'), randomBytes(16));
    const answer = this.#machine.ask(session.open());
    if (!session.accepts(answer)) throw new Error(`the token's proof is wrong: ${answer}`);
    this.#session = session;
    return session;
  }

  ask(text: string): string {
    return this.#session.answer(this.#machine.ask(this.#session.request(text)));
  }

  issue(terms: Partial<Parameters<typeof credentialMessage>[0]> = {}): string {
    const whole = {
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

  setClock(utcSeconds: number, force = false): string {
    return this.ask(`clock ${Math.round(utcSeconds * 1000)} ${force ? 1 : 0}`);
  }
}
