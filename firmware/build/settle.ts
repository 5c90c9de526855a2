// Takes parameters away that are always given the same: the state, the machine, the store are one each, and a parameter costs
// Espruino a variable as long as the function is there, and time at every call. Meaning stays: what is given is a name at the top
// that is set once, and stands in the parameter's place.
import { parse, type AnyNode, type Identifier } from 'acorn';
import { scopesOf, type Reference } from './dialect/scopes.ts';
import { isFunction, walk, type FunctionNode } from './dialect/syntax.ts';

type Call = Extract<AnyNode, { type: 'CallExpression' }>;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Program {
  readonly whole: FunctionNode;
  readonly references: readonly Reference[];
  /** Names at the top that are set once, where they are declared. */
  readonly lasting: ReadonlySet<string>;
}

/** The same expression `(function(h){...})`, its names not yet shortened. */
export function settle(source: string): string {
  for (let text = source; ;) {
    const edits = round(text);
    if (edits.length === 0) return text;
    text = edited(text, edits);
  }
}

function round(source: string): Edit[] {
  const program = programOf(source);
  if (!program) return [];
  const edits: Edit[] = [];
  const { whole, references } = program;
  if (whole.body.type !== 'BlockStatement') return [];
  for (const statement of whole.body.body) {
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) {
      const made: AnyNode | null | undefined = init;
      if (id.type !== 'Identifier' || !made || !isFunction(made) || !program.lasting.has(id.name)) continue;
      const uses = references.filter(({ binding }) => binding?.name === id.name && binding.home === whole);
      const calls = uses.map(({ node, parents }) => callOf(node, parents));
      if (calls.length === 0 || !calls.every((call) => call !== undefined) || countsItsArguments(made)) continue;
      // `a=>b` has no brackets to stay behind.
      if (made.params[0] && !source.slice(made.start, made.params[0].start).includes('(')) continue;
      const settled = made.params.map((_param, index) => alwaysGiven(program, made, index, calls));
      if (settled.every((name) => name === undefined)) continue;
      const gone = (_node: AnyNode, index: number): boolean => settled[index] !== undefined;
      edits.push(...without(made.params, gone));
      for (const call of calls) edits.push(...without(call.arguments, gone));
      settled.forEach((name, index) => {
        if (name === undefined) return;
        for (const { node, parents } of usesOf(program, made, index)) {
          // As an argument of its own function's it goes away by itself.
          if (calls.some((call) => call.arguments[index] === node)) continue;
          const parent = parents.at(-1);
          const isShort = parent?.type === 'Property' && parent.shorthand;
          edits.push({ start: node.start, end: node.end, text: isShort ? `${node.name}:${name}` : name });
        }
      });
    }
  }
  return edits;
}

function programOf(source: string): Program | undefined {
  const tree = parse(source, { ecmaVersion: 2022 });
  const first = tree.body[0];
  const whole: AnyNode | undefined = first?.type === 'ExpressionStatement' ? first.expression : undefined;
  if (!whole || !isFunction(whole)) return undefined;
  const { references } = scopesOf(tree);
  const lasting = new Set<string>();
  const again = new Set<string>();
  walk(whole, (node, parents) => {
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || parents.findLast(isFunction) !== whole)
      return;
    // Set in a loop or a block is not set once and for good.
    if (lasting.has(node.id.name) || !node.init || parents.at(-2) !== whole.body) again.add(node.id.name);
    lasting.add(node.id.name);
  });
  for (const { node, parents, binding } of references)
    if (binding?.home === whole && changes(node, parents)) again.add(node.name);
  for (const name of again) lasting.delete(name);
  return { whole, references, lasting };
}

function countsItsArguments(made: FunctionNode): boolean {
  let counts = false;
  walk(made, (node) => void (counts ||= node.type === 'Identifier' && node.name === 'arguments'));
  return counts;
}

function changes(node: Identifier, parents: readonly AnyNode[]): boolean {
  const parent = parents.at(-1);
  return (parent?.type === 'AssignmentExpression' && parent.left === node) || parent?.type === 'UpdateExpression';
}

function callOf(node: Identifier, parents: readonly AnyNode[]): Call | undefined {
  const parent = parents.at(-1);
  return parent?.type === 'CallExpression' && parent.callee === node ? parent : undefined;
}

function usesOf({ references }: Program, made: FunctionNode, index: number): readonly Reference[] {
  const param = made.params[index];
  if (param?.type !== 'Identifier') return [];
  return references.filter(({ binding }) => binding?.home === made && binding.name === param.name);
}

/** The name that every call gives for that parameter, or the function itself hands on. */
function alwaysGiven(program: Program, made: FunctionNode, index: number, calls: readonly Call[]): string | undefined {
  if (made.params[index]?.type !== 'Identifier') return undefined;
  const own = usesOf(program, made, index);
  if (own.some(({ node, parents }) => changes(node, parents))) return undefined;
  const given = new Set<string>();
  for (const call of calls) {
    const argument = call.arguments[index];
    if (argument?.type !== 'Identifier' || call.arguments.some(({ type }) => type === 'SpreadElement'))
      return undefined;
    if (own.some(({ node }) => node === argument)) continue;
    const reference = program.references.find(({ node }) => node === argument);
    if (reference?.binding?.home !== program.whole || !program.lasting.has(argument.name)) return undefined;
    given.add(argument.name);
  }
  const [name] = given;
  return given.size === 1 && name !== undefined && !declares(made, name) ? name : undefined;
}

/** Whether the function or one in it calls something of its own by that name. */
function declares(made: FunctionNode, name: string): boolean {
  let does = false;
  walk(made, (node) => {
    const ids: readonly AnyNode[] = isFunction(node)
      ? node.params
      : node.type === 'VariableDeclarator'
        ? [node.id]
        : node.type === 'CatchClause' && node.param
          ? [node.param]
          : [];
    if (ids.some((id) => id.type === 'Identifier' && id.name === name)) does = true;
  });
  return does;
}

/** Edits that take some of a list away, commas included. */
function without(list: readonly AnyNode[], gone: (node: AnyNode, index: number) => boolean): Edit[] {
  const edits: Edit[] = [];
  const last = list.findLastIndex((node, index) => !gone(node, index));
  list.forEach((node, index) => {
    if (!gone(node, index)) return;
    const next = list[index + 1];
    if (index < last && next) edits.push({ start: node.start, end: next.start, text: '' });
  });
  const from = last < 0 ? list[0]?.start : list[last]!.end;
  const to = list.at(-1)?.end;
  if (from !== undefined && to !== undefined && last < list.length - 1) edits.push({ start: from, end: to, text: '' });
  return edits;
}

function edited(source: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    // Within what is taken away nothing is left to change.
    if (edit.start < at) continue;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}
