// What goes wrong because Espruino hoists nothing and has one binding per loop, told from the whole program.
import type { AnyNode } from 'acorn';
import { isLoop, scopesOf, type Binding, type Reference, type Scopes } from './scopes.ts';
import { functionAround, isFunction } from './syntax.ts';

export interface ScopeFinding {
  readonly id: keyof typeof scopeSentences;
  readonly node: AnyNode;
}

export const scopeSentences = {
  'use-before-declaration':
    'Espruino hoists nothing: this name is used before its declaration has run; move the declaration up.',
  'var-outside-block':
    'Espruino hoists nothing: this var or function is used outside the block that declares it; declare it further out.',
  'captured-loop-variable':
    'Espruino has one binding per loop: this function sees the last value; copy it to a const in the body.',
  'unknown-global':
    'This board has no such global, or the firmware may not use it; firmware/build/dialect has the list.',
  'global-assignment': 'This creates or changes a global; declare the variable.',
} as const;

/** What the names of a program break. `globals` are those that the board has. */
export function scopeFindings(program: AnyNode, globals: readonly string[]): ScopeFinding[] {
  const scopes = scopesOf(program);
  return scopes.references.flatMap((reference): ScopeFinding[] => {
    const { node, binding } = reference;
    if (!binding) return [freeName(scopes, reference, globals)].flatMap((id) => (id ? [{ id, node }] : []));
    if (isEarly(reference, binding)) return [{ id: 'use-before-declaration', node }];
    if (isCapturedInLoop(reference, binding)) return [{ id: 'captured-loop-variable', node }];
    if (functionAround(reference.parents) !== binding.owner) return [];
    const missing = firstMissingInCall(reference, scopes.references, new Set());
    return missing ? [{ id: 'use-before-declaration', node: missing }] : [];
  });
}

function freeName(
  scopes: Scopes,
  { node, parents }: Reference,
  globals: readonly string[],
): ScopeFinding['id'] | undefined {
  const functions = [undefined, ...parents.filter(isFunction)];
  if (functions.some((owner) => scopes.hoists(node.name, owner))) return 'var-outside-block';
  if (isTarget(node, parents)) return 'global-assignment';
  const known = globals.includes(node.name) || (node.name === 'arguments' && functionAround(parents) !== undefined);
  return known ? undefined : 'unknown-global';
}

function isTarget(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const parent = parents.at(-1);
  return (
    (parent?.type === 'AssignmentExpression' && parent.left === node) ||
    parent?.type === 'UpdateExpression' ||
    ((parent?.type === 'ForInStatement' || parent?.type === 'ForOfStatement') && parent.left === node)
  );
}

/** Used in the declaring function itself, at a place that runs before the declaration. */
function isEarly({ node, parents }: Reference, binding: Binding): boolean {
  return binding.kind !== 'parameter' && functionAround(parents) === binding.owner && node.start < binding.usableFrom;
}

function isCapturedInLoop({ parents }: Reference, binding: Binding): boolean {
  return (
    isLoop(binding.home) &&
    (binding.kind === 'let' || binding.kind === 'const') &&
    functionAround(parents) !== binding.owner
  );
}

/**
 * For a call `f()` of a function declared in the same function: the first name that f's body, or a function that it calls, uses
 * before that name's declaration has run at the place of the call.
 */
function firstMissingInCall(
  call: Reference,
  all: readonly Reference[],
  seen: Set<AnyNode>,
  caller = call,
): AnyNode | undefined {
  const parent = call.parents.at(-1);
  const target = call.binding?.value;
  if (parent?.type !== 'CallExpression' || parent.callee !== call.node || !target || seen.has(target)) return undefined;
  const place = caller.node.start;
  // What lies outside the function that calls has run or not, whatever stands where in that function.
  const owner = caller.binding?.owner;
  seen.add(target);
  for (const inner of all) {
    if (functionAround(inner.parents) !== target || !inner.binding) continue;
    const { kind, usableFrom } = inner.binding;
    if (inner.binding.owner === owner && kind !== 'parameter' && usableFrom > place) return inner.node;
    const deeper = firstMissingInCall(inner, all, seen, caller);
    if (deeper) return deeper;
  }
  return undefined;
}
