// A record whose writing, or whose overwriting, stops at any byte, with that byte in any state that flash can leave it in: what is
// read is the record from before or the one from after. `npm run cuts` does this to the whole token, with fewer states in
// the middle of a record.
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { macKey } from '../../../firmware/core/digest/hmac.ts';
import { encodeCredential } from '../../../firmware/core/records/credential-record.ts';
import { countMarks, marksPerFile } from '../../../firmware/core/records/marks.ts';
import { encodeRecord, readRecord } from '../../../firmware/core/records/record.ts';
import { encodeSettings, readerSettings } from '../../../firmware/core/records/settings-record.ts';
import { encodeForcedSteps } from '../../../firmware/token/load.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { sha1 } from '../../../firmware/core/digest/sha1.ts';
import { MemoryStore } from './memory-store.ts';

const credential = (secret: string, hash = nobleHashes.SHA1): string =>
  encodeCredential(
    { eventBased: true, algorithm: 0, digits: 6, periodSeconds: 30, counter: 3, secret },
    macKey(hash, secret),
  );
const settings = readerSettings(500);

const kinds: readonly (readonly [string, string, string])[] = [
  ['a credential', credential('12345678901234567890'), credential('another secret of 20')],
  [
    'a credential of 64 bytes, key blocks of our own hash',
    credential('a'.repeat(64), sha1),
    credential('b'.repeat(64), sha1),
  ],
  ['settings', encodeSettings(settings), encodeSettings(settings.map((value) => value + 1))],
  [
    'the log of forced steps',
    encodeForcedSteps({ count: 1, stepMilliseconds: -86400000, toSeconds: 1234567890 }),
    encodeForcedSteps({ count: 2, stepMilliseconds: 86400000, toSeconds: 1234654290 }),
  ],
  ['a count of wrong proofs', '\0\0\0\x03', '\0\0\0\x04'],
  ['no bytes', '', ''],
];

/** The values that flash may hold when writing `byte` over `over` stops: any of the bits to be cleared may be, or not. */
const states = (over: number, byte: number): number[] => [
  ...new Set(Array.from({ length: 256 }, (_none, mask) => over & (byte | mask))),
];

/** Every file that writing `bytes` over `over` may leave, but the whole one. */
function* torn(over: Buffer, bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at++) {
    for (const state of states(over[at]!, bytes[at]!)) {
      const file = Buffer.concat([bytes.subarray(0, at), Buffer.from([state]), over.subarray(at + 1)]);
      if (!file.equals(bytes)) yield file;
    }
  }
}

describe.each(kinds)('%s', (_what, old, next) => {
  const bytesOf = (sequence: number, payload: string): Buffer =>
    Buffer.from(encodeRecord(crc32, sequence, payload), 'latin1');
  const readWith = (newest: Buffer | undefined, other: Buffer): string | undefined => {
    const store = new MemoryStore();
    if (newest) store.files.set('r0', newest.toString('latin1'));
    store.files.set('r1', other.toString('latin1'));
    return readRecord(store, 'r')?.payload;
  };

  it('stays the old one until the last bit of the new one is written', () => {
    const [before, after] = [bytesOf(7, old), bytesOf(8, next)];
    let tried = 0;
    for (const file of torn(Buffer.alloc(after.length, 0xff), after)) {
      tried++;
      const read = readWith(before, file);
      if (read !== old) expect(read, file.toString('hex')).toBe(old);
    }
    expect(tried).toBeGreaterThan(after.length);
    expect(readWith(before, after)).toBe(next);
  });

  it('is no hindrance to the newer one while the older is overwritten, and is itself or nothing when it is wiped', () => {
    const [older, newest] = [bytesOf(7, old), bytesOf(8, next)];
    for (const file of torn(older, Buffer.alloc(older.length))) {
      const read = readWith(newest, file);
      if (read !== next) expect(read, file.toString('hex')).toBe(next);
      const alone = readWith(undefined, file);
      if (alone !== undefined && !file.equals(older)) expect(alone, file.toString('hex')).toBeUndefined();
    }
    expect(readWith(undefined, older)).toBe(old);
  });
});

it('a tally counts a mark from its first cleared bit on, and never fewer than were made', () => {
  const store = new MemoryStore();
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.alloc(marksPerFile * 4, 0xff), Buffer.alloc(4)]);
  for (const made of [0, 1, 2, 100, marksPerFile - 1]) {
    const before = Buffer.from(whole);
    before.fill(0, 4, 4 + made * 4);
    for (let at = 0; at < 4; at++) {
      for (const state of states(0xff, 0)) {
        const file = Buffer.from(before);
        file.fill(0, 4 + made * 4, 4 + made * 4 + at);
        file[4 + made * 4 + at] = state;
        store.files.set('n', file.toString('latin1'));
        expect(countMarks(store, 'n')).toBe(at === 0 && state === 0xff ? made : made + 1);
      }
    }
  }
});

it('a tally that is being begun or overwritten is whole or none', () => {
  const store = new MemoryStore();
  const count = (file: Buffer): number => {
    store.files.set('n', file.toString('latin1'));
    return countMarks(store, 'n');
  };
  const length = (marksPerFile + 2) * 4;
  // Its first word comes first, its last word last: until then there is none.
  const begun = Buffer.concat([Buffer.alloc(4), Buffer.alloc(length - 4, 0xff)]);
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.alloc(length - 8, 0xff), Buffer.alloc(4)]);
  for (let at = length - 4; at < length; at++) {
    for (const state of states(0xff, 0)) {
      const file = Buffer.from(begun);
      file.fill(0, length - 4, at);
      file[at] = state;
      expect(count(file)).toBe(file.equals(whole) ? 0 : -1);
    }
  }
});
