// What a flash is refused for, or must be confirmed: what is asked for, or the token that it meets.
import type { BoardDescription } from '../../hardware/board.ts';
import { boardNamed, boards } from '../../hardware/boards.ts';
import { Failure } from '../failure.ts';
import type { Registry, TokenRow } from '../registry/registry.ts';
import type { Station } from '../station.ts';

/** The board shows nothing by which it could be told from one that was made to look so: it is the token on the technician's word. */
export async function mustBeThatOne(station: Station, row: TokenRow, named: string | undefined): Promise<void> {
  const { serial_number: serialNumber } = row;
  // A script's --yes alone is nobody's word on this board.
  if (named === undefined) {
    throw new Failure(
      'unknown-token',
      `The board does not know who it is, and ${serialNumber} is only a guess: if you know that it is, say --serial-number ${serialNumber}.`,
    );
  }
  await station.mustConfirm(
    `The board does not know who it is and can't prove that it is ${serialNumber}: only if it is, may it get what that token had.`,
    serialNumber,
  );
}

/** The board called `name`; fails with `bad-input` when it can't be that product. */
export function boardThatCanBe(name: string, product: string): BoardDescription {
  const description = boardNamed(name);
  if (description === undefined) {
    throw new Failure(
      'bad-input',
      `There is no board "${name}": --board is one of ${boards.map((board) => board.name).join(', ')}.`,
    );
  }
  if (!description.products.includes(product)) {
    throw new Failure(
      'bad-input',
      `${description.title} can't be a "${product}": --product is one of ${description.products.join(', ')}.`,
    );
  }
  return description;
}

/** A token stays what it is. */
export function mustFit(row: TokenRow, options: { readonly product: string; readonly board: string }): void {
  if (row.lifecycle === 'retired') {
    throw new Failure(
      'wrong-lifecycle',
      `${row.serial_number} was wiped and is retired: use --new-identity to make a new token of its board.`,
    );
  }
  if (row.product === options.product && row.board === options.board) return;
  throw new Failure(
    'wrong-board',
    `${row.serial_number} is a ${row.product} on ${row.board}: flash it as that, or use --new-identity to make another token of it.`,
  );
}

/** Its board becomes another token. */
export async function mustGiveUp(station: Station, row: TokenRow): Promise<void> {
  if (row.lifecycle === 'retired') return;
  const { serial_number: serialNumber } = row;
  await station.mustConfirm(
    `${serialNumber} will be gone for good, its credential too, and its board becomes a new token.`,
    serialNumber,
  );
}

/** Fails with `bad-input` when a token has that serial number. */
export async function mustBeFree(registry: Registry, named: string | undefined): Promise<void> {
  if (named === undefined || (await registry.find(named)) === undefined) return;
  throw new Failure(
    'bad-input',
    `The serial number ${named} is taken in ${registry.file}: leave --serial-number out to get the next free one.`,
  );
}
