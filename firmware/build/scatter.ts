// Takes an object at the top apart that is only ever asked for its members: each becomes a name of its own, which Espruino finds
// sooner than a member, and what was a name already is called by that name. Meaning stays: such an object is never changed,
// handed on or compared.
import { parse, type AnyNode, type VariableDeclarator } from 'acorn';
import { identifiersIn, scopesOf, type Reference } from './dialect/scopes.ts';
import { isFunction, walk, type FunctionNode } from './dialect/syntax.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The same expression `(function(h){...})`, its names not yet shortened, without such objects; undefined: there is none. To be done again and again. */
export function scatter(source: string): string | undefined {
  const tree = parse(source, { ecmaVersion: 2022 });
  const first = tree.body[0];
  const whole: AnyNode | undefined = first?.type === 'ExpressionStatement' ? first.expression : undefined;
  if (!whole || !isFunction(whole) || whole.body.type !== 'BlockStatement') return undefined;
  const { references } = scopesOf(tree);
  const taken = new Set(identifiersIn(tree).map(({ name }) => name));
  const lasting = new Lasting(whole, references);
  const edits: Edit[] = [];
  // Those that touch what another one rewrites wait for the next time.
  const take = (more: readonly Edit[]): void => {
    const isFree = more.every((one) => edits.every(({ start, end }) => one.end <= start || end <= one.start));
    if (isFree) edits.push(...more);
  };
  for (const statement of whole.body.body) {
    if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) continue;
    take(takenApart(source, whole, statement.declarations[0]!, references, lasting, taken) ?? []);
  }
  for (const more of otherNames(whole, references, lasting)) take(more);
  return edits.length > 0 ? edited(source, edits) : undefined;
}

/** Edits that take away a second name for what has a lasting one at the top, for each such name. */
function otherNames(whole: FunctionNode, references: readonly Reference[], lasting: Lasting): Edit[][] {
  const all: Edit[][] = [];
  walk(whole, (statement, above) => {
    if (statement.type !== 'VariableDeclaration' || above.at(-1)?.type !== 'BlockStatement') return;
    statement.declarations.forEach(({ id, init }, index) => {
      if (id.type !== 'Identifier' || init?.type !== 'Identifier') return;
      const meant = references.find(({ node }) => node === init);
      if (meant?.binding?.home !== whole || !lasting.has(init.name)) return;
      const owner = above.findLast(isFunction);
      const uses = references.filter(({ binding }) => binding?.name === id.name && binding.owner === owner);
      if (uses.some(({ binding }) => binding !== uses[0]!.binding) || uses.some(isChanged)) return;
      const { declarations } = statement;
      const next = declarations[index + 1];
      const before = declarations[index - 1];
      all.push([
        declarations.length === 1
          ? { start: statement.start, end: statement.end, text: '' }
          : next
            ? { start: declarations[index]!.start, end: next.start, text: '' }
            : { start: before!.end, end: declarations[index]!.end, text: '' },
        ...uses.map(({ node, parents }) => {
          const parent = parents.at(-1);
          const isShort = parent?.type === 'Property' && parent.shorthand;
          return { start: node.start, end: node.end, text: isShort ? `${id.name}:${init.name}` : init.name };
        }),
      ]);
    });
  });
  return all;
}

function isChanged({ node, parents }: Reference): boolean {
  const parent = parents.at(-1);
  return (parent?.type === 'AssignmentExpression' && parent.left === node) || parent?.type === 'UpdateExpression';
}

function takenApart(
  source: string,
  whole: FunctionNode,
  { id, init, start, end }: VariableDeclarator,
  references: readonly Reference[],
  lasting: Lasting,
  taken: Set<string>,
): Edit[] | undefined {
  if (id.type !== 'Identifier' || init?.type !== 'ObjectExpression') return undefined;
  const uses = references.filter(({ binding }) => binding?.name === id.name && binding.home === whole);
  const declarations: string[] = [];
  const names = new Map<string, string>();
  for (const property of init.properties) {
    if (
      property.type !== 'Property' ||
      property.kind !== 'init' ||
      property.computed ||
      property.key.type !== 'Identifier'
    )
      return undefined;
    const { value } = property;
    if (asksForThis(value)) return undefined;
    const text = source.slice(value.start, value.end);
    if (value.type === 'Identifier' && lasting.has(value.name)) names.set(property.key.name, value.name);
    else {
      const name = freeName(`${id.name}$${property.key.name}`, taken);
      names.set(property.key.name, name);
      declarations.push(`${name}=${text}`);
    }
  }
  const edits: Edit[] = [{ start, end, text: declarations.join(',') || `${freeName(id.name, taken)}=0` }];
  for (const { node, parents } of uses) {
    const parent = parents.at(-1);
    const above = parents.at(-2);
    if (parent?.type !== 'MemberExpression' || parent.object !== node || parent.computed) return undefined;
    if (above?.type === 'AssignmentExpression' && above.left === parent) return undefined;
    if (above?.type === 'UpdateExpression' || above?.type === 'UnaryExpression') {
      if (above.operator === '++' || above.operator === '--' || above.operator === 'delete') return undefined;
    }
    const name = parent.property.type === 'Identifier' ? names.get(parent.property.name) : undefined;
    if (name === undefined || (parent.start > start && parent.end < end)) return undefined;
    edits.push({ start: parent.start, end: parent.end, text: name });
  }
  return edits;
}

function asksForThis(value: AnyNode): boolean {
  let asks = false;
  walk(value, ({ type }) => void (asks ||= type === 'ThisExpression'));
  return asks;
}

/** Names that stand for the same thing wherever they stand: set once, at the top, or the interpreter's. */
class Lasting {
  readonly #others = new Set<string>();

  constructor(whole: FunctionNode, references: readonly Reference[]) {
    walk(whole, (node, parents) => {
      const ids: readonly AnyNode[] = isFunction(node)
        ? node.params
        : node.type === 'VariableDeclarator' && parents.findLast(isFunction) !== whole
          ? [node.id]
          : node.type === 'CatchClause' && node.param
            ? [node.param]
            : [];
      for (const id of ids) if (id.type === 'Identifier') this.#others.add(id.name);
    });
    for (const reference of references) if (isChanged(reference)) this.#others.add(reference.node.name);
  }

  has(name: string): boolean {
    return !this.#others.has(name);
  }
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 1; taken.has(free); count++) free = `${name}$${count}`;
  taken.add(free);
  return free;
}

function edited(source: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < at) continue;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}
