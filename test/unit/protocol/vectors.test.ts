// One whole conversation of the service protocol, byte for byte (test/vectors/protocol-version-1.json): what a third
// implementation can be written against. The core speaks both sides of it; the second station speaks the host's.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../firmware/core/bytes.ts';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { encodeLine } from '../../../firmware/core/protocol/line.ts';
import {
  cipher,
  deviceMacKey,
  openSession,
  proof,
  sealText,
  type Side,
} from '../../../firmware/core/protocol/session.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { body, SecondStation } from './second-station.ts';

interface Vectors {
  readonly deviceKey: string;
  readonly serialNumber: string;
  readonly tokenNonce: string;
  readonly hostNonce: string;
  readonly credential: string;
  readonly lines: readonly { readonly from: 'host' | 'token'; readonly line: string }[];
}

const file = join(import.meta.dirname, '..', '..', 'vectors', 'protocol-version-1.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
const lineAt = (index: number): string => vectors.lines[index]!.line;

describe('the conversation in test/vectors/protocol-version-1.json', () => {
  it('is what the core says on both sides', () => {
    const handshake = {
      deviceKey: deviceMacKey(nobleHashes.SHA256, fromHex(vectors.deviceKey)!),
      serialNumber: vectors.serialNumber,
      tokenNonce: fromHex(vectors.tokenNonce)!,
      hostNonce: fromHex(vectors.hostNonce)!,
    };
    const hello = `ok klarkode 1 code-display pixljs ${vectors.serialNumber} 0123abcd blank lost 100 0 0 ${vectors.tokenNonce}`;
    const session = openSession(handshake);
    const said = ['hello', hello, `open ${vectors.hostNonce} ${toHex(proof('h', handshake))}`];
    said.push(`ok ${toHex(proof('t', handshake))}`);
    const exchange = (request: string, answer: string): void => {
      for (const [side, text] of [['h', request] as const, ['t', answer] as const] satisfies [Side, string][]) {
        said.push(sealText(session, side, text));
      }
      session.sequence++;
    };
    exchange('clock 1234567890000 0', 'ok none');
    exchange(`issue ${toHex(cipher(session, 'h', session.sequence, fromHex(vectors.credential)!))}`, 'ok');
    exchange('close', 'ok');
    expect(said.map((text) => encodeLine(crc32, text))).toEqual(vectors.lines.map(({ line }) => line));
  });

  it('is what the second station says, and it accepts what the token answers', () => {
    const key = Buffer.from(vectors.deviceKey, 'hex');
    const station = new SecondStation(key, body(lineAt(1)), Buffer.from(vectors.hostNonce, 'hex'));
    expect(station.open()).toBe(body(lineAt(2)));
    expect(station.accepts(body(lineAt(3)))).toBe(true);
    expect(station.request('clock 1234567890000 0')).toBe(body(lineAt(4)));
    expect(station.answer(body(lineAt(5)))).toBe('ok none');
    expect(station.request(`issue ${station.encrypt(Buffer.from(vectors.credential, 'hex'))}`)).toBe(body(lineAt(6)));
    expect(station.answer(body(lineAt(7)))).toBe('ok');
    expect(station.request('close')).toBe(body(lineAt(8)));
    expect(station.answer(body(lineAt(9)))).toBe('ok');
  });
});
