// The registry's file: SQLite through libsql, written so that a killed process loses nothing and a second station
// process waits its turn. Opens, creates and migrates; what the tables mean is registry.ts.
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import { Failure } from '../failure.ts';
import { migrations, type Tables } from './schema.ts';

// How long a process waits for another one's transaction; each lasts milliseconds.
const busySeconds = 10;

/** Whether there is a file with anything in it; what is in it shows when it is opened. */
export function databaseExists(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && found.size > 0;
}

/** Opens the file at this version's tables; only `create` makes it and its folder. Fails with `registry`, in words. */
export async function openDatabase(file: string, create: boolean): Promise<Kysely<Tables>> {
  try {
    if (create) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    else mustExist(file);
    const libsql = new Libsql(file, { timeout: busySeconds * 1000 });
    // For the station's user only; SQLite gives its own side files the same permissions.
    chmodSync(file, 0o600);
    // The write-ahead log with full synchronisation: a commit that returned is on the disk.
    libsql.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on',
    );
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: libsql }) });
    await inTransaction(db, migrate);
    return db;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(
      'registry',
      `The registry ${file} can't be used (${why}): check the path and its permissions, or name another with --registry.`,
    );
  }
}

function mustExist(file: string): void {
  if (databaseExists(file)) return;
  throw new Failure(
    'registry',
    `There is no registry ${file}: name the right one with --registry, or run "klarkode flash", which begins a new one.`,
  );
}

/** Runs `work` alone among all processes: it takes the write lock first, so that what it reads stays true. */
export async function inTransaction<T>(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  return await db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      await sql`rollback`.execute(connection);
      throw error;
    }
  });
}

/**
 * Brings everything that was written into the file itself and empties the write-ahead log, in which secrets would still stand that were
 * destroyed. Another process that reads at this moment keeps it: then the next one to close does it.
 */
export async function emptyJournal(db: Kysely<Tables>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => {});
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  await sql`create table if not exists facts (name text primary key not null, value text not null)`.execute(db);
  const version = await db.selectFrom('facts').select('value').where('name', '=', 'version').executeTakeFirst();
  const from = Number(version?.value ?? 0);
  if (from > migrations.length) {
    throw new Failure(
      'registry',
      `The registry is of version ${from}, and this klarkode knows up to ${migrations.length}: use a newer klarkode.`,
    );
  }
  if (from === migrations.length) return;
  for (const migration of migrations.slice(from)) await migration(db);
  await db
    .insertInto('facts')
    .values({ name: 'version', value: String(migrations.length) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(migrations.length) }))
    .execute();
}
