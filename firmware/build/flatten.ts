// Puts what is called once, while the program starts, in the place of its call: a function that makes the machine, the panel or the
// application costs Espruino its own variables for good, and every function that it makes a list of scopes besides. What such a
// function declares is declared at the top then. Order and meaning of everything that runs stay.
import { parse, type AnyNode, type Identifier, type VariableDeclarator } from 'acorn';
import { identifiersIn, scopesOf, type Reference } from './dialect/scopes.ts';
import { isFunction, walk, type FunctionNode } from './dialect/syntax.ts';

type Call = Extract<AnyNode, { type: 'CallExpression' }>;

/** A top-level function, its only call, and the top-level statement in which that stands. */
interface Single {
  readonly declarator: VariableDeclarator;
  readonly made: FunctionNode;
  readonly call: Call;
  readonly statement: AnyNode;
}

interface Program {
  readonly source: string;
  readonly whole: FunctionNode;
  readonly statements: readonly AnyNode[];
  readonly references: readonly Reference[];
  readonly identifiers: readonly Identifier[];
  /** Every name that stands anywhere, and those given out. */
  readonly taken: Set<string>;
}

/** The same expression `(function(h){...})`, its names not yet shortened, without functions that are called once, at the top. */
export function flatten(source: string): string {
  for (let text = apart(source); ;) {
    const program = programOf(text);
    const single = program && singleIn(program);
    if (!program || !single) return text;
    text = inPlace(program, single);
  }
}

/** The same with a statement for each top-level name. */
function apart(source: string): string {
  const program = programOf(source);
  if (!program) return source;
  const { whole, statements } = program;
  const lines = statements.flatMap((one) =>
    one.type === 'VariableDeclaration'
      ? one.declarations.map((each) => `${one.kind} ${source.slice(each.start, each.end)};`)
      : [source.slice(one.start, one.end)],
  );
  return `${source.slice(0, whole.body.start + 1)}${lines.join('\n')}${source.slice(whole.body.end - 1)}`;
}

function programOf(source: string): Program | undefined {
  const tree = parse(source, { ecmaVersion: 2022 });
  const first = tree.body[0];
  const whole: AnyNode | undefined = first?.type === 'ExpressionStatement' ? first.expression : undefined;
  if (!whole || !isFunction(whole) || whole.body.type !== 'BlockStatement') return undefined;
  const identifiers = identifiersIn(tree);
  const taken = new Set(identifiers.map(({ name }) => name));
  return { source, whole, statements: whole.body.body, references: scopesOf(tree).references, identifiers, taken };
}

function singleIn(program: Program): Single | undefined {
  for (const declaration of program.statements) {
    if (declaration.type !== 'VariableDeclaration') continue;
    for (const declarator of declaration.declarations) {
      const made: AnyNode | null | undefined = declarator.init;
      if (declarator.id.type !== 'Identifier' || !made || !isFunction(made) || !canStandElsewhere(made)) continue;
      const uses = usesOf(program, program.whole, declarator.id.name);
      const parents = uses[0]?.parents ?? [];
      const call = parents.at(-1);
      if (uses.length !== 1 || call?.type !== 'CallExpression' || call.callee !== uses[0]!.node) continue;
      if (call.arguments.length > made.params.length || call.arguments.some(({ type }) => type === 'SpreadElement'))
        continue;
      const statement = program.statements.find(({ start, end }) => start <= call.start && call.end <= end);
      if (statement && isFirstToRun(program, parents.slice(parents.indexOf(statement)), call))
        return { declarator, made, call, statement };
    }
  }
  return undefined;
}

function usesOf({ references }: Program, home: AnyNode, name: string): readonly Reference[] {
  return references.filter(({ binding }) => binding?.name === name && binding.home === home);
}

