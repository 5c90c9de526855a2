// What the records hold: credential, identity, settings; each byte in its place, and what is out of range is no record.
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { macKey } from '../../../firmware/core/digest/hmac.ts';
import {
  algorithmNames,
  counterMarksName,
  credentialRecordName,
  decodeTerms,
  encodeCredential,
  encodeTerms,
  keyOfCredential,
  type CredentialTerms,
} from '../../../firmware/core/records/credential-record.ts';
import { encodeIdentity, identityFile, readIdentity } from '../../../firmware/core/records/identity-record.ts';
import { encodeRecord } from '../../../firmware/core/records/record.ts';
import {
  decodeSettings,
  defaultSettings,
  encodeSettings,
  isSetting,
  settingsRecordName,
} from '../../../firmware/core/records/settings-record.ts';
import { sha1 } from '../../../firmware/core/digest/sha1.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { MemoryStore } from './memory-store.ts';

const terms: CredentialTerms = {
  eventBased: true,
  algorithm: 1,
  digits: 8,
  periodSeconds: 60,
  counter: 0x010203040506,
  secret: '12345678901234567890',
};

it('stands under these names', () => {
  expect([credentialRecordName, counterMarksName, identityFile, settingsRecordName]).toEqual([
    'kk.c',
    'kk.n',
    'kk.id',
    'kk.s',
  ]);
  expect(algorithmNames).toEqual(['SHA1', 'SHA256', 'SHA512']);
});

describe('the terms of a credential', () => {
  const bytes = encodeTerms(terms);
  const at = (index: number, value: number): string =>
    bytes.slice(0, index) + String.fromCharCode(value) + bytes.slice(index + 1);

  it('are in their places, and read back', () => {
    const hex = Buffer.from(bytes, 'latin1').toString('hex');
    expect(hex).toBe(`010101083c000001020304050614${Buffer.from(terms.secret).toString('hex')}`);
    expect(decodeTerms(bytes)).toEqual(terms);
    expect(decodeTerms(`${bytes}key blocks`)).toEqual(terms);
    expect(decodeTerms(at(1, 0))?.eventBased).toBe(false);
  });

  it.each([
    ['version', 0, [1], [0, 2, 255]],
    ['kind', 1, [0, 1], [2, 255]],
    ['algorithm', 2, [0, 1, 2], [3, 255]],
    ['digits', 3, [6, 7, 8, 9, 10], [0, 5, 11, 255]],
    ['period', 4, [1, 30, 120], [0, 121, 255]],
    ['counter, first byte', 5, [0], [1, 255]],
    ['counter, second byte', 6, [0, 31], [32, 255]],
    ['length of the secret', 13, [14, 20], [0, 13, 21, 64, 65]],
  ] as const)('take of the %s only what is in range', (_what, index, good, bad) => {
    for (const value of good) expect(decodeTerms(at(index, value)), String(value)).toBeDefined();
    for (const value of bad) expect(decodeTerms(at(index, value)), String(value)).toBeUndefined();
  });

  it('take secrets of 14 to 64 bytes', () => {
    for (const length of [13, 14, 64, 65]) {
      const secret = 's'.repeat(length);
      expect(decodeTerms(encodeTerms({ ...terms, secret }))?.secret).toBe(
        length < 14 || length > 64 ? undefined : secret,
      );
    }
  });

  it('take counters up to 2^53 - 1', () => {
    expect(decodeTerms(encodeTerms({ ...terms, counter: 2 ** 53 - 1 }))?.counter).toBe(2 ** 53 - 1);
    const past = bytes.slice(0, 5) + '\0\x20\0\0\0\0\0\0' + bytes.slice(13);
    expect(decodeTerms(past)).toBeUndefined();
  });

  it('are no terms when they are cut short', () => {
    for (let length = 0; length < bytes.length; length++) expect(decodeTerms(bytes.slice(0, length))).toBeUndefined();
  });

  it('stand before the key blocks, which are taken as they are for the same kind of hash', () => {
    const hash = nobleHashes.SHA1;
    const key = macKey(hash, terms.secret);
    const payload = encodeCredential(terms, key);
    expect(payload).toBe(bytes + key.inner + key.outer);
    expect(keyOfCredential(payload, terms, hash)).toEqual(key);
    // Blocks that are in the record are not worked out again.
    const other = payload.slice(0, -1) + '!';
    expect(keyOfCredential(other, terms, hash).outer).toBe(key.outer.slice(0, -1) + '!');
    // Those of a hash that keeps another kind of block are.
    expect(keyOfCredential(payload, terms, sha1)).toEqual(macKey(sha1, terms.secret));
    expect(sha1.absorbedBytes).not.toBe(hash.absorbedBytes);
  });
});

