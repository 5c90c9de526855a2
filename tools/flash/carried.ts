// What a flash takes off a token before it empties its store, and puts back afterwards: which credential it held, where its
// counter stood, its settings and its log. It lies in the registry meanwhile. No secret leaves the token for it.
import { randomBytes } from 'node:crypto';
import { crc32 } from '../../firmware/core/crc32.ts';
import { fromByteArray, toByteArray } from '../../firmware/core/bytes.ts';
import type { Credential } from '../../firmware/core/codes/credential.ts';
import { decodeRecord, encodeRecord } from '../../firmware/core/records/record.ts';
import { settingsRecordName } from '../../firmware/core/records/settings-record.ts';
import type { BoardConsole } from '../console/console.ts';
import type { StorageFile } from '../console/upload.ts';
import { Failure } from '../failure.ts';
import { candidates, openCredential } from '../registry/credentials.ts';
import type { Registry, TokenRow } from '../registry/registry.ts';
import { termsOf } from '../session/give-credential.ts';
import { credentialOnBoard, recordOnBoard, type Held } from './held.ts';

export interface Carried {
  /** The registry's number of the credential that the token held; undefined: none. */
  readonly credential?: number | undefined;
  /** The first counter whose code was not shown; 0 for a time-based credential. */
  readonly counter: number;
  /** Records that hold no secret: names, and contents in base64. */
  readonly files: Readonly<Record<string, string>>;
  /** The token was started since, or is about to be: its records are its own again, and its counter may have gone on. */
  readonly given?: boolean;
}

/** The log of forced clock steps. */
const logRecordName = 'kk.l';
const carriedFiles = [settingsRecordName, logRecordName].flatMap((name) => [`${name}0`, `${name}1`]);
/** The token's count of its starts, which keeps its nonces from repeating. */
const startsFile = 'kk.b0';
/** Far more than any of these records has. */
const mostRecordBytes = 128;

/** What the registry wrote down when a flash of this token began to empty it. */
function carriedOf(row: TokenRow): Carried | undefined {
  return row.carried === null ? undefined : (JSON.parse(row.carried) as Carried);
}

/**
 * Whether the board's console may have stood open to anybody since: its last flash was cut after it began to empty the store, or was its
 * first, and no run of it has seen the lock stand. A lock that stands now says nothing then: who read the password can make one.
 */
export function mayHaveStoodOpen(row: TokenRow): boolean {
  const carried = carriedOf(row);
  return carried === undefined ? row.flashed_at === null : carried.given !== true;
}

/** Nothing was on the board. */
export const nothingCarried: Carried = { counter: 0, files: {} };

/**
 * The files to be put back; none once the token has them. Nothing else than such records goes to a token, whatever a board
 * answered and whoever changed the registry's file.
 */
export function filesOf(carried: Carried | undefined): readonly StorageFile[] {
  if (carried?.given === true) return [];
  return Object.entries(carried?.files ?? {})
    .map(([name, base64]) => ({ name, data: Buffer.from(base64, 'base64') }))
    .filter(({ name, data }) => [...carriedFiles, startsFile].includes(name) && isRecord(data));
}

function isRecord(data: Uint8Array): boolean {
  return data.length <= mostRecordBytes && decodeRecord(crc32, fromByteArray(data), 0) !== undefined;
}

/**
 * The emptied store has lost the count of the token's starts, and its seed stays: counted from 1 again, a board without noise would
 * say its first nonces once more. So it counts on from a number that nobody has used.
 */
function newStarts(): Readonly<Record<string, string>> {
  const record = toByteArray(encodeRecord(crc32, 1, fromByteArray(randomBytes(4))));
  return { [startsFile]: Buffer.from(record).toString('base64') };
}

/**
 * What the registry wrote down, as far as it can still be trusted: once it was given to a token whose store is empty again
 * (`isEmptied`), nobody knows which event-based codes were shown since.
 */
export async function carriedBefore(
  registry: Registry,
  row: TokenRow,
  isEmptied: boolean,
): Promise<Carried | undefined> {
  const before = carriedOf(row);
  return isEmptied ? await withoutUsed(registry, row, before) : before;
}

