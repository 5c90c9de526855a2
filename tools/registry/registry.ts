// The station's memory of its tokens. Everything that a token is about to be given is here first, sealed, so that a
// cut cable or a killed process at any moment leaves a token that this registry can still speak to.
import { hostname, userInfo } from 'node:os';
import type { Kysely, Selectable } from 'kysely';
import type { ToolClock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { databaseExists, emptyJournal, inTransaction, openDatabase } from './database.ts';
import { newest, newKeys, nothingNext, openKeys, sealKeys, sealNext, type KeyPair, type TokenSecrets } from './keys.ts';
import { mustBeLongEnough, openSeal, type AskPassphrase } from './passphrase.ts';
import type { Tables } from './schema.ts';
import type { Seal } from './seal.ts';
import { serialNumberOf } from './serial-number.ts';

export type TokenRow = Selectable<Tables['tokens']>;

export interface NewToken {
  readonly product: string;
  readonly board: string;
  readonly languages: readonly string[];
  /** Undefined: the next free one. */
  readonly serialNumber: string | undefined;
}

export class Registry {
  readonly file: string;
  readonly db: Kysely<Tables>;
  readonly #clock: ToolClock;
  readonly #askPassphrase: AskPassphrase;
  #seal: Promise<Seal> | undefined;

  private constructor(file: string, db: Kysely<Tables>, clock: ToolClock, askPassphrase: AskPassphrase) {
    this.file = file;
    this.db = db;
    this.#clock = clock;
    this.#askPassphrase = askPassphrase;
  }

  /** Opens a file that is there; the passphrase is asked for only when a secret is first needed. */
  static async open(file: string, clock: ToolClock, askPassphrase: AskPassphrase): Promise<Registry> {
    return new Registry(file, await openDatabase(file, false), clock, askPassphrase);
  }

  /** As `open`; a missing file is made, once its passphrase was given and is long enough. */
  static async openOrCreate(file: string, clock: ToolClock, askPassphrase: AskPassphrase): Promise<Registry> {
    if (databaseExists(file)) return await Registry.open(file, clock, askPassphrase);
    const passphrase = await askPassphrase(true);
    mustBeLongEnough(passphrase);
    const chosen = (): Promise<string> => Promise.resolve(passphrase);
    const registry = new Registry(file, await openDatabase(file, true), clock, chosen);
    try {
      await registry.seal();
    } catch (error) {
      await registry.close();
      throw error;
    }
    return registry;
  }

  async close(): Promise<void> {
    await emptyJournal(this.db);
    await this.db.destroy();
  }

  /** The seal of this registry, opened at the first call. */
  seal(): Promise<Seal> {
    this.#seal ??= openSeal(this.db, this.file, this.#askPassphrase);
    return this.#seal;
  }

  nowIso(): string {
    return new Date(this.#clock.nowMs()).toISOString();
  }

  async find(serialNumber: string): Promise<TokenRow | undefined> {
    return await this.db.selectFrom('tokens').selectAll().where('serial_number', '=', serialNumber).executeTakeFirst();
  }

  /** The record of a token that must be in this registry; fails with `unknown-token`. */
  async mustFind(serialNumber: string): Promise<TokenRow> {
    const row = await this.find(serialNumber);
    if (row !== undefined) return row;
    throw new Failure(
      'unknown-token',
      `${serialNumber} is not in the registry ${this.file}: name the registry of the station that flashed it with --registry.`,
    );
  }

  /** Gives out a serial number with new secrets, for good: it never goes to another token. */
  async addToken(token: NewToken): Promise<TokenRow> {
    const seal = await this.seal();
    return await inTransaction(this.db, async (db) => {
      const serialNumber = token.serialNumber ?? (await nextSerialNumber(db));
      const taken = await db
        .selectFrom('tokens')
        .select('serial_number')
        .where('serial_number', '=', serialNumber)
        .executeTakeFirst();
      if (taken !== undefined) {
        throw new Failure(
          'bad-input',
          `The serial number ${serialNumber} is taken in ${this.file}: leave --serial-number out to get the next free one.`,
        );
      }
      const row: TokenRow = {
        serial_number: serialNumber,
        product: token.product,
        board: token.board,
        languages: token.languages.join(','),
        lifecycle: 'blank',
        flash_state: 'unfinished',
        flash_began_at: this.nowIso(),
        flashed_at: null,
        firmware_version: null,
        firmware_hash: null,
        ...sealKeys(seal, serialNumber, newKeys()),
        ...nothingNext,
        carried: null,
      };
      await db.insertInto('tokens').values(row).execute();
      await this.log(db, 'serial number given out', serialNumber, { product: token.product, board: token.board });
      return row;
    });
  }

  /**
   * New keys for a board that has to prove itself anew: what the old ones opened is lost to whoever read them. Its device key is gone;
   * its lock may take `heldPassword` until the new one has arrived.
   */
  async renewKeys(serialNumber: string, heldPassword: string): Promise<KeyPair> {
    const keys = newKeys();
    await this.drawKeys(serialNumber, { ...keys, consolePassword: heldPassword }, keys);
    return keys;
  }

  /** Before a board may have the `next` keys: from here on it has those that it `held`, or these. */
  async drawKeys(serialNumber: string, held: KeyPair, next: KeyPair): Promise<void> {
    const seal = await this.seal();
    const change = { ...sealKeys(seal, serialNumber, held), ...sealNext(seal, serialNumber, held, next) };
    await this.#change(serialNumber, 'new keys', {}, change);
  }

  /** The board was seen to have the next keys: the old ones are destroyed. */
  async settleKeys(serialNumber: string): Promise<void> {
    const change = await this.#settled(serialNumber);
    if (change !== undefined) await this.#change(serialNumber, 'new keys arrived', {}, change);
  }

  async #settled(serialNumber: string): Promise<Partial<TokenRow> | undefined> {
    const secrets = await this.secretsOf(await this.mustFind(serialNumber));
    if (secrets.nextConsolePassword === undefined) return undefined;
    return { ...sealKeys(await this.seal(), serialNumber, newest(secrets)), ...nothingNext };
  }

  /** The secrets of a token; fails with `registry` when they were destroyed. */
  async secretsOf(row: TokenRow): Promise<TokenSecrets> {
    return openKeys(await this.seal(), row);
  }

  /** Tokens whose flash was begun and not seen to end, the latest first. */
  async unfinishedFlashes(): Promise<TokenRow[]> {
    return await this.db
      .selectFrom('tokens')
      .selectAll()
      .where('flash_state', '=', 'unfinished')
      .where('console_password', 'is not', null)
      .orderBy('flash_began_at', 'desc')
      .orderBy('serial_number', 'desc')
      .execute();
  }

  /** From here on bytes may reach the board. */
  async beginFlash(serialNumber: string): Promise<void> {
    await this.#change(serialNumber, 'flash begun', {}, { flash_state: 'unfinished', flash_began_at: this.nowIso() });
  }

  /** The token was seen to run this firmware under this serial number. */
  async finishFlash(
    serialNumber: string,
    firmware: { readonly version: string; readonly hash: string },
    languages: readonly string[],
  ): Promise<void> {
    const { version, hash } = firmware;
    await this.#change(
      serialNumber,
      'flashed',
      { version, hash, languages },
      {
        flash_state: 'finished',
        flashed_at: this.nowIso(),
        firmware_version: version,
        firmware_hash: hash,
        languages: languages.join(','),
        carried: null,
        ...(await this.#settled(serialNumber)),
      },
    );
  }

  /** Nothing was written: the token runs what it ran before, and keys that were on their way have not reached it. */
  async giveUpFlash(serialNumber: string): Promise<void> {
    await this.#change(serialNumber, 'flash given up', {}, { flash_state: 'finished', ...nothingNext });
  }

  /** Writes down what a flash takes off the token, before it does, and that it was put back, before the token starts. */
  async carry(serialNumber: string, what: string, carried: object): Promise<void> {
    await this.#change(serialNumber, what, {}, { carried: JSON.stringify(carried) });
  }

  /**
   * A token that its technician gives up, and whose board was seen to be it: its credentials are destroyed. The flash that makes another token of
   * that board is still to be gone on with.
   */
  async giveUp(serialNumber: string): Promise<void> {
    await this.#dropCredentials(serialNumber, 'given up', { lifecycle: 'retired' });
  }

  /** Destroys the credentials of a token that was wiped, or whose board is another token now; its record, its keys and its log stay. */
  async retire(serialNumber: string): Promise<void> {
    const { flash_state: state } = await this.mustFind(serialNumber);
    // After a flash that was cut nobody knows which firmware it runs.
    const unknown = state === 'unfinished' ? { firmware_hash: null, carried: null } : {};
    await this.#dropCredentials(serialNumber, 'retired', { lifecycle: 'retired', flash_state: 'finished', ...unknown });
  }

  /** The token came back from a flash without its credential: a power cut cost it. Here it stays, to be given again. */
  async loseCredential(serialNumber: string): Promise<void> {
    await this.#change(serialNumber, 'credential lost on the token', {}, { lifecycle: 'blank' });
  }

  async #dropCredentials(serialNumber: string, what: string, change: Partial<TokenRow>): Promise<void> {
    await inTransaction(this.db, async (db) => {
      const gone = { state: 'destroyed', secret: null } as const;
      await db.updateTable('credentials').set(gone).where('serial_number', '=', serialNumber).execute();
      await db.updateTable('tokens').set(change).where('serial_number', '=', serialNumber).execute();
      await this.log(db, what, serialNumber, { secrets: 'destroyed' });
    });
  }

  /** Adds an entry to the log, within the transaction that it tells of. */
  async log(db: Kysely<Tables>, what: string, serialNumber: string, details: object): Promise<void> {
    const who = `${userInfo().username}@${hostname()}`;
    await db
      .insertInto('log')
      .values({ at: this.nowIso(), who, what, serial_number: serialNumber, details: JSON.stringify(details) })
      .execute();
  }

  async #change(serialNumber: string, what: string, details: object, change: Partial<TokenRow>): Promise<void> {
    await inTransaction(this.db, async (db) => {
      await db.updateTable('tokens').set(change).where('serial_number', '=', serialNumber).execute();
      await this.log(db, what, serialNumber, details);
    });
  }
}

async function nextSerialNumber(db: Kysely<Tables>): Promise<string> {
  const fact = await db.selectFrom('facts').select('value').where('name', '=', 'last-ordinal').executeTakeFirst();
  for (let ordinal = Number(fact?.value ?? 0) + 1; ; ordinal++) {
    const serialNumber = serialNumberOf(ordinal);
    // Somebody may have asked for this very number with --serial-number.
    const taken = await db
      .selectFrom('tokens')
      .select('serial_number')
      .where('serial_number', '=', serialNumber)
      .executeTakeFirst();
    if (taken !== undefined) continue;
    const value = String(ordinal);
    await db
      .insertInto('facts')
      .values({ name: 'last-ordinal', value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
    return serialNumber;
  }
}
