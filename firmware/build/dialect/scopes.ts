// Who declares what, and who uses it, as Espruino sees it: nothing is hoisted, so a `var` or a function counts from the place
// where its declaration runs, and belongs to the block that it stands in.
import type { AnyNode, Identifier } from 'acorn';
import { functionAround, isFunction, isVariable, walk, type FunctionNode } from './syntax.ts';

export interface Binding {
  readonly name: string;
  readonly kind: 'var' | 'let' | 'const' | 'function' | 'parameter';
  /** Offset from which the name can be used. */
  readonly usableFrom: number;
  /** The block, function, loop or program that it belongs to. */
  readonly home: AnyNode;
  /** The function around it; undefined at the top. */
  readonly owner: FunctionNode | undefined;
  /** The function that the name stands for, when the declaration says so. */
  readonly value: FunctionNode | undefined;
}

export interface Reference {
  readonly node: Identifier;
  /** From the root to the direct parent. */
  readonly parents: readonly AnyNode[];
  /** What it refers to; undefined for a global. */
  readonly binding: Binding | undefined;
}

/** Every identifier in a program that is a variable: declared or used. Shorthand properties are left out. */
export function identifiersIn(program: AnyNode): Identifier[] {
  const found: Identifier[] = [];
  walk(program, (node, parents) => {
    const parent = parents.at(-1);
    if (node.type !== 'Identifier' || !isVariable(node, parent)) return;
    if (parent?.type !== 'Property' || !parent.shorthand) found.push(node);
  });
  return found;
}

export interface Scopes {
  /** Every use of a variable, with what it refers to. */
  readonly references: readonly Reference[];
  /** Whether plain JavaScript would hoist a `var` or function of that name to this function's top. */
  readonly hoists: (name: string, owner: FunctionNode | undefined) => boolean;
}

/** Who declares what in a program, and who uses it. */
export function scopesOf(program: AnyNode): Scopes {
  const homes = bindingsIn(program);
  const declaring = new Set<AnyNode>();
  const references: Reference[] = [];
  walk(program, (node, parents) => {
    for (const id of declaredBy(node)) declaring.add(id);
    if (node.type !== 'Identifier' || declaring.has(node) || !isVariable(node, parents.at(-1))) return;
    references.push({ node, parents: [...parents], binding: lookUp(homes, node.name, parents) });
  });
  const hoisted = [...homes.values()]
    .flatMap((names) => [...names.values()])
    .filter(({ kind }) => kind === 'var' || kind === 'function');
  return { references, hoists: (name, owner) => hoisted.some((one) => one.name === name && one.owner === owner) };
}

function bindingsIn(program: AnyNode): Map<AnyNode, Map<string, Binding>> {
  const homes = new Map<AnyNode, Map<string, Binding>>();
  const unset = new Set<Binding>();
  const declare = (home: AnyNode, binding: Omit<Binding, 'home'>): void => {
    const names = homes.get(home) ?? new Map<string, Binding>();
    // The first `var` of a name counts: a second one changes nothing. One that sets nothing leaves that to the next.
    const known = names.get(binding.name);
    if (!known || (binding.kind === 'var' && known.kind === 'var' && unset.has(known)))
      names.set(binding.name, { ...binding, home });
    homes.set(home, names);
  };
  walk(program, (node, parents) => {
    // Few nodes declare anything.
    if (!isFunction(node) && node.type !== 'CatchClause' && node.type !== 'VariableDeclaration') return;
    const owner = functionAround(parents);
    if (isFunction(node)) {
      for (const param of node.params.flatMap(namesIn)) {
        declare(node, { name: param.name, kind: 'parameter', usableFrom: node.start, owner: node, value: undefined });
      }
      if (node.id) {
        const home = node.type === 'FunctionDeclaration' ? homeOf(parents) : node;
        const usableFrom = node.type === 'FunctionDeclaration' ? node.end : node.start;
        declare(home, { name: node.id.name, kind: 'function', usableFrom, owner, value: node });
      }
    }
    if (node.type === 'CatchClause' && node.param) {
      for (const id of namesIn(node.param)) {
        declare(node, { name: id.name, kind: 'parameter', usableFrom: node.start, owner, value: undefined });
      }
    }
    if (node.type === 'VariableDeclaration' && (node.kind === 'var' || node.kind === 'let' || node.kind === 'const')) {
      // A `var` in a loop's header lives on after the loop; `let` and `const` do not.
      const home = homeOf(node.kind === 'var' ? parents.filter((parent) => !isLoop(parent)) : parents);
      for (const { id, init, end } of node.declarations) {
        const value = init && isFunction(init) ? init : undefined;
        for (const name of namesIn(id)) {
          declare(home, { name: name.name, kind: node.kind, usableFrom: end, owner, value });
          const binding = homes.get(home)?.get(name.name);
          if (!init && binding?.usableFrom === end) unset.add(binding);
        }
      }
    }
  });
  return homes;
}

/** The nearest node that holds declarations: a block, a loop, a switch, a function or the program. */
function homeOf(parents: readonly AnyNode[]): AnyNode {
  const index = parents.findLastIndex(isHome);
  const home = parents[index];
  const above = parents[index - 1];
  if (!home) throw new Error('A declaration stands outside the program.');
  // A function's parameters and its body's declarations are one scope.
  return home.type === 'BlockStatement' && above && (isFunction(above) || above.type === 'CatchClause') ? above : home;
}

function isHome(node: AnyNode): boolean {
  return (
    isFunction(node) ||
    isLoop(node) ||
    ['Program', 'BlockStatement', 'SwitchStatement', 'CatchClause', 'StaticBlock'].includes(node.type)
  );
}

export function isLoop(node: AnyNode): boolean {
  return node.type === 'ForStatement' || node.type === 'ForOfStatement' || node.type === 'ForInStatement';
}

function lookUp(
  homes: Map<AnyNode, Map<string, Binding>>,
  name: string,
  parents: readonly AnyNode[],
): Binding | undefined {
  for (const parent of [...parents].reverse()) {
    const binding = homes.get(parent)?.get(name);
    if (binding) return binding;
  }
  return undefined;
}

/** The identifiers that a node itself declares. */
function declaredBy(node: AnyNode): Identifier[] {
  if (isFunction(node)) return [...(node.id ? [node.id] : []), ...node.params.flatMap(namesIn)];
  if (node.type === 'VariableDeclarator') return namesIn(node.id);
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return node.id ? [node.id] : [];
  return node.type === 'CatchClause' && node.param ? namesIn(node.param) : [];
}

function namesIn(pattern: AnyNode): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'Property' ? property.value : property),
      );
    default:
      return [];
  }
}
