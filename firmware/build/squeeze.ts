// Takes out what the minifier leaves: constants that modules share get their value put in place of their name, which saves bytes and
// two variables each, and neighbouring `var` statements become one. Order and meaning of everything that runs stay.
import { parse, type AnyNode, type VariableDeclarator } from 'acorn';
import { scopesOf, type Reference } from './dialect/scopes.ts';
import { isFunction } from './dialect/syntax.ts';

/** Letters of a name once it is shortened. */
const shortName = 2;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The same function expression, shorter. */
export function squeeze(source: string): string {
  const program = parse(source, { ecmaVersion: 2022 });
  const statement = program.body[0];
  const whole: AnyNode | undefined = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (!whole || !isFunction(whole) || whole.body.type !== 'BlockStatement') return source;
  const body = whole.body.body;
  const references = scopesOf(program).references.filter(({ binding }) => binding?.owner === whole);
  const declarators = body.flatMap((one) => (one.type === 'VariableDeclaration' ? one.declarations : []));
  const gone = new Set<VariableDeclarator>();
  const edits: Edit[] = [];
  for (const declarator of declarators) {
    const value = constantOf(declarator, source);
    const name = declarator.id.type === 'Identifier' ? declarator.id.name : undefined;
    const uses = references.filter(({ binding }) => binding?.name === name && binding?.home === whole);
    if (value === undefined || !name || !uses.every(isReplaceable)) continue;
    // Names are shortened afterwards.
    const nameLength = Math.min(name.length, shortName);
    const saved = uses.length * (nameLength - value.length) + nameLength + value.length + 2;
    if (saved < 0) continue;
    gone.add(declarator);
    for (const { node } of uses) edits.push({ start: node.start, end: node.end, text: value });
  }
  edits.sort((a, b) => a.start - b.start);
  let text = '';
  let names: string[] = [];
  const close = (): void => {
    if (names.length > 0) text += `var ${names.join(',')};`;
    names = [];
  };
  for (const one of body) {
    if (one.type === 'VariableDeclaration' && one.kind === 'var') {
      for (const each of one.declarations) if (!gone.has(each)) names.push(edited(source, each, edits));
    } else {
      close();
      text += edited(source, one, edits);
    }
  }
  close();
  return `${source.slice(0, whole.body.start + 1)}${text}${source.slice(whole.body.end - 1)}`;
}

/** The source of a number or string that never changes; negative numbers are left, since `a-b` would become `a--1`. */
function constantOf({ init }: VariableDeclarator, source: string): string | undefined {
  if (init?.type !== 'Literal' || (typeof init.value !== 'number' && typeof init.value !== 'string')) return undefined;
  return source.slice(init.start, init.end);
}

function isReplaceable({ node, parents }: Reference): boolean {
  const parent = parents.at(-1);
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left !== node;
    case 'MemberExpression':
      // `5.x` is no JavaScript.
      return parent.object !== node;
    case 'Property':
      return !parent.shorthand;
    case 'UpdateExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return false;
    default:
      return true;
  }
}

function edited(source: string, { start, end }: AnyNode, edits: readonly Edit[]): string {
  let text = '';
  let at = start;
  for (const edit of edits) {
    if (edit.start < start || edit.end > end) continue;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at, end);
}
