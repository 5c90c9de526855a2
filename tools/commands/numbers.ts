// Whole numbers from the command line, checked once.
import { Failure } from '../failure.ts';

/** The number, or undefined when the option was not given; fails with `bad-input`, naming option and range. */
export function parseWhole(text: string | undefined, option: string, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d{1,16}$/.test(text) || value < least || value > most) {
    throw new Failure('bad-input', `${option} is "${text}": it takes a whole number from ${least} to ${most}.`);
  }
  return value;
}
