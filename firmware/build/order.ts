// Brings to the front what a press looks up: Espruino goes through a function's names from the first one on, and a program has more
// than a hundred. A function may stand anywhere before it is called; a value is only named at the front, and set where it was.
import { parse, type AnyNode } from 'acorn';
import { isFunction } from './dialect/syntax.ts';

/**
 * The same expression `(function(h){...})`, its names not yet shortened, with those names first.
 * @param hot names in the source, the hottest first; one that the program doesn't have is passed over
 */
export function order(source: string, hot: readonly string[]): string {
  const first = parse(source, { ecmaVersion: 2022 }).body[0];
  const whole: AnyNode | undefined = first?.type === 'ExpressionStatement' ? first.expression : undefined;
  if (!whole || !isFunction(whole) || whole.body.type !== 'BlockStatement') return source;
  const moved = new Map<string, string>();
  const rest: string[] = [];
  for (const statement of whole.body.body) {
    if (statement.type !== 'VariableDeclaration') {
      rest.push(source.slice(statement.start, statement.end));
      continue;
    }
    for (const { id, init, start, end } of statement.declarations) {
      const text = source.slice(start, end);
      const name = id.type === 'Identifier' ? id.name : '';
      const isHot = rankOf(hot, name) >= 0;
      const stays = !isHot || !init || !isFunction(init);
      if (isHot) moved.set(name, stays ? name : text);
      if (stays) rest.push(`var ${text};`);
    }
  }
  const front = [...moved].sort(([a], [b]) => rankOf(hot, a) - rankOf(hot, b)).map(([, text]) => text);
  const head = front.length > 0 ? `var ${front.join(',')};` : '';
  return `${source.slice(0, whole.body.start + 1)}${head}\n${rest.join('\n')}${source.slice(whole.body.end - 1)}`;
}

/** Its place among the hot names; -1: it is none. Another pass may have given it numbers. */
function rankOf(hot: readonly string[], name: string): number {
  return hot.indexOf(name.replace(/\$\d+/g, ''));
}