/** Once the token had it back, it may have shown codes of it: of an event-based one nobody knows how many. */
async function withoutUsed(
  registry: Registry,
  row: TokenRow,
  before: Carried | undefined,
): Promise<Carried | undefined> {
  if (before?.given !== true) return before;
  const known = await candidates(registry, row.serial_number);
  const isEventBased = known.find(({ id }) => id === before.credential)?.type === 'hotp';
  return isEventBased ? { counter: 0, files: before.files } : { ...before, given: false };
}

/** The same for a board that is found open, which this run may leave so: until its lock is seen to stand, `given` is not true. */
export async function carriedWhenOpen(registry: Registry, row: TokenRow): Promise<Carried> {
  const before = await carriedBefore(registry, row, true);
  if (before !== undefined) return before;
  const [only, another] = await candidates(registry, row.serial_number);
  const isTimeBased = only?.type === 'totp' && another === undefined;
  return { ...nothingCarried, ...(isTimeBased ? { credential: only.id } : {}), given: false };
}

export interface TakenOff extends Carried {
  /** Where the credential lies on the board; 0 when it holds none. */
  readonly newestSlot: number;
}

/**
 * Reads it off the board. Fails with `unknown-credential` when the token holds a credential that the registry has not: then
 * it could not be given back. A board that was emptied before gives `before`.
 * @param stoodOpen what lies on it may be anybody's: it gives `before` too, and has shown no code since that was taken off
 */
export async function takeOff(
  boardConsole: BoardConsole,
  registry: Registry,
  row: TokenRow,
  before: Carried | undefined,
  stoodOpen: boolean,
): Promise<TakenOff> {
  const held = await credentialOnBoard(boardConsole);
  const newestSlot = held?.slot ?? 0;
  if (stoodOpen || (before !== undefined && held?.counter === undefined)) {
    // A credential that is there, and whose tally is damaged, may have shown codes since it was given back.
    const kept = held === undefined ? before : await withoutUsed(registry, row, before);
    const { credential: id, counter, files } = kept ?? nothingCarried;
    return { credential: id, counter, files: { ...files, ...newStarts() }, given: false, newestSlot };
  }
  const files: Record<string, string> = { ...newStarts() };
  for (const name of carriedFiles) {
    const data = await recordOnBoard(boardConsole, name);
    if (isRecord(data)) files[name] = data.toString('base64');
  }
  if (held?.counter === undefined) return { counter: 0, files, newestSlot };
  const credential = await whichOf(registry, row, held);
  if (credential !== undefined) {
    // A counter never goes back, whatever a cut left on the board.
    const noted = before?.credential === credential ? before.counter : 0;
    return { credential, counter: Math.max(held.counter, noted), files, newestSlot };
  }
  throw new Failure(
    'unknown-credential',
    `There is no room left on ${row.serial_number} beside what is stored, and this registry does not have the credential that it holds: ` +
      'use the registry of the station that issued it, or make another token of the board with --new-identity.',
  );
}

/** The registry's number of the credential that the board holds; undefined: it has not that one. */
async function whichOf(registry: Registry, row: TokenRow, held: Held): Promise<number | undefined> {
  for (const candidate of await candidates(registry, row.serial_number)) {
    const credential = await openCredential(registry, candidate);
    // The record's counter is that of its issue, or of the last time that its tally was moved.
    if (crc32(termsOf({ ...credential, counter: held.recordCounter })) === held.termsCrc32) return candidate.id;
  }
  return undefined;
}

/**
 * The credential for a token that came back from its flash without one; undefined where the registry has none for it, or
 * where it is event-based and nobody wrote down which of its codes were shown.
 */
export async function credentialToGiveBack(
  registry: Registry,
  row: TokenRow,
  carried: Carried | undefined,
): Promise<Credential | undefined> {
  if (row.lifecycle !== 'issued' && row.lifecycle !== 'active') return undefined;
  const known = await candidates(registry, row.serial_number);
  if (carried === undefined) {
    // A power cut emptied the store: what does not depend on what the token did since can still be given.
    const [only] = known;
    return known.length === 1 && only!.type === 'totp' ? await openCredential(registry, only!) : undefined;
  }
  const held = known.find(({ id }) => id === carried.credential);
  if (held === undefined) return undefined;
  // The lowest counter whose code no server accepted is in the registry too.
  const counter = held.type === 'hotp' ? Math.max(carried.counter, held.next_moment) : 0;
  return { ...(await openCredential(registry, held)), counter };
}
