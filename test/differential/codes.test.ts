// Our codes, on our own hashes and on the host's library, against node:crypto with whole-number arithmetic and against
// otplib, on 100,000 random parameter sets.
import { createHmac } from 'node:crypto';
import { createGuardrails, generateSync } from 'otplib';
import { expect, it } from 'vitest';
import { fromByteArray } from '../../firmware/core/bytes.ts';
import { hotp } from '../../firmware/core/codes/hotp.ts';
import { totp } from '../../firmware/core/codes/totp.ts';
import type { Hash } from '../../firmware/core/digest/hash.ts';
import { macKey } from '../../firmware/core/digest/hmac.ts';
import { everyHash } from '../unit/core/every-hash.ts';
import type { ParameterSet } from './random-sets.ts';
import { runs, seed } from '../chance/property.ts';
import { randomSets } from './random-sets.ts';

const count = runs(100_000);

const ours = (hash: Hash, set: ParameterSet): string => {
  const key = macKey(hash, fromByteArray(set.secret));
  return set.type === 'totp' ? totp(key, set.moment, set.periodSeconds, set.digits) : hotp(key, set.moment, set.digits);
};

const ofNode = (set: ParameterSet): string => {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(set.type === 'totp' ? BigInt(set.moment) / BigInt(set.periodSeconds) : BigInt(set.moment));
  const digest = createHmac(set.algorithm, set.secret).update(message).digest();
  const number = digest.readUInt32BE(digest.at(-1)! & 15) & 0x7fffffff;
  return String(BigInt(number) % 10n ** BigInt(set.digits)).padStart(set.digits, '0');
};

// otplib refuses secrets under 16 bytes unless told otherwise.
const guardrails = createGuardrails({ MIN_SECRET_BYTES: 14, MAX_PERIOD: 120, MIN_PERIOD: 1 });
const otplibNames = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const;
const ofOtplib = (set: ParameterSet): string =>
  generateSync({
    secret: set.secret,
    strategy: set.type,
    algorithm: otplibNames[set.algorithm],
    digits: set.digits,
    guardrails,
    ...(set.type === 'totp' ? { epoch: set.moment, period: set.periodSeconds } : { counter: set.moment }),
  });

it(`agrees on ${count} parameter sets`, () => {
  console.log(`differential test: KLARKODE_SEED=${seed}`);
  const spent = { own: 0, noble: 0, node: 0, otplib: 0 };
  const timed = (who: keyof typeof spent, code: () => string): string => {
    const began = performance.now();
    const result = code();
    spent[who] += performance.now() - began;
    return result;
  };
  let compared = 0;
  for (const set of randomSets(seed, count)) {
    const expected = timed('node', () => ofNode(set));
    const codes = {
      own: timed('own', () => ours(everyHash['own']![set.algorithm], set)),
      noble: timed('noble', () => ours(everyHash['noble']![set.algorithm], set)),
      otplib: timed('otplib', () => ofOtplib(set)),
    };
    if (codes.own !== expected || codes.noble !== expected || codes.otplib !== expected)
      expect.fail(`seed ${seed}: node:crypto says ${expected}, the others ${JSON.stringify({ ...codes, set })}`);
    compared++;
  }
  expect(compared).toBe(count);
  console.log(
    'milliseconds spent:',
    Object.entries(spent)
      .map(([who, ms]) => `${who} ${Math.round(ms)}`)
      .join(', '),
  );
});
