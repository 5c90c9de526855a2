// Gives variables that the minifier happened to call `of` another name: `of` is a keyword in Espruino's lexer.
import { parse } from 'acorn';
import { identifiersIn } from './dialect/scopes.ts';

/** The same program without a variable named `of`; `for (x of y)` and properties stay. */
export function renameOf(source: string): string {
  const names = identifiersIn(parse(source, { ecmaVersion: 2022 }));
  const places = names.filter((node) => node.name === 'of').map((node) => node.start);
  if (places.length === 0) return source;
  const taken = new Set(names.map((node) => node.name));
  const free = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `$${letter}`).find((name) => !taken.has(name));
  if (free === undefined)
    throw new Error('No free two-letter name is left for a variable that the minifier called `of`.');
  return places.sort((a, b) => b - a).reduce((text, at) => text.slice(0, at) + free + text.slice(at + 2), source);
}
