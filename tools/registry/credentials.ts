// Credentials in the registry. A new one is `pending` before it goes over the wire and `confirmed` after the token's
// answer; the one before it keeps its secret until then. A code is accepted once: `next_moment` only grows.
import type { Kysely, Selectable } from 'kysely';
import { fromByteArray, toByteArray } from '../../firmware/core/bytes.ts';
import type { Credential } from '../../firmware/core/codes/credential.ts';
import { Failure } from '../failure.ts';
import { inTransaction } from './database.ts';
import type { Registry } from './registry.ts';
import type { Tables } from './schema.ts';

export type CredentialRow = Selectable<Tables['credentials']>;

const placeOf = (serialNumber: string, id: number): string => `credentials.secret ${serialNumber} ${id}`;

/** Writes the credential down, sealed, as pending; gives its number. */
export async function addPending(registry: Registry, serialNumber: string, credential: Credential): Promise<number> {
  const seal = await registry.seal();
  return await inTransaction(registry.db, async (db) => {
    const { id } = await db
      .insertInto('credentials')
      .values({
        serial_number: serialNumber,
        state: 'pending',
        type: credential.type,
        algorithm: credential.algorithm,
        digits: credential.digits,
        period_seconds: credential.periodSeconds,
        next_moment: credential.counter,
        secret: null,
        issuer: credential.issuer ?? null,
        account: credential.account ?? null,
        issued_at: registry.nowIso(),
        activated_at: null,
        drift_least_seconds: null,
        drift_most_seconds: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const secret = seal.close(toByteArray(credential.secret), placeOf(serialNumber, id));
    await db.updateTable('credentials').set({ secret }).where('id', '=', id).execute();
    await forgetCarried(db, serialNumber);
    await registry.log(db, 'credential on its way', serialNumber, { credential: id });
    return id;
  });
}

/** What an unfinished flash took off the token to give it back is over: afterwards nobody knows which of its codes were shown. */
async function forgetCarried(db: Kysely<Tables>, serialNumber: string): Promise<void> {
  const tokens = db.selectFrom('tokens').select('carried').where('serial_number', '=', serialNumber);
  const { carried } = await tokens.executeTakeFirstOrThrow();
  if (carried === null) return;
  const { credential: _credential, ...rest } = JSON.parse(carried) as Record<string, unknown>;
  const change = { carried: JSON.stringify(rest) };
  await db.updateTable('tokens').set(change).where('serial_number', '=', serialNumber).execute();
}

/** The token has it: the credentials before it are replaced, and their secrets destroyed. */
export async function confirm(registry: Registry, serialNumber: string, id: number): Promise<void> {
  await inTransaction(registry.db, async (db) => {
    await confirmWithin(db, serialNumber, id);
    await db.updateTable('tokens').set({ lifecycle: 'issued' }).where('serial_number', '=', serialNumber).execute();
    await registry.log(db, 'issued', serialNumber, { credential: id });
  });
}

/** One that was written down later stays: another station may have given it to the token meanwhile. */
async function confirmWithin(db: Kysely<Tables>, serialNumber: string, id: number): Promise<void> {
  await db
    .updateTable('credentials')
    .set({ state: 'replaced', secret: null })
    .where('serial_number', '=', serialNumber)
    .where('id', '<', id)
    .where('state', 'in', ['pending', 'confirmed'])
    .execute();
  const held = db.updateTable('credentials').set({ state: 'confirmed' }).where('id', '=', id);
  await held.where('state', 'in', ['pending', 'confirmed']).execute();
}

/** The token refused it: it never counted. */
export async function dropPending(registry: Registry, serialNumber: string, id: number): Promise<void> {
  await inTransaction(registry.db, async (db) => {
    await db.updateTable('credentials').set({ state: 'destroyed', secret: null }).where('id', '=', id).execute();
    await registry.log(db, 'credential refused', serialNumber, { credential: id });
  });
}

/** Those that the token may hold, the likeliest first: the confirmed one, then those whose arrival nobody saw. */
export async function candidates(registry: Registry, serialNumber: string): Promise<CredentialRow[]> {
  return await registry.db
    .selectFrom('credentials')
    .selectAll()
    .where('serial_number', '=', serialNumber)
    .where('state', 'in', ['confirmed', 'pending'])
    .orderBy('state', 'asc')
    .orderBy('id', 'desc')
    .execute();
}

/** The credential in clear, to compute codes with. Don't keep it. */
export async function openCredential(registry: Registry, row: CredentialRow): Promise<Credential> {
  if (row.secret === null)
    throw new Failure('registry', `The secret of ${row.serial_number} was destroyed: issue a new one.`);
  const seal = await registry.seal();
  return {
    type: row.type,
    algorithm: row.algorithm,
    digits: row.digits,
    periodSeconds: row.period_seconds,
    counter: row.next_moment,
    secret: fromByteArray(seal.open(row.secret, placeOf(row.serial_number, row.id))),
  };
}

export interface Acceptance {
  /** The time step or counter of the code. */
  readonly moment: number;
  readonly driftSeconds: { readonly least: number; readonly most: number } | undefined;
  readonly activates: boolean;
}

/** Notes that a code was accepted; false when another process accepted it, or a later one, first. */
export async function accept(registry: Registry, row: CredentialRow, acceptance: Acceptance): Promise<boolean> {
  return await inTransaction(registry.db, async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('credentials')
      .set({
        next_moment: acceptance.moment + 1,
        drift_least_seconds: acceptance.driftSeconds?.least ?? null,
        drift_most_seconds: acceptance.driftSeconds?.most ?? null,
        ...(acceptance.activates ? { activated_at: registry.nowIso() } : {}),
      })
      .where('id', '=', row.id)
      .where('next_moment', '<=', acceptance.moment)
      .where('state', 'in', ['confirmed', 'pending'])
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    // A code of a pending credential is the proof that it did arrive.
    await confirmWithin(db, row.serial_number, row.id);
    const tokens = db.updateTable('tokens').where('serial_number', '=', row.serial_number);
    if (acceptance.activates) await tokens.set({ lifecycle: 'active' }).execute();
    else await tokens.set({ lifecycle: 'issued' }).where('lifecycle', '=', 'blank').execute();
    const details = { credential: row.id, driftSeconds: acceptance.driftSeconds };
    await registry.log(db, acceptance.activates ? 'activated' : 'code accepted', row.serial_number, details);
    return true;
  });
}
