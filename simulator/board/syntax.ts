// Questions about syntax nodes that the dialect's translation asks. A node is seen generically, as ESTree has it.
import type { Node } from 'acorn';

/** The name under which the guard of prelude/bridge.js is reachable: Espruino has no such letter in identifiers. */
export const guardName = '\u029e';

/** A syntax node, seen generically. */
export type Syntax = Node & Record<string, unknown>;

export function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

export function isName(node: unknown, name: string): boolean {
  return isSyntax(node) && node.type === 'Identifier' && node['name'] === name;
}

/** `x.length` as a target. */
export function isLength(node: unknown): boolean {
  return (
    isSyntax(node) &&
    node.type === 'MemberExpression' &&
    node['computed'] === false &&
    isName(node['property'], 'length')
  );
}

/** Whether a function in another's body is the only thing of its name there: then even its name begins with it. */
export function isOnlyOne(node: Syntax, body: Syntax | undefined, owner: Syntax | undefined): boolean {
  if (body?.type !== 'BlockStatement' || owner === undefined || !/Function/.test(owner.type)) return false;
  const name = nameOf(node);
  if ((owner['params'] as Syntax[]).some((parameter) => parameter['name'] === name)) return false;
  let names = declaredNames.get(body);
  if (names === undefined) {
    names = new Map();
    countDeclared(body, names);
    declaredNames.set(body, names);
  }
  return names.get(name) === 1;
}

const declaredNames = new WeakMap<Syntax, Map<string, number>>();

/** How often each name is declared in a function's body, without the functions in it. */
function countDeclared(node: Syntax, names: Map<string, number>): void {
  const declares = node.type === 'VariableDeclarator' || /^(Function|Class)Declaration$/.test(node.type);
  if (declares) names.set(nameOf(node), (names.get(nameOf(node)) ?? 0) + 1);
  if (/Function/.test(node.type)) return;
  for (const child of Object.values(node).flat()) if (isSyntax(child)) countDeclared(child, names);
}

export function objectOf(node: unknown): Syntax {
  return (node as Syntax)['object'] as Syntax;
}

export function nameOf(node: Syntax): string {
  const id = node['id'] as Syntax;
  return typeof id['name'] === 'string' ? id['name'] : `${guardName}p`;
}

export function firstOf(declaration: Syntax): Syntax {
  return (declaration['declarations'] as Syntax[])[0]!;
}

/** The `let` or `const` in a loop's header. */
export function loopDeclaration(node: Syntax): Syntax | undefined {
  const header = node.type === 'ForStatement' ? node['init'] : node['left'];
  return isSyntax(header) && header.type === 'VariableDeclaration' && header['kind'] !== 'var' ? header : undefined;
}