describe('the identity', () => {
  const identity = {
    serialNumber: 'KK-0000013',
    deviceKey: 'k'.repeat(32),
    seed: 's'.repeat(32),
    languages: ['da', 'en'],
  };
  const read = (bytes: string | undefined): ReturnType<typeof readIdentity> => {
    const store = new MemoryStore();
    if (bytes !== undefined) store.files.set('kk.id', bytes);
    return readIdentity(store);
  };

  it('is a record of version 1 and its fields, each after its length', () => {
    const bytes = encodeIdentity(crc32, identity);
    const payload = `\x01\x0aKK-0000013\x20${'k'.repeat(32)}\x20${'s'.repeat(32)}\x05da,en`;
    expect(bytes).toBe(encodeRecord(crc32, 1, payload));
    expect(read(bytes)).toEqual(identity);
  });

  it('is not there when its file is missing, torn, of another version or has fields of another size', () => {
    expect(read(undefined)).toBeUndefined();
    expect(read(encodeIdentity(crc32, identity).slice(0, -1))).toBeUndefined();
    expect(read(encodeRecord(crc32, 1, '\x02\x0aKK-0000013'))).toBeUndefined();
    expect(read(encodeRecord(crc32, 1, ''))).toBeUndefined();
    for (const wrong of [{ serialNumber: 'KK1' }, { deviceKey: 'k'.repeat(31) }, { seed: 's'.repeat(33) }]) {
      expect(read(encodeIdentity(crc32, { ...identity, ...wrong }))).toBeUndefined();
    }
    expect(read(encodeIdentity(crc32, { ...identity, serialNumber: 'KK-1' }))?.serialNumber).toBe('KK-1');
  });
});

describe('the settings', () => {
  it('are four bytes each, in order', () => {
    const first = defaultSettings(500);
    expect(first).toEqual([1000000, 500, 60, 15, 180, 120, 0]);
    const hex = Buffer.from(encodeSettings(first), 'latin1').toString('hex');
    expect(hex).toBe('000f4240000001f40000003c0000000f000000b40000007800000000');
    expect(decodeSettings(encodeSettings(first), defaultSettings(1))).toEqual(first);
  });

  it('keep what stands before where the record is shorter or has a value out of range', () => {
    expect(decodeSettings('', [1, 2, 3])).toEqual([1, 2, 3]);
    const bytes = encodeSettings([1200000, 10001, 120, 1, 86400, 0, 65535]);
    expect(decodeSettings(bytes, defaultSettings(500))).toEqual([1200000, 500, 120, 1, 86400, 120, 65535]);
    expect(decodeSettings(bytes.slice(0, 12), defaultSettings(500))).toEqual([1200000, 500, 120, 15, 180, 120, 0]);
    expect(decodeSettings(bytes + bytes, defaultSettings(500)).length).toBe(7);
  });

  it.each([
    [0, 0, 2000000],
    [1, 0, 10000],
    [2, 10, 120],
    [3, 1, 86400],
    [4, 1, 86400],
    [5, 1, 120],
    [6, 0, 65535],
  ])('number %i goes from %i to %i', (setting, least, most) => {
    expect([least - 1, least, most, most + 1].map((value) => isSetting(7, setting, value))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('are as many as the product has', () => {
    expect(isSetting(7, 7, 1)).toBe(false);
    expect(isSetting(15, 7, 1)).toBe(true);
    expect(isSetting(7, undefined, 1)).toBe(false);
    expect(isSetting(7, 6, undefined)).toBe(false);
  });
});
