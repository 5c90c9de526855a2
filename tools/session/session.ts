// The station's side of a session (firmware/core/protocol/README.md): mutual proof, then tagged, numbered lines.
// The device key and what is derived from it stay in here: nothing of it is printed, thrown or logged.
import { randomBytes } from 'node:crypto';
import { equalInConstantTime, fromByteArray, fromHex, toHex, type Bytes } from '../../firmware/core/bytes.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import { Refusal, refusalReasons } from '../../firmware/core/protocol/errors.ts';
import type { Hello } from '../../firmware/core/protocol/hello.ts';
import { decodeLine, encodeLine } from '../../firmware/core/protocol/line.ts';
import {
  cipher,
  deviceMacKey,
  host,
  lineTag,
  nonceBytes,
  openSession,
  proof,
  sealText,
  token,
  type Session,
} from '../../firmware/core/protocol/session.ts';
import { nobleHashes } from '../../firmware/host/noble.ts';
import { Failure } from '../failure.ts';
import type { Wire } from '../link/wire.ts';

// Every tag costs the slowest board about two seconds of its own SHA-256, opening a session several of them.
const answerWithinMs = 20_000;
// Anybody on the wire can say "note"; a token has no computation that lasts so long.
const mostNotes = 5;

/** An `error NN` that was answered. */
export class TokenError extends Failure {
  readonly number: number;
  /** True when it carried the session's tag: only the token can have said it. Else it may come from anybody on the wire. */
  readonly isTagged: boolean;

  constructor(number: number, message: string, isTagged: boolean) {
    super('token-refused', message);
    this.number = number;
    this.isTagged = isTagged;
  }
}

export class TokenSession {
  readonly hello: Hello;
  readonly #wire: Wire;
  readonly #session: Session;

  private constructor(wire: Wire, hello: Hello, session: Session) {
    this.#wire = wire;
    this.hello = hello;
    this.#session = session;
  }

  /** Proves the device key to the token that said `hello`, and has it prove the same. */
  static async open(wire: Wire, hello: Hello, deviceKey: Bytes): Promise<TokenSession> {
    if (hello.waitSeconds > 0) throw mustWait(hello.serialNumber, hello.waitSeconds);
    const handshake = {
      deviceKey: deviceMacKey(nobleHashes.SHA256, deviceKey),
      serialNumber: hello.serialNumber,
      tokenNonce: hello.nonce,
      hostNonce: fromByteArray(randomBytes(nonceBytes)),
    };
    const answer = await exchange(
      wire,
      `open ${toHex(handshake.hostNonce)} ${toHex(proof(host, handshake))}`,
      hello.serialNumber,
    );
    const tokenProof = answer.startsWith('ok ') ? fromHex(answer.slice(3)) : undefined;
    if (tokenProof === undefined || !equalInConstantTime(tokenProof, proof(token, handshake))) {
      throw new Failure(
        'token-refused',
        `What answers as ${hello.serialNumber} does not know that token's key: it is not the token that this registry knows.`,
      );
    }
    return new TokenSession(wire, hello, openSession(handshake));
  }

  /** Sends one request and gives the words of its `ok` answer. Fails with `TokenError` when the token refuses. */
  async request(text: string): Promise<string[]> {
    return await this.requestAt(() => text);
  }

  /** As `request`; `secret` goes encrypted behind the verb. */
  async requestSealed(verb: string, secret: Bytes): Promise<string[]> {
    const sealed = toHex(cipher(this.#session, host, this.#session.sequence, secret));
    return await this.requestAt(() => `${verb} ${sealed}`);
  }

  /** As `request`; `text` is made at the last moment, given the number of characters that its line adds to it. */
  async requestAt(text: (addedCharacters: number) => string): Promise<string[]> {
    const session = this.#session;
    const added = `s ${session.sequence}  ${'0'.repeat(32)}*00000000\n`.length;
    const answer = await exchange(this.#wire, sealText(session, host, text(added)), this.hello.serialNumber);
    const parts = /^s (\d+) (.*) ([0-9a-f]{32})$/.exec(answer);
    const sequence = Number(parts?.[1]);
    if (
      parts === null ||
      sequence !== session.sequence ||
      !equalInConstantTime(parts[3]!, lineTag(session, token, sequence, parts[2]!))
    ) {
      throw new Failure(
        'token-protocol',
        `The answer of ${this.hello.serialNumber} does not carry its mark: somebody else may be on the wire.`,
      );
    }
    session.sequence++;
    const words = parts[2]!.split(' ');
    if (words[0] === 'ok') return words.slice(1);
    throw refusal(parts[2]!, this.hello.serialNumber, true);
  }
}

/** Sends a body and gives the body of the token's answer; a line that was damaged on its way goes once more. */
async function exchange(wire: Wire, body: string, serialNumber: string): Promise<string> {
  const line = encodeLine(crc32, body);
  for (let tries = 1; ; tries++) {
    wire.forget();
    await wire.send(`${line}\n`);
    const answer = await readAnswer(wire);
    if (!answer.startsWith('error ')) return answer;
    const failure = refusal(answer, serialNumber, false);
    if (failure.number !== Refusal.BadLine || tries === 2) throw failure;
  }
}

async function readAnswer(wire: Wire): Promise<string> {
  for (let notes = 0; notes <= mostNotes; notes++) {
    const body = await wire.until(readBody, answerWithinMs, 'answer');
    if (!body.startsWith('note ')) return body;
  }
  throw new Failure(
    'link-silent',
    `The board on ${wire.link.name} keeps saying that it is at work, and gives no answer.`,
  );
}

/** Reads the next whole line that has the right CRC; anything else is noise. */
function readBody(text: string): { value: string; used: number } | undefined {
  let used = 0;
  for (;;) {
    const end = text.indexOf('\n', used);
    if (end < 0) return undefined;
    const body = decodeLine(crc32, text.slice(used, end).replace(/\r$/, ''));
    used = end + 1;
    if (body !== undefined) return { value: body, used };
  }
}

function refusal(answer: string, serialNumber: string, isTagged: boolean): TokenError {
  const words = answer.split(' ');
  // What does not look like a number is not shown: a board says anything, what it was told included.
  const number = /^\d{1,3}$/.test(words[1] ?? '') ? Number(words[1]) : 0;
  if (number === Refusal.Wait) return mustWait(serialNumber, Number(words[2]));
  if (number === Refusal.WrongProof) {
    return new TokenError(
      number,
      `${serialNumber} refused this station's proof: its key is not the one in this registry. Use the registry of the station that flashed it last.`,
      isTagged,
    );
  }
  const reason = refusalReasons[number] ?? 'it gives no reason that this klarkode knows';
  return new TokenError(number, `${serialNumber} refused: ${reason} (error ${number}).`, isTagged);
}

function mustWait(serialNumber: string, seconds: number): TokenError {
  return new TokenError(
    Refusal.Wait,
    `${serialNumber} has had too many wrong proofs and listens again in ${Number.isFinite(seconds) ? seconds : 'some'} s: wait that long and try again.`,
    false,
  );
}
