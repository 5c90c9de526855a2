// Our codes against Debian's oathtool, on 1,000 random parameter sets. Its limits: 6 to 8 digits, and SHA-1 alone for
// HOTP. It gets the secret on standard input.
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { fromByteArray } from '../../firmware/core/bytes.ts';
import { hotp } from '../../firmware/core/codes/hotp.ts';
import { totp } from '../../firmware/core/codes/totp.ts';
import { macKey } from '../../firmware/core/digest/hmac.ts';
import { everyHash } from '../unit/core/every-hash.ts';
import type { ParameterSet } from './random-sets.ts';
import { runs, seed } from '../chance/property.ts';
import { randomSets } from './random-sets.ts';

const count = runs(1000);
const isMissing = spawnSync('oathtool', ['--version']).error !== undefined;
const mustRun = process.env['CI'] === 'true';
if (isMissing && !mustRun)
  console.log('oathtool is missing (Debian package oathtool): the comparison with it is skipped.');

const ofOathtool = (set: ParameterSet): string => {
  const which =
    set.type === 'hotp'
      ? ['--hotp', `--counter=${set.moment}`]
      : [`--totp=${set.algorithm}`, `--now=@${set.moment}`, `--time-step-size=${set.periodSeconds}s`];
  const ran = spawnSync('oathtool', [...which, `--digits=${set.digits}`, '-'], {
    input: Buffer.from(set.secret).toString('hex') + '\n',
    encoding: 'utf8',
  });
  if (ran.error !== undefined) throw ran.error;
  return ran.status === 0 ? ran.stdout.trim() : `exit code ${ran.status}: ${ran.stderr}`;
};

it.skipIf(isMissing && !mustRun)(`agrees with oathtool on ${count} parameter sets`, () => {
  console.log(`differential test: KLARKODE_SEED=${seed}`);
  let compared = 0;
  // Its dates end where a year no longer fits in 32 bits; 2^40 s is the year 36812.
  for (const drawn of randomSets(seed, count, 8, 40)) {
    const set: ParameterSet = drawn.type === 'hotp' ? { ...drawn, algorithm: 'SHA1' } : drawn;
    const key = macKey(everyHash['own']![set.algorithm], fromByteArray(set.secret));
    const code =
      set.type === 'totp' ? totp(key, set.moment, set.periodSeconds, set.digits) : hotp(key, set.moment, set.digits);
    expect(code, `seed ${seed}, ${JSON.stringify(set)}`).toBe(ofOathtool(set));
    compared++;
  }
  expect(compared).toBe(count);
});
