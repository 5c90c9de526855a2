// A credential as the options of `issue` describe it, checked before anything else happens. The secret comes from
// standard input or from the machine's random generator, never from an argument, and goes into no message.
import { randomBytes } from 'node:crypto';
import { fromByteArray, fromHex, type Bytes } from '../../firmware/core/bytes.ts';
import { decodeBase32 } from '../../firmware/core/codes/base32.ts';
import {
  credentialProblem,
  leastSecretBytes,
  mostCounter,
  type Credential,
} from '../../firmware/core/codes/credential.ts';
import { secretWeakness } from '../../firmware/core/codes/weak-secret.ts';
import type { HashName } from '../../firmware/core/digest/hash.ts';
import { boardNamed } from '../../hardware/boards.ts';
import { Failure } from '../failure.ts';
import type { Station } from '../station.ts';
import { parseWhole } from './numbers.ts';

/** As commander gives them: text, with the defaults that the help shows; what one type alone takes has none. */
export interface CredentialOptions {
  readonly type: string;
  readonly algorithm: string;
  readonly digits: string;
  readonly period?: string;
  readonly counter?: string;
  readonly secretStdin?: boolean;
  readonly secretFormat: string;
  readonly issuer?: string;
  readonly account?: string;
}

const hashNames: readonly HashName[] = ['SHA1', 'SHA256', 'SHA512'];
// RFC 4226, section 4, R6, and RFC 6238, section 5.1: a secret as long as the digest.
const randomSecretBytes: Readonly<Record<HashName, number>> = { SHA1: 20, SHA256: 32, SHA512: 64 };

/** Reads and checks everything; fails with `bad-input`, naming the option and what it takes. */
export async function readCredential(station: Station, options: CredentialOptions): Promise<Credential> {
  const type = oneOf(['totp', 'hotp'] as const, options.type.toLowerCase(), '--type', options.type);
  const algorithm = oneOf(
    hashNames,
    options.algorithm.toUpperCase().replace('-', ''),
    '--algorithm',
    options.algorithm,
  );
  const credential: Credential = {
    type,
    algorithm,
    digits: parseWhole(options.digits, '--digits', 6, 10)!,
    ...readMoment(type, options),
    secret:
      options.secretStdin === true
        ? await secretFromInput(station, options.secretFormat)
        : fromByteArray(randomBytes(randomSecretBytes[algorithm])),
    ...(options.issuer === undefined ? {} : { issuer: label(options.issuer, '--issuer') }),
    ...(options.account === undefined ? {} : { account: label(options.account, '--account') }),
  };
  const problem = credentialProblem(credential);
  if (problem !== undefined) throw new Failure('bad-input', problem);
  return credential;
}

/** Fails with `bad-input` when that board has no such hash. */
export function mustCompute(board: string, credential: Credential): void {
  const description = boardNamed(board);
  if (description === undefined)
    throw new Failure(
      'wrong-board',
      `The token says that its board is "${board}", which this klarkode does not know: use a newer one.`,
    );
  const { sha1, sha256, sha512 } = description.hashes;
  const sources = { SHA1: sha1, SHA256: sha256, SHA512: sha512 };
  if (sources[credential.algorithm] !== 'none') return;
  const able = hashNames.filter((name) => sources[name] !== 'none').join(' or ');
  throw new Failure(
    'bad-input',
    `${description.title} does not compute ${credential.algorithm}: use --algorithm ${able}, or another board.`,
  );
}

/** Checks both, whatever the type, and refuses the one that this type has no use for: it was meant to do something. */
function readMoment(
  type: Credential['type'],
  options: CredentialOptions,
): Pick<Credential, 'periodSeconds' | 'counter'> {
  const period = parsePeriod(options.period);
  const counter = parseWhole(options.counter, '--counter', 0, mostCounter);
  if (type === 'hotp' && period !== undefined)
    throw new Failure('bad-input', '--period is for --type totp: leave it out, for a hotp code lasts until the next.');
  if (type === 'totp' && counter !== undefined)
    throw new Failure('bad-input', '--counter is for --type hotp: leave it out, for totp counts the time.');
  return { periodSeconds: period ?? 30, counter: counter ?? 0 };
}

function parsePeriod(text: string | undefined): number | undefined {
  if (text !== undefined && /^\d{1,9}$/.test(text) && Number(text) > 120) {
    throw new Failure(
      'bad-input',
      `--period is ${text} s: a code that lives longer than 120 s is not allowed (NIST SP 800-63B, section 5.1.4.2).`,
    );
  }
  return parseWhole(text, '--period', 1, 120);
}

async function secretFromInput(station: Station, format: string): Promise<Bytes> {
  const kind = oneOf(['base32', 'hex'] as const, format.toLowerCase(), '--secret-format', format);
  const { prompts } = station.surroundings;
  const typed = (
    prompts === undefined ? await station.surroundings.readStandardInput() : await prompts.hidden(`Secret (${kind})`)
  ).trim();
  if (typed === '') throw new Failure('bad-input', 'There is no secret on standard input.');
  const secret = kind === 'hex' ? secretFromHex(typed) : secretFromBase32(typed);
  const weakness = secret.length < leastSecretBytes ? undefined : secretWeakness(secret);
  if (weakness !== undefined) throw new Failure('bad-input', weakness);
  return secret;
}

function secretFromHex(typed: string): Bytes {
  const secret = fromHex(typed.replace(/[\s:-]/g, ''));
  if (secret === undefined)
    throw new Failure(
      'bad-input',
      'The secret on standard input is not hexadecimal: two of 0 to 9 and a to f for each byte, or say --secret-format base32.',
    );
  return secret;
}

function secretFromBase32(typed: string): Bytes {
  const parsed = decodeBase32(typed);
  if (!parsed.ok) throw new Failure('bad-input', parsed.problem);
  return parsed.value;
}

function oneOf<T extends string>(allowed: readonly T[], value: string, option: string, typed: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Failure('bad-input', `${option} is "${typed}": it takes ${allowed.join(', ')}.`);
  return found;
}

function label(text: string, option: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 100 || /\p{Cc}/u.test(trimmed)) {
    throw new Failure('bad-input', `${option} takes 1 to 100 characters without control characters.`);
  }
  return trimmed;
}
