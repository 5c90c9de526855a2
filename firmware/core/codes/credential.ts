// A credential: what a token must know to compute one holder's codes (RFC 4226, RFC 6238). It holds the secret:
// never log it, and never put a part of it in an error.
import type { Bytes } from '../bytes.ts';
import type { HashName } from '../digest/hash.ts';

export interface Credential {
  readonly type: 'totp' | 'hotp';
  readonly algorithm: HashName;
  readonly digits: number;
  /** For TOTP; 30 where it has no meaning. */
  readonly periodSeconds: number;
  /** The next counter of HOTP; 0 for TOTP. */
  readonly counter: number;
  readonly secret: Bytes;
  readonly issuer?: string;
  readonly account?: string;
}

/** 112 bits, the least that NIST SP 800-63B, section 5.1.4.1, allows for the secret of a one-time-code device. */
export const leastSecretBytes = 14;
/**
 * The longest digest of the three hashes; more adds no strength (RFC 2104, section 3), so longer secrets are refused
 * and never hashed first.
 */
export const mostSecretBytes = 64;
/** 2^53 - 1: past it a number has no exact successor. */
export const mostCounter = 9007199254740991;

const isWholeWithin = (n: number, least: number, most: number): boolean =>
  n >= least && n <= most && Math.floor(n) === n;

/** Why this credential can't be used, in one sentence that says nothing of the secret but its length; undefined when it can. */
export const credentialProblem = (credential: Credential): string | undefined => {
  const name: string = credential.algorithm;
  const type: string = credential.type;
  const secretBytes = credential.secret.length;
  if (type !== 'totp' && type !== 'hotp') return 'The type is "' + type + '": it must be totp or hotp.';
  if (name !== 'SHA1' && name !== 'SHA256' && name !== 'SHA512')
    return 'The algorithm is "' + name + '": it must be SHA1, SHA256 or SHA512.';
  if (!isWholeWithin(credential.digits, 6, 10))
    return 'The code has ' + credential.digits + ' digits: it must have 6 to 10.';
  if (!isWholeWithin(credential.periodSeconds, 1, 120))
    return 'The period is ' + credential.periodSeconds + ' s: it must be 1 to 120 whole seconds.';
  if (!isWholeWithin(credential.counter, 0, mostCounter))
    return 'The counter is ' + credential.counter + ': it must be a whole number from 0 to ' + mostCounter + '.';
  if (secretBytes < leastSecretBytes || secretBytes > mostSecretBytes)
    return 'The secret has ' + secretBytes + ' bytes: it must have 14 (112 bits, NIST SP 800-63B) to 64.';
  return undefined;
};
