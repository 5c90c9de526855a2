// Checks a typed code against the registry, for `activate` and `verify`: each code counts once, and a credential
// whose arrival on the token was not seen is tried as well, because a right code proves that it did arrive.
import type { Credential } from '../../firmware/core/codes/credential.ts';
import { Failure } from '../failure.ts';
import { accept, candidates, openCredential, type CredentialRow } from '../registry/credentials.ts';
import type { Station } from '../station.ts';
import { matchCounterCode, matchTimeCode, parseCode, type Match } from './match.ts';

export interface CodeCheck {
  readonly serialNumber: string;
  /** The code as typed, or undefined: ask the person. */
  readonly typed: string | undefined;
  /** Steps to both sides (TOTP) or counters ahead (HOTP); undefined: what suits the verb. */
  readonly window: number | undefined;
  readonly activates: boolean;
}

export interface Checked extends Match {
  readonly credential: CredentialRow;
}

// A token that lay in the post may be minutes off, and its button was pressed a few times; a wrong token is far off.
// RFC 6238, section 5.2, allows one step for the way; the second is for a clock between two synchronisations.
const windows = { activate: { totp: 10, hotp: 20 }, verify: { totp: 2, hotp: 10 } };

/** Accepts the code or fails with `wrong-code`; nothing changes in the registry when it fails. */
export async function checkCode(station: Station, check: CodeCheck): Promise<Checked> {
  const registry = await station.registry();
  const rows = await candidates(registry, check.serialNumber);
  if (rows.length === 0) {
    const isRetired = (await registry.find(check.serialNumber))?.lifecycle === 'retired';
    throw new Failure(
      'wrong-lifecycle',
      isRetired
        ? `${check.serialNumber} was wiped and is retired: no code of it is accepted any more.`
        : `${check.serialNumber} has no credential yet: run "klarkode issue" first.`,
    );
  }
  const credentials: Credential[] = [];
  for (const row of rows) credentials.push(await openCredential(registry, row));
  const typed = check.typed ?? (await askForCode(station, check.serialNumber));
  // The time that counts is when the code was read, not when the passphrase was typed.
  const nowMs = station.clock.nowMs();
  const windowFor = (row: CredentialRow): number =>
    check.window ?? windows[check.activates ? 'activate' : 'verify'][row.type];
  let wasUsed = false;
  for (const [at, row] of rows.entries()) {
    const credential = credentials[at]!;
    const code = parseCode(typed, row.digits);
    const match =
      row.type === 'totp'
        ? matchTimeCode(credential, code, nowMs, windowFor(row))
        : matchCounterCode(credential, code, windowFor(row));
    if (match === undefined) continue;
    if (match.moment >= row.next_moment && (await accept(registry, row, { ...match, activates: check.activates })))
      return { ...match, credential: row };
    wasUsed = true;
  }
  if (wasUsed)
    throw new Failure(
      'wrong-code',
      'That code was used already, or a later one was: wait for the next code on the token, and type that.',
    );
  const reach = reachInWords(rows[0]!, windowFor(rows[0]!));
  throw new Failure(
    'wrong-code',
    `That is not a code of ${check.serialNumber} within ${reach}: read it once more; if it stays wrong, issue the credential again, which sets the clock too.`,
  );
}

function reachInWords(row: CredentialRow, window: number): string {
  if (row.type === 'totp') return `${window} ${window === 1 ? 'step' : 'steps'} of ${row.period_seconds} s around now`;
  return window === 1 ? 'the next code' : `the next ${window} codes`;
}

async function askForCode(station: Station, serialNumber: string): Promise<string> {
  const { prompts } = station.surroundings;
  if (prompts === undefined) throw new Failure('usage', 'Give the code on the display with --code.');
  return await prompts.text(`Press the button on ${serialNumber} and type the code that it shows`);
}
