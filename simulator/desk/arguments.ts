// Arguments that `simulate` and the desk take, checked once, by name. It must never guess what a wrong one meant.
import { parseArgs } from 'node:util';
import type { BoardDescription } from '../../hardware/board.ts';
import { boards, boardNamed } from '../../hardware/boards.ts';

type Kind = 'string' | 'boolean';

/** The values given, by option name. Throws one sentence when an option is unknown, repeated, or lacks its value. */
export function readArguments<const K extends Record<string, Kind>>(
  argv: readonly string[],
  kinds: K,
): { [N in keyof K]: (K[N] extends 'string' ? string : boolean) | undefined } {
  const options = Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, { type, multiple: true }]));
  let values: Record<string, unknown>;
  try {
    values = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const known = Object.keys(kinds).map((name) => `--${name}`);
    const [reason = ''] = (error as Error).message.split(/\. |\n/);
    throw new Error(`${reason}; the options are ${known.join(', ')}`, { cause: error });
  }
  const single: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(values)) {
    const list = given as unknown[];
    if (list.length > 1) throw new Error(`--${name} was given ${list.length} times; give it once`);
    single[name] = list[0];
  }
  return single as { [N in keyof K]: (K[N] extends 'string' ? string : boolean) | undefined };
}

/** The names of the boards that can be a product. */
export const boardsWithProducts = boards.filter(({ products }) => products.length > 0).map(({ name }) => name);

/** The name of the first board that can be this product; of the first board at all when there is none. */
export function boardOf(product: string): string {
  return (boards.find(({ products }) => products.includes(product)) ?? boards[0]!).name;
}

/** The board of that name. Throws one sentence that lists the boards, or the products that this one can be. */
export function boardFor(boardName: string, product: string): BoardDescription {
  const description = boardNamed(boardName);
  if (description === undefined) {
    throw new Error(`--board '${boardName}' is not known; the boards are ${boardsWithProducts.join(', ')}`);
  }
  if (description.products.length === 0) {
    throw new Error(`${description.title} has no product yet; --board takes ${boardsWithProducts.join(', ')}`);
  }
  if (!description.products.includes(product)) {
    const products = description.products.join(', ');
    throw new Error(`--product '${product}' does not run on ${description.title}; it can be: ${products}`);
  }
  return description;
}

/**
 * A time as milliseconds since 1970, UTC, from ISO 8601 with its zone (`2009-02-13T23:31:30Z`).
 * Throws one sentence that names the option.
 */
export function parseIsoTime(option: string, text: string): number {
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
  const utcMs = shape.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse lets 30 February roll over into March.
  const day = Number.parseInt(text.slice(8, 10), 10);
  const inMonth = new Date(Date.UTC(Number.parseInt(text, 10), Number.parseInt(text.slice(5, 7), 10), 0)).getUTCDate();
  if (Number.isNaN(utcMs) || day > inMonth) {
    throw new Error(`${option} takes a time with its zone, such as 2009-02-13T23:31:30Z, not '${text}'`);
  }
  return utcMs;
}
