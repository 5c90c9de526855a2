// The station's end of a wire at whose other end is a token that was written from the specification alone.
import { toByteArray } from '../../../firmware/core/bytes.ts';
import type { Hello } from '../../../firmware/core/protocol/hello.ts';
import { Failure } from '../../../tools/failure.ts';
import { Listeners } from '../../../tools/link/link.ts';
import { Wire } from '../../../tools/link/wire.ts';
import { greet } from '../../../tools/session/greeting.ts';
import { TokenSession } from '../../../tools/session/session.ts';
import { body } from '../protocol/second-station.ts';
import { SecondToken } from '../protocol/second-token.ts';

export const key = Buffer.from('test device key, 32 bytes long!!');
const nonce = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

/** Nothing here waits: an answer is there at once. */
export class Bench {
  readonly token = new SecondToken(key, 'KK-0000013', nonce);
  /** Bodies that the station sent. */
  readonly said: string[] = [];
  /** Makes other lines of the one that the token answers. */
  onTheWire: (answered: string, asked: string) => string[] = (answered) => [answered];
  /** So many of the next lines reach the token damaged. */
  damage = 0;
  readonly wire: Wire;

  constructor() {
    const listeners = new Listeners();
    const link = {
      name: 'the wire',
      write: (bytes: Uint8Array): Promise<void> => {
        for (const asked of Buffer.from(bytes).toString('latin1').split('\n')) {
          if (asked === '') continue;
          this.said.push(body(asked));
          const reached = this.damage-- > 0 ? `${asked.slice(0, -1)}!` : asked;
          for (const heard of this.onTheWire(this.token.answer(reached), asked)) {
            listeners.received(toByteArray(`${heard}\n`));
          }
        }
        return Promise.resolve();
      },
      onBytes: (listener: (bytes: Uint8Array) => void) => listeners.onBytes(listener),
      onClosed: (listener: (reason: string) => void) => listeners.onClosed(listener),
      close: () => Promise.resolve(),
    };
    this.wire = new Wire(link, { after: () => () => {} });
  }

  async hello(): Promise<Hello> {
    const greeting = await greet(this.wire);
    if (greeting.kind !== 'token') throw new Error(greeting.kind);
    return greeting.hello;
  }

  async session(): Promise<TokenSession> {
    return await TokenSession.open(this.wire, await this.hello(), key.toString('latin1'));
  }
}

/** The failure that it ends with. */
export async function failing(run: Promise<unknown>): Promise<Failure> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error(`it did not fail: ${String(error)}`, { cause: error });
  return error;
}
