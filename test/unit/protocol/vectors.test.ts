// Whole conversations of the service protocol, byte for byte (test/vectors/protocol-version-1*.json): what a third implementation can
// be written against. The core speaks both sides of them; the second station and the second token, from the specification, one each.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../firmware/core/bytes.ts';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { decodeHello } from '../../../firmware/core/protocol/hello.ts';
import { encodeLine } from '../../../firmware/core/protocol/line.ts';
import { cipher, deviceMacKey, openSession, proof, sealText } from '../../../firmware/core/protocol/session.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { body, SecondStation } from './second-station.ts';
import { readCredential, SecondToken } from './second-token.ts';

interface Vectors {
  readonly deviceKey: string;
  readonly serialNumber: string;
  readonly tokenNonce: string;
  readonly hostNonce: string;
  readonly cipherKey: string;
  readonly tagKey: string;
  readonly credential: string;
  /** The texts of the session, in order; behind `issue` stands the credential, encrypted. */
  readonly exchanges: readonly (readonly [string, string])[];
  readonly lines: readonly { readonly from: 'host' | 'token'; readonly line: string }[];
}

const read = (name: string): Vectors =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'vectors', `${name}.json`), 'utf8')) as Vectors;

describe.each(['protocol-version-1', 'protocol-version-1-more'])('the conversation in %s.json', (name) => {
  const vectors = read(name);
  /** Every line of the file with the one that answers it. */
  const pairs = vectors.lines
    .filter((_line, i) => i % 2 === 0)
    .map(({ line }, i) => [line, vectors.lines[i * 2 + 1]!.line] as const);
  /** Those of the session that were not refused outside it. */
  const requests = pairs.slice(2).filter(([, answer]) => body(answer).startsWith('s '));
  const key = Buffer.from(vectors.deviceKey, 'hex');

  it('goes from host to token and back, and has one request for each exchange', () => {
    expect(vectors.lines.map(({ from }) => from)).toEqual(pairs.flatMap(() => ['host', 'token']));
    expect(requests.length).toBe(vectors.exchanges.length);
  });

  it('is what the core says on both sides', () => {
    const handshake = {
      deviceKey: deviceMacKey(nobleHashes.SHA256, fromHex(vectors.deviceKey)!),
      serialNumber: vectors.serialNumber,
      tokenNonce: fromHex(vectors.tokenNonce)!,
      hostNonce: fromHex(vectors.hostNonce)!,
    };
    const { serialNumber, tokenNonce: nonce } = handshake;
    expect(decodeHello(body(pairs[0]![1]))).toMatchObject({ serialNumber, nonce });
    const session = openSession(handshake);
    const opening = [`open ${vectors.hostNonce} ${toHex(proof('h', handshake))}`, `ok ${toHex(proof('t', handshake))}`];
    expect(pairs[1]).toEqual(opening.map((text) => encodeLine(crc32, text)));
    const said = vectors.exchanges.map(([request, answer]) => {
      const sealed = toHex(cipher(session, 'h', session.sequence, fromHex(vectors.credential)!));
      const asked = sealText(session, 'h', request === 'issue' ? `issue ${sealed}` : request);
      const answered = sealText(session, 't', answer);
      session.sequence++;
      return [encodeLine(crc32, asked), encodeLine(crc32, answered)];
    });
    expect(said).toEqual(requests);
  });

  it('is what the second station says, and it accepts what the token answers', () => {
    const station = new SecondStation(key, body(pairs[0]![1]), Buffer.from(vectors.hostNonce, 'hex'));
    expect(station.open()).toBe(body(pairs[1]![0]));
    expect(station.accepts(body(pairs[1]![1]))).toBe(true);
    for (const [i, [request, answer]] of vectors.exchanges.entries()) {
      const sealed = `issue ${station.encrypt(Buffer.from(vectors.credential, 'hex'))}`;
      expect(station.request(request === 'issue' ? sealed : request)).toBe(body(requests[i]![0]));
      expect(station.answer(body(requests[i]![1]))).toBe(answer);
    }
  });

  it('is what the second token takes apart, refusals and all', () => {
    const token = new SecondToken(key, vectors.serialNumber, Buffer.from(vectors.tokenNonce, 'hex'));
    for (const [asked, answered] of pairs.slice(1)) {
      const answer = token.answer(asked);
      // What it refuses, it refuses alike; what it does is not its own business here.
      if (!body(answered).startsWith('s ')) expect(answer).toBe(answered);
    }
    expect(token.requests.map((text) => text.replace(/^issue .*/, 'issue'))).toEqual(
      vectors.exchanges.map(([request]) => request),
    );
    expect(token.credential).toEqual(readCredential(Buffer.from(vectors.credential, 'hex')));
    expect(vectors.exchanges.map(([, answer], i) => token.tagged(i + 1, answer))).toEqual(
      requests.map(([, answered]) => body(answered)),
    );
  });

  it('comes to the keys that stand in the file', () => {
    const [asked] = requests[0]!;
    const [, sequence, ...rest] = body(asked).split(' ');
    const tag = createHmac('sha256', Buffer.from(vectors.tagKey, 'hex'));
    tag.update(`h${sequence} ${rest.slice(0, -1).join(' ')}`);
    expect(rest.at(-1)).toBe(tag.digest('hex').slice(0, 32));
    const at = vectors.exchanges.findIndex(([request]) => request === 'issue');
    const block = Buffer.from([0, 0, 0, at + 1, 0, 0, 0, 0]);
    const stream = createHmac('sha256', Buffer.from(vectors.cipherKey, 'hex')).update('h').update(block).digest();
    const ciphertext = Buffer.from(body(requests[at]![0]).split(' ')[3]!, 'hex').subarray(0, 32);
    expect(Buffer.from(ciphertext.map((byte, i) => byte ^ stream[i]!)).toString('hex')).toBe(
      vectors.credential.slice(0, 64),
    );
  });
});
