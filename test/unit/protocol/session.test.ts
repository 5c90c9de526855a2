// Proofs, keys, tags and keystream against the second station's, which was written from the specification.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  cipher,
  deviceMacKey,
  host,
  lineTag,
  nonceBytes,
  openSession,
  proof,
  protocolVersion,
  sealText,
  tagBytes,
  token,
  type Handshake,
} from '../../../firmware/core/protocol/session.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { SecondStation } from './second-station.ts';
import { fc, runs } from '../../chance/property.ts';

const key = Buffer.from('test device key, 32 bytes long!!');
const tokenNonce = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const hostNonce = Buffer.from('ffeeddccbbaa99887766554433221100', 'hex');
const handshake: Handshake = {
  deviceKey: deviceMacKey(nobleHashes.SHA256, key.toString('latin1')),
  serialNumber: 'KK-0000013',
  tokenNonce: tokenNonce.toString('latin1'),
  hostNonce: hostNonce.toString('latin1'),
};
const second = (): SecondStation =>
  new SecondStation(key, `ok klarkode 1 p b KK-0000013 h issued set 1 0 0 ${tokenNonce.toString('hex')}`, hostNonce);
const hex = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('hex');

describe('a session', () => {
  it('has the sizes of the specification', () => {
    expect([protocolVersion, nonceBytes, tagBytes, host, token]).toEqual([1, 16, 16, 'h', 't']);
  });

  it('opens with the proofs that the second station makes and takes', () => {
    expect(`open ${hex(handshake.hostNonce)} ${hex(proof(host, handshake))}`).toBe(second().open());
    expect(second().accepts(`ok ${hex(proof(token, handshake))}`)).toBe(true);
    expect(proof(host, handshake)).not.toBe(proof(token, handshake));
    expect(proof(host, handshake).length).toBe(16);
  });

  it('gives every proof another value when anything that it is bound to is another', () => {
    const others: Handshake[] = [
      { ...handshake, serialNumber: 'KK-0000014' },
      { ...handshake, tokenNonce: handshake.hostNonce },
      { ...handshake, hostNonce: handshake.tokenNonce },
      { ...handshake, deviceKey: deviceMacKey(nobleHashes.SHA256, 'x'.repeat(32)) },
    ];
    for (const other of others) expect(proof(host, other)).not.toBe(proof(host, handshake));
  });

  it('writes the lines that the second station writes, and reads its numbers', () => {
    const session = openSession(handshake);
    expect(session.sequence).toBe(1);
    expect(sealText(session, host, 'status')).toBe(second().request('status'));
    expect(second().answer(sealText(session, token, 'ok 1 2'))).toBe('ok 1 2');
    session.sequence = 2;
    expect(() => second().answer(sealText(session, token, 'ok'))).toThrow(/not the answer/);
    expect(lineTag(session, host, 12, 'a b')).toMatch(/^[0-9a-f]{32}$/);
    expect(lineTag(session, host, 12, 'a b')).not.toBe(lineTag(session, host, 1, '2 a b'));
  });

  it('encrypts as the second station does, and back, at any length', () => {
    const session = openSession(handshake);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100, size: 'max' }), (plain) => {
        const bytes = Buffer.from(plain).toString('latin1');
        const sealed = cipher(session, host, 1, bytes);
        expect(hex(sealed)).toBe(second().encrypt(Buffer.from(plain)));
        expect(cipher(session, host, 1, sealed)).toBe(bytes);
      }),
      { numRuns: runs(100) },
    );
    const zeros = '\0'.repeat(64);
    const streams = [
      cipher(session, host, 1, zeros),
      cipher(session, host, 2, zeros),
      cipher(session, token, 1, zeros),
    ];
    expect(new Set(streams).size).toBe(3);
    expect(streams[0]!.slice(0, 32)).not.toBe(streams[0]!.slice(32));
  });

  it('derives its keys as SP 800-108 does', () => {
    const bound = Buffer.concat([Buffer.from('kk1KK-0000013\0'), tokenNonce, hostNonce]);
    const derived = (index: number): Buffer =>
      createHmac('sha256', key)
        .update(Buffer.concat([Buffer.from([0, 0, 0, index]), Buffer.from('s\0'), bound, Buffer.from([0, 0, 2, 0])]))
        .digest();
    const session = openSession(handshake);
    const expected = createHmac('sha256', derived(2)).update('h7 text').digest('hex').slice(0, 32);
    expect(lineTag(session, host, 7, 'text')).toBe(expected);
    const stream = createHmac('sha256', derived(1)).update('h\0\0\0\x07\0\0\0\0').digest('hex');
    expect(hex(cipher(session, host, 7, '\0'.repeat(32)))).toBe(stream);
  });
});