/** Whether its body runs the same without a function around it: it returns at its end alone and does not ask who called it. */
function canStandElsewhere(made: FunctionNode): boolean {
  if (made.async || made.generator || !made.params.every(({ type }) => type === 'Identifier')) return false;
  const last = made.body.type === 'BlockStatement' ? made.body.body.at(-1) : undefined;
  let can = true;
  walk(made, (node, parents) => {
    const own = parents.findLast(isFunction) === made;
    if (node.type === 'ThisExpression' || (node.type === 'Identifier' && node.name === 'arguments')) can = false;
    if (node.type === 'ReturnStatement' && own && node !== last) can = false;
    if (own && (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')) can = false;
    if (node.type === 'VariableDeclarator' && node.id.type !== 'Identifier') can = false;
    // Within a block it belongs to the whole function: at the top it would be set again.
    if (node.type === 'VariableDeclaration' && node.kind === 'var' && own && parents.at(-1) !== made.body) can = false;
  });
  return can;
}

/** Whether nothing of the statement that could matter runs before the call, and the call runs whatever happens. */
function isFirstToRun(program: Program, parents: readonly AnyNode[], call: Call): boolean {
  return parents.every((parent, index) => {
    const child = parents[index + 1] ?? call;
    switch (parent.type) {
      case 'ExpressionStatement':
      case 'CallExpression':
        return parent === call || parent.type === 'ExpressionStatement';
      case 'VariableDeclaration':
        return parent.declarations.indexOf(child as VariableDeclarator) === 0;
      case 'VariableDeclarator':
        return true;
      case 'ObjectExpression':
        return parent.properties
          .slice(0, parent.properties.indexOf(child as (typeof parent.properties)[number]))
          .every((property) => property.type === 'Property' && isInert(program, property.value));
      case 'Property':
        return parent.value === child && !parent.computed;
      default:
        return false;
    }
  });
}

function isInert({ references }: Program, node: AnyNode): boolean {
  if (node.type === 'Identifier') return references.every((one) => one.node.name !== node.name || !isChanged(one));
  return node.type === 'Literal' || isFunction(node);
}

function isChanged({ node, parents }: Reference): boolean {
  const parent = parents.at(-1);
  return (parent?.type === 'AssignmentExpression' && parent.left === node) || parent?.type === 'UpdateExpression';
}

function inPlace(program: Program, { declarator, made, call, statement }: Single): string {
  const { source } = program;
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const before: string[] = [];
  made.params.forEach((param, index) => {
    const { name } = param as Identifier;
    const argument = call.arguments[index];
    const stands = argument?.type === 'Identifier' && isLasting(program, argument, name, made);
    const now = stands ? argument.name : freeName(program, made, name);
    if (!stands) before.push(`var ${now}=${argument ? source.slice(argument.start, argument.end) : 'undefined'};`);
    rename(program, made, name, now, edits);
  });
  const body: readonly AnyNode[] = made.body.type === 'BlockStatement' ? made.body.body : [];
  for (const one of body) {
    if (one.type !== 'VariableDeclaration') continue;
    edits.push({ start: one.start, end: one.start + one.kind.length, text: 'var' });
    for (const { id } of one.declarations) {
      const { name } = id as Identifier;
      const now = freeName(program, made, name);
      edits.push({ start: id.start, end: id.end, text: now });
      rename(program, made, name, now, edits);
    }
  }
  const last = body.at(-1);
  const result =
    made.body.type === 'BlockStatement' ? (last?.type === 'ReturnStatement' ? last.argument : null) : made.body;
  const lines = (last?.type === 'ReturnStatement' ? body.slice(0, -1) : body).map((one) => edited(source, one, edits));
  const results = result?.type === 'SequenceExpression' ? result.expressions : result ? [result] : [];
  lines.push(...results.slice(0, -1).map((one) => `${edited(source, one, edits)};`));
  let value = results.length > 0 ? edited(source, results.at(-1)!, edits) : 'undefined';
  const parent = statement.type === 'VariableDeclaration' ? statement.declarations[0]?.init : undefined;
  if (parent !== call && statement.type !== 'ExpressionStatement') {
    const name = freeName(program, made, declarator.id.type === 'Identifier' ? declarator.id.name : '');
    lines.push(`var ${name}=${value};`);
    value = name;
  }
  const rest = edited(source, statement, [{ start: call.start, end: call.end, text: value }]);
  return program.statements
    .map((one) => {
      if (one === statement) return [...before, ...lines, rest].join('\n');
      if (one.type !== 'VariableDeclaration' || !one.declarations.includes(declarator))
        return source.slice(one.start, one.end);
      const kept = one.declarations.filter((each) => each !== declarator);
      return kept.length === 0
        ? ''
        : `${one.kind} ${kept.map((each) => source.slice(each.start, each.end)).join(',')};`;
    })
    .reduce((text, one) => `${text}${one}\n`, source.slice(0, program.whole.body.start + 1))
    .concat(source.slice(program.whole.body.end - 1));
}

/** Whether a parameter may be called by its argument's name: both are what they are for good, and nobody else is called so there. */
function isLasting(program: Program, argument: Identifier, parameter: string, made: FunctionNode): boolean {
  const top = usesOf(program, program.whole, argument.name);
  const isTop = top.some(({ node }) => node === argument);
  const changes = [...top, ...usesOf(program, made, parameter)].some(isChanged);
  let hidden = false;
  walk(made, (node) => {
    const declared = isFunction(node) ? node.params : node.type === 'VariableDeclarator' ? [node.id] : [];
    if (declared.some((id) => id.type === 'Identifier' && id.name === argument.name && argument.name !== parameter))
      hidden = true;
  });
  return isTop && !changes && !hidden;
}

/** The name where it stands nowhere but in the function that goes, or one like it that stands nowhere. */
function freeName({ identifiers, taken }: Program, made: FunctionNode, name: string): string {
  const isElsewhere = identifiers.some((one) => one.name === name && (one.start < made.start || one.end > made.end));
  let free = name;
  for (let count = 1; isElsewhere && taken.has(free); count++) free = `${name}$${count}`;
  taken.add(free);
  return free;
}

function rename(
  program: Program,
  home: FunctionNode,
  name: string,
  now: string,
  edits: { start: number; end: number; text: string }[],
): void {
  for (const { node, parents } of usesOf(program, home, name)) {
    const parent = parents.at(-1);
    const shorthand = parent?.type === 'Property' && parent.shorthand;
    edits.push({ start: node.start, end: node.end, text: shorthand ? `${name}:${now}` : now });
  }
}

function edited(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  let text = '';
  let at = start;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < start || edit.end > end) continue;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at, end);
}
