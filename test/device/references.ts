// What the code must be, from two programs that are not ours: otplib, and oathtool where it is installed.
import { spawnSync } from 'node:child_process';
import { generateSync } from 'otplib';

export type Algorithm = 'SHA1' | 'SHA256' | 'SHA512';

export interface Wanted {
  readonly secret: Uint8Array;
  readonly algorithm: Algorithm;
  readonly digits: 6 | 8;
  /** A counter, or for time-based codes of 30 s the UTC second. */
  readonly at: { readonly counter: number } | { readonly epoch: number };
}

export interface Reference {
  readonly code: string;
  /** `otplib and oathtool`. */
  readonly by: string;
}

const otplibNames = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const;

/** The code by both programs. Throws when they disagree: then neither is a reference. */
export function referenceCode(wanted: Wanted): Reference {
  const { secret, algorithm, digits, at } = wanted;
  const common = { secret, algorithm: otplibNames[algorithm], digits };
  const code =
    'counter' in at
      ? generateSync({ ...common, strategy: 'hotp', counter: at.counter })
      : generateSync({ ...common, strategy: 'totp', epoch: at.epoch });
  const second = ofOathtool(wanted);
  if (second === undefined) return { code, by: 'otplib' };
  if (second !== code) throw new Error(`otplib says ${code} and oathtool ${second}: one of them is wrong`);
  return { code, by: 'otplib and oathtool' };
}

/** Undefined where it is not installed, and for what it can't do: event-based codes of another hash than SHA-1. */
function ofOathtool({ secret, algorithm, digits, at }: Wanted): string | undefined {
  if ('counter' in at && algorithm !== 'SHA1') return undefined;
  const which =
    'counter' in at ? ['--hotp', `--counter=${at.counter}`] : [`--totp=${algorithm}`, `--now=@${Math.floor(at.epoch)}`];
  const ran = spawnSync('oathtool', [...which, `--digits=${digits}`, '-'], {
    input: `${Buffer.from(secret).toString('hex')}\n`,
    encoding: 'utf8',
  });
  if (ran.error !== undefined) return undefined;
  if (ran.status !== 0) throw new Error(`oathtool ended with ${ran.status ?? 'a signal'}: ${ran.stderr.trim()}`);
  return ran.stdout.trim();
}
