// The registry's tables, and how a file of an older version gets to this one. A migration that was released is never
// edited: the next change is a new one at the end. Sealed columns hold what seal.ts made, text, never bytes in clear.
import { sql, type Generated, type Kysely } from 'kysely';

/** unfinished: bytes may have gone to a board since the flash began, and the end was not seen. */
export type FlashState = 'unfinished' | 'finished';
export type TokenLifecycle = 'blank' | 'issued' | 'active' | 'retired';
/** pending: on its way to the token, or its arrival was not confirmed. */
export type CredentialState = 'pending' | 'confirmed' | 'replaced' | 'destroyed';

export interface Tables {
  facts: { name: string; value: string };
  tokens: {
    serial_number: string;
    product: string;
    board: string;
    languages: string;
    lifecycle: TokenLifecycle;
    flash_state: FlashState;
    flash_began_at: string;
    flashed_at: string | null;
    firmware_version: string | null;
    firmware_hash: string | null;
    device_key: string | null;
    console_password: string | null;
    /** Sealed as the two above: what the board is about to get in their place, or has already. Null: nothing is on its way. */
    next_device_key: string | null;
    next_console_password: string | null;
    /** What an unfinished flash took off the token to put it back: JSON (tools/flash/carried.ts), no secret. */
    carried: string | null;
  };
  credentials: {
    id: Generated<number>;
    serial_number: string;
    state: CredentialState;
    type: 'totp' | 'hotp';
    algorithm: 'SHA1' | 'SHA256' | 'SHA512';
    digits: number;
    period_seconds: number;
    /** The lowest time step (TOTP) or counter (HOTP) whose code has not been accepted yet. */
    next_moment: number;
    secret: string | null;
    issuer: string | null;
    account: string | null;
    issued_at: string;
    activated_at: string | null;
    /** Token's clock minus the station's, in seconds, as the last accepted code showed it: at least, at most. */
    drift_least_seconds: number | null;
    drift_most_seconds: number | null;
  };
  log: {
    id: Generated<number>;
    at: string;
    who: string;
    what: string;
    serial_number: string | null;
    details: string;
  };
}

/** Each entry brings the tables from its index to the next version. */
export const migrations: readonly ((db: Kysely<Tables>) => Promise<void>)[] = [
  async (db) => {
    await db.schema
      .createTable('tokens')
      .addColumn('serial_number', 'text', (column) => column.primaryKey().notNull())
      .addColumn('product', 'text', (column) => column.notNull())
      .addColumn('board', 'text', (column) => column.notNull())
      .addColumn('languages', 'text', (column) => column.notNull())
      .addColumn('lifecycle', 'text', (column) => column.notNull())
      .addColumn('flash_state', 'text', (column) => column.notNull())
      .addColumn('flash_began_at', 'text', (column) => column.notNull())
      .addColumn('flashed_at', 'text')
      .addColumn('firmware_version', 'text')
      .addColumn('firmware_hash', 'text')
      .addColumn('device_key', 'text')
      .addColumn('console_password', 'text')
      .execute();
    await db.schema
      .createTable('credentials')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('serial_number', 'text', (column) => column.notNull().references('tokens.serial_number'))
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('algorithm', 'text', (column) => column.notNull())
      .addColumn('digits', 'integer', (column) => column.notNull())
      .addColumn('period_seconds', 'integer', (column) => column.notNull())
      .addColumn('next_moment', 'bigint', (column) => column.notNull())
      .addColumn('secret', 'text')
      .addColumn('issuer', 'text')
      .addColumn('account', 'text')
      .addColumn('issued_at', 'text', (column) => column.notNull())
      .addColumn('activated_at', 'text')
      .addColumn('drift_least_seconds', 'real')
      .addColumn('drift_most_seconds', 'real')
      .execute();
    await db.schema.createIndex('credentials_of_token').on('credentials').columns(['serial_number', 'state']).execute();
    await db.schema
      .createTable('log')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('who', 'text', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('serial_number', 'text')
      .addColumn('details', 'text', (column) => column.notNull())
      .execute();
    // The log only grows: the database itself refuses to change or drop an entry.
    for (const change of ['update', 'delete']) {
      await sql
        .raw(
          `create trigger log_no_${change} before ${change} on log begin select raise(abort, 'the log is append-only'); end`,
        )
        .execute(db);
    }
  },
  async (db) => {
    await db.schema.alterTable('tokens').addColumn('carried', 'text').execute();
  },
  async (db) => {
    await db.schema.alterTable('tokens').addColumn('next_device_key', 'text').execute();
    await db.schema.alterTable('tokens').addColumn('next_console_password', 'text').execute();
  },
];
