// The registry's passphrase: asked for once, checked against a sealed word, never kept, printed or taken from argv.
import type { Kysely } from 'kysely';
import { Failure } from '../failure.ts';
import { inTransaction } from './database.ts';
import type { Tables } from './schema.ts';
import { newSealTerms, Seal, type SealTerms } from './seal.ts';

const checkPlace = 'facts.value check';
const checkWord = 'klarkode registry';
const leastCharacters = 8;

/** Gives the passphrase; `isNew` when the registry has none yet and it must be chosen (and typed twice). */
export type AskPassphrase = (isNew: boolean) => Promise<string>;

/** Opens the registry's seal, making it on the first use. Fails with `passphrase` when the passphrase is wrong. */
export async function openSeal(db: Kysely<Tables>, file: string, askPassphrase: AskPassphrase): Promise<Seal> {
  const existing = await readTerms(db);
  if (existing === undefined) {
    const passphrase = await askPassphrase(true);
    mustBeLongEnough(passphrase);
    return await makeSeal(db, file, passphrase);
  }
  return await checkedSeal(await askPassphrase(false), existing, file);
}

/** Fails with `passphrase` when a new registry can't have this one. */
export function mustBeLongEnough(passphrase: string): void {
  if (passphrase.length >= leastCharacters) return;
  throw new Failure(
    'passphrase',
    `The passphrase of a new registry must have at least ${leastCharacters} characters: it is all that stands between a copied file and every secret in it.`,
  );
}

interface StoredTerms {
  readonly terms: SealTerms;
  readonly check: string;
}

async function makeSeal(db: Kysely<Tables>, file: string, passphrase: string): Promise<Seal> {
  const terms = newSealTerms();
  const seal = await Seal.open(passphrase, terms);
  const stored = JSON.stringify({ terms, check: seal.close(Buffer.from(checkWord), checkPlace) } satisfies StoredTerms);
  const winner = await inTransaction(db, async (transaction) => {
    const other = await readTerms(transaction);
    if (other === undefined) await transaction.insertInto('facts').values({ name: 'seal', value: stored }).execute();
    return other;
  });
  // Another process began the same registry at the same moment: its terms stand.
  return winner === undefined ? seal : await checkedSeal(passphrase, winner, file);
}

async function checkedSeal(passphrase: string, stored: StoredTerms, file: string): Promise<Seal> {
  const seal = await Seal.open(passphrase, stored.terms);
  try {
    seal.open(stored.check, checkPlace);
  } catch {
    throw new Failure(
      'passphrase',
      `That is not the passphrase of the registry ${file}: check the keyboard's layout, KLARKODE_PASSPHRASE, and that --registry names the right file.`,
    );
  }
  return seal;
}

async function readTerms(db: Kysely<Tables>): Promise<StoredTerms | undefined> {
  const row = await db.selectFrom('facts').select('value').where('name', '=', 'seal').executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.value) as StoredTerms);
}
