// A generic walk over every node of an ESTree, whatever its type: acorn-walk passes over private names and rest elements.
import type { AnyNode } from 'acorn';

export type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

/** Calls `visit` for the node and everything below it, in source order; `parents` runs from the root to the direct parent. */
export function walk(node: AnyNode, visit: (node: AnyNode, parents: readonly AnyNode[]) => void): void {
  const parents: AnyNode[] = [];
  const step = (current: AnyNode): void => {
    visit(current, parents);
    parents.push(current);
    for (const child of childrenOf(current)) step(child);
    parents.pop();
  };
  step(node);
}

/** The nodes directly below a node, in source order. Most of the time of a build was once spent here: it makes no more than it gives. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const entry of Object.values(node) as unknown[]) {
    if (isNode(entry)) children.push(entry);
    else if (Array.isArray(entry)) for (const each of entry as unknown[]) if (isNode(each)) children.push(each);
  }
  if (children.length < 2) return children;
  children.sort((a, b) => a.start - b.start);
  // A shorthand property holds one node twice, as key and as value: the value counts.
  return children.filter((child, at) => {
    const next = children[at + 1];
    return next?.start !== child.start || next.type !== child.type;
  });
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

/** The innermost function around a node, or undefined at the top. */
export function functionAround(parents: readonly AnyNode[]): FunctionNode | undefined {
  return parents.findLast(isFunction);
}

/** Whether this identifier names a variable (and not a property, a label or part of `new.target`). */
export function isVariable(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (node.type !== 'Identifier' || !parent) return false;
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed;
    case 'Property':
      return parent.shorthand || parent.value === node || parent.computed;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.value === node || parent.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return false;
    default:
      return true;
  }
}

/** The member's name where it stands in the source: `a.name` and `a["name"]`. */
export function memberName(node: AnyNode | undefined): string | undefined {
  if (node?.type !== 'MemberExpression') return undefined;
  const { property, computed } = node;
  if (!computed && property.type === 'Identifier') return property.name;
  return computed && property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined;
}

/** The name of the variable that a node is, or undefined. */
export function variableName(node: AnyNode | undefined | null): string | undefined {
  return node?.type === 'Identifier' ? node.name : undefined;
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
  );
}
