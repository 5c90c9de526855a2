// Somebody on the wire who has no key, but has heard every word of a technician's: said again, out of order, cut short, sent back
// to the token, or for another version, none of it does anything, and no code of another time comes.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecondStation } from '../protocol/second-station.ts';
import { deviceKey, MemoryMachine, serialNumber } from './memory-machine.ts';
import { Station } from './station.ts';

const hostNonce = Buffer.alloc(16, 7);
const noCode = /^Time lost/;

/** The lines of a technician with the key, each before its answer: what goes over the wire, as bodies. */
class Heard {
  readonly said: string[] = [];
  readonly answered: string[] = [];
  readonly #machine: MemoryMachine;
  readonly #session: SecondStation;

  constructor(machine: MemoryMachine) {
    this.#machine = machine;
    this.#session = new SecondStation(deviceKey, this.#say('hello'), hostNonce);
    if (!this.#session.accepts(this.#say(this.#session.open()))) throw new Error('it did not open');
  }

  ask(text: string): string {
    return this.#session.answer(this.#say(this.#session.request(text)));
  }

  #say(body: string): string {
    this.said.push(body);
    const answer = this.#machine.ask(body);
    this.answered.push(answer);
    return answer;
  }
}

/** Two units that are one and the same to the wire: same seed, count of starts, noise and moment, so the same nonces. */
const twins = (): [MemoryMachine, MemoryMachine] => [new MemoryMachine(), new MemoryMachine()];

describe('a conversation that was overheard', () => {
  const day = 86_400;
  const issued = (): MemoryMachine => {
    const machine = new MemoryMachine();
    new Station(machine).issue();
    return machine;
  };

  it('moves no clock when it is said again, however much of it, before and after a power cut', () => {
    const machine = issued();
    const heard = new Heard(machine);
    heard.ask(`clock ${(1234567890 + day) * 1000} 1`);
    heard.ask('status');
    heard.ask(`clock 1234567890000 1`);
    heard.ask('close');
    const answers = new Set<string>();
    const sayAgain = (from: number): void => {
      for (const body of heard.said.slice(from)) answers.add(machine.ask(body).split(' ').slice(0, 2).join(' '));
    };
    for (let from = 0; from < heard.said.length; from++) sayAgain(from);
    // What was tried counts as guesses: the wire waits, the holder does not.
    expect(answers).toContain('error 21');
    expect([...answers].filter((answer) => !/^(ok klarkode|error 2[0134])/.test(answer))).toEqual([]);
    expect(machine.press()).toMatch(/^005 \/ 924/);
    machine.press();
    machine.powerCycle();
    sayAgain(0);
    machine.pass(4000);
    sayAgain(0);
    sayAgain(1);
    expect(machine.press()).toMatch(noCode);
  });

  it('is nothing to another session of the same station, not even under the same nonce of its own', () => {
    const machine = issued();
    const first = new Heard(machine);
    first.ask(`clock ${(1234567890 + day) * 1000} 1`);
    const second = new Heard(machine);
    // Number 1 is due, and a line with that number and a right tag of the first session is there.
    expect(machine.ask(first.said[2]!)).toBe('error 22');
    expect(second.ask('clock 1234567890000 1')).toMatch(/^ok -/);
    expect(machine.press()).toMatch(/^005 \/ 924/);
  });
});

describe('a line that is not the next one', () => {
  it('is refused when it comes too early or again, and the session goes on in its order', () => {
    const [one, other] = twins();
    const heard = new Heard(one);
    heard.ask('set 2 30');
    heard.ask('set 2 40');
    heard.ask('set 2 50');
    const [hello, open, first, second, third] = heard.said as [string, string, string, string, string];
    expect(other.ask(hello)).toBe(heard.answered[0]);
    expect(other.ask(open)).toBe(heard.answered[1]);
    expect([third, second, third].map((body) => other.ask(body))).toEqual(Array(3).fill('error 23'));
    expect(other.ask(first)).toBe(heard.answered[2]);
    expect([first, third].map((body) => other.ask(body))).toEqual(Array(2).fill('error 23'));
    expect([second, third].map((body) => other.ask(body))).toEqual(heard.answered.slice(3));
  });

  it('does nothing when it is cut short or lengthened, with a CRC that is right, wherever that is', () => {
    const [one, other] = twins();
    const heard = new Heard(one);
    heard.ask('clock 1234567890000 1');
    const [hello, open, request] = heard.said as [string, string, string];
    other.ask(hello);
    other.ask(open);
    for (let at = 2; at < request.length; at++) {
      expect(other.ask(request.slice(0, at)), String(at)).toMatch(/^error (11|12|22|23)$/);
      expect(other.ask(`${request.slice(0, at)}f${request.slice(at)}`), String(at)).toMatch(/^error (11|12|22|23)$/);
    }
    expect(other.ask(`${request} `)).toMatch(/^error/);
    expect(other.ask(request)).toBe(heard.answered[2]);
  });
});

describe('a proof', () => {
  const hmac = (...parts: (string | Buffer)[]): string => {
    const hash = createHmac('sha256', deviceKey);
    for (const part of parts) hash.update(part);
    return hash.digest('hex').slice(0, 32);
  };

  it("is not the token's own, sent back", () => {
    const [one, other] = twins();
    const heard = new Heard(one);
    const tokenProof = heard.answered[1]!.split(' ')[1]!;
    other.ask('hello');
    expect(other.ask(`open ${hostNonce.toString('hex')} ${tokenProof}`)).toBe('error 21');
  });

  it.each(['kk0', 'kk2', 'kk', 'kk11', 'KK1'])('that says %s instead of this version opens nothing', (version) => {
    const machine = new MemoryMachine();
    const nonce = Buffer.from(machine.ask('hello').slice(-32), 'hex');
    const proof = (said: string): string =>
      `open ${hostNonce.toString('hex')} ${hmac('h', `${said}${serialNumber}\0`, nonce, hostNonce)}`;
    expect(machine.ask(proof(version))).toBe('error 21');
    const again = Buffer.from(machine.ask('hello').slice(-32), 'hex');
    const right = hmac('h', `kk1${serialNumber}\0`, again, hostNonce);
    expect(machine.ask(`open ${hostNonce.toString('hex')} ${right}`)).toMatch(/^ok [0-9a-f]{32}$/);
  });
});
