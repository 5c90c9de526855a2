// Keys that a board computes for itself: the station computes the same, each with its own label, and none is what the board answers when it
// is asked to prove its device key.
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { readIdentity } from '../../../firmware/core/records/identity-record.ts';
import type { Store } from '../../../firmware/core/machine.ts';
import { derive } from '../../../tools/flash/derive.ts';

const deviceKey = '0123456789abcdef0123456789abcdef';
const number = '00112233445566778899aabbccddeeff';
const wish = { serialNumber: 'KK-0000013', deviceKey, renewsKey: true, languages: ['da', 'en'] } as const;
const sha1 = (text: string): Buffer => createHash('sha1').update(text, 'latin1').digest();

/** What the identity file says, as a token reads it. */
function identityIn(bytes: string | undefined): ReturnType<typeof readIdentity> {
  return readIdentity({ read: () => bytes, crc32 } as unknown as Store);
}

it('are hashes of a label, the device key and the number', () => {
  const derived = derive(wish, number);
  const long = (label: string): string =>
    Buffer.concat([sha1(`${label} 1${deviceKey}${number}`), sha1(`${label} 2${deviceKey}${number}`)])
      .toString('latin1')
      .slice(0, 32);
  expect(derived.consolePassword).toBe(sha1(`console password ${deviceKey}${number}`).toString('base64').slice(0, 20));
  expect(derived.deviceKey).toBe(long('device key'));
  expect(identityIn(derived.identity)).toEqual({
    serialNumber: 'KK-0000013',
    deviceKey: derived.deviceKey,
    seed: long('seed'),
    languages: ['da', 'en'],
  });
});

it('leave the device key and the identity as they are where nobody can have read them', () => {
  expect(derive({ ...wish, renewsKey: false, languages: undefined }, number)).toMatchObject({
    deviceKey,
    identity: undefined,
  });
  expect(identityIn(derive({ ...wish, renewsKey: false }, number).identity)).toMatchObject({ deviceKey });
});

it('are not what the board answers to a proof, with whatever number somebody had it asked', () => {
  const { consolePassword, deviceKey: next } = derive(wish, number);
  for (const asked of [
    number,
    '',
    `1${number}`,
    `console password ${number}`,
    `console password ${deviceKey}${number}`,
  ]) {
    const answer = sha1(`${deviceKey}${asked}`);
    expect(answer.toString('base64').slice(0, 20)).not.toBe(consolePassword);
    expect(next.startsWith(answer.toString('latin1'))).toBe(false);
  }
});
