// Moves what only one function uses into that function, so that it exists only while the function runs. Meaning stays: a
// moved declaration is a function or a literal, has no effect of its own, and is named nowhere else.
import { parse, type AnyNode, type VariableDeclarator } from 'acorn';
import { scopesOf } from './dialect/scopes.ts';
import { isFunction, walk, type FunctionNode } from './dialect/syntax.ts';

/** One top-level name: where it stands, what it is, and which top-level names stand in it. */
interface Declaration {
  readonly name: string;
  readonly node: VariableDeclarator;
  readonly uses: ReadonlySet<string>;
  readonly movable: boolean;
}

/**
 * The same function expression with every name of `rare` that is declared at its top holding its own helpers.
 * Names that the bundle doesn't have are passed over: not every product uses all of the firmware.
 * @param source an expression `(function(h){...})` with its names not yet shortened
 */
export function part(source: string, rare: readonly string[]): string {
  return rare.reduce(partOne, source);
}

function partOne(source: string, rare: string): string {
  const whole = wholeOf(source);
  const { declarations, usedElsewhere } = declarationsIn(source, whole);
  const root = declarations.get(rare);
  const own = root?.node.init;
  if (!root || !own || !isFunction(own)) return source;
  const helpers = exclusiveTo(root, declarations, usedElsewhere);
  if (helpers.length === 0) return source;
  return rebuilt(source, whole, new Set(helpers.map(({ node }) => node)), {
    node: own,
    text: holding(own, helpers, source),
  });
}

/** The function with declarations at its start; where its own names would hide theirs, it stays a function of its own inside. */
function holding(own: FunctionNode, helpers: readonly Declaration[], source: string): string {
  const moved = helpers.map(({ node }) => source.slice(node.start, node.end)).join(',');
  const text = source.slice(own.start, own.end);
  const meant = new Set(helpers.flatMap(({ name, uses }) => [name, ...uses]));
  const hides = namesOf(own).some((name) => meant.has(name));
  const parameters = own.params.map((_parameter, index) => `$${index}`).join(',');
  if (hides || own.body.type !== 'BlockStatement') {
    return `(${parameters})=>{var ${moved};return (${text})(${parameters})}`;
  }
  const at = own.body.start + 1 - own.start;
  return `${text.slice(0, at)}var ${moved};${text.slice(at)}`;
}

/** Every name that the function declares, at whatever depth: more than could hide anything, never less. */
function namesOf(own: FunctionNode): readonly string[] {
  const names: string[] = [];
  walk(own, (node) => {
    const declared = isFunction(node) ? node.params : node.type === 'VariableDeclarator' ? [node.id] : [];
    for (const id of declared) if (id.type === 'Identifier') names.push(id.name);
    if (node.type === 'CatchClause' && node.param?.type === 'Identifier') names.push(node.param.name);
  });
  return names;
}

function wholeOf(source: string): FunctionNode {
  const statement = parse(source, { ecmaVersion: 2022 }).body[0];
  const expression: AnyNode | undefined = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (!expression || !isFunction(expression)) throw new Error('The bundle is not one function expression.');
  return expression;
}

function bodyOf(whole: FunctionNode): readonly AnyNode[] {
  if (whole.body.type !== 'BlockStatement') throw new Error('The bundle has no body.');
  return whole.body.body;
}

function declarationsIn(
  source: string,
  whole: FunctionNode,
): { readonly declarations: ReadonlyMap<string, Declaration>; readonly usedElsewhere: ReadonlySet<string> } {
  const program = parse(source, { ecmaVersion: 2022 });
  const top = scopesOf(program).references.filter(({ binding }) => binding?.home.start === whole.start);
  const declarations = new Map<string, Declaration>();
  const declarators = bodyOf(whole).flatMap((one) => (one.type === 'VariableDeclaration' ? one.declarations : []));
  for (const node of declarators) {
    if (node.id.type !== 'Identifier') continue;
    const uses = top.filter((reference) => reference.node.start >= node.start && reference.node.end <= node.end);
    declarations.set(node.id.name, {
      name: node.id.name,
      node,
      uses: new Set(uses.map((reference) => reference.node.name)),
      movable:
        node.init?.type === 'Literal' || (node.init !== undefined && node.init !== null && isFunction(node.init)),
    });
  }
  const within = (start: number): boolean => declarators.some((node) => start >= node.start && start < node.end);
  const assigned = top.filter(({ parents }) => parents.at(-1)?.type === 'AssignmentExpression');
  const elsewhere = top.filter(({ node }) => !within(node.start));
  return { declarations, usedElsewhere: new Set([...elsewhere, ...assigned].map(({ node }) => node.name)) };
}

/** What can be reached from the root alone, in the order in which it stands. */
function exclusiveTo(
  root: Declaration,
  declarations: ReadonlyMap<string, Declaration>,
  usedElsewhere: ReadonlySet<string>,
): readonly Declaration[] {
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const declaration = declarations.get(name);
    if (!declaration?.movable || reached.has(name) || name === root.name) return;
    reached.add(name);
    for (const next of declaration.uses) reach(next);
  };
  for (const name of root.uses) reach(name);
  for (const name of reached) if (usedElsewhere.has(name)) reached.delete(name);
  // Who is used by somebody who stays must stay too; and then those whom it uses.
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const { name, uses } of declarations.values()) {
      if (name === root.name || reached.has(name)) continue;
      for (const used of uses) reached.delete(used);
    }
  }
  return [...declarations.values()].filter(({ name }) => reached.has(name));
}

function rebuilt(
  source: string,
  whole: FunctionNode,
  gone: ReadonlySet<VariableDeclarator>,
  replaced: { readonly node: AnyNode; readonly text: string },
): string {
  const body = bodyOf(whole).map((one) => {
    if (one.type !== 'VariableDeclaration') return source.slice(one.start, one.end);
    const kept = one.declarations.filter((node) => !gone.has(node));
    const texts = kept.map((node) =>
      node.init === replaced.node
        ? `${source.slice(node.start, replaced.node.start)}${replaced.text}`
        : source.slice(node.start, node.end),
    );
    return texts.length === 0 ? '' : `${one.kind} ${texts.join(',')};`;
  });
  return `${source.slice(0, whole.body.start + 1)}${body.join('\n')}${source.slice(whole.body.end - 1)}`;
}
