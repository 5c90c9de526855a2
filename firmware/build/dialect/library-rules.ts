// What Espruino's objects do otherwise than JavaScript's, or don't have, told from one node and its parents.
import type { AnyNode } from 'acorn';
import { missingMembers, objectOnlyMembers } from './surface.ts';
import { memberName, variableName } from './syntax.ts';
import type { SyntaxRule } from './syntax-rules.ts';

const builtIn = ['Array', 'Date', 'Math', 'Number', 'Object', 'Promise', 'String', 'Symbol'];

export const libraryRules: readonly SyntaxRule[] = [
  {
    id: 'missing-member',
    sentence: 'Espruino lacks this function or constant; write it with what it has.',
    refuses: (node, parents) => {
      const name = memberName(node);
      if (name === undefined || node.type !== 'MemberExpression') return false;
      const owner = variableName(node.object) ?? '';
      if (!builtIn.includes(owner) && !isCallee(node, parents)) return false;
      return missingMembers.includes(name) || (objectOnlyMembers.includes(name) && owner !== 'Object');
    },
  },
  {
    id: 'length-assignment',
    sentence: "Espruino throws when an array's length is set; use splice.",
    refuses: (node) =>
      (node.type === 'AssignmentExpression' && memberName(node.left) === 'length') ||
      (node.type === 'UpdateExpression' && memberName(node.argument) === 'length'),
  },
  {
    id: 'number-conversion',
    sentence: 'Espruino reads digits with a leading zero as octal here; use parseInt(text, 10).',
    refuses: (node) =>
      (node.type === 'UnaryExpression' && node.operator === '+') ||
      (node.type === 'Identifier' && node.name === 'Number'),
  },
  {
    id: 'unstable-sort',
    sentence: "Espruino's sort does not keep the order of equals; insert in order.",
    refuses: (node, parents) => memberName(node) === 'sort' && isCallee(node, parents),
  },
  {
    id: 'fractional-time',
    sentence: 'Espruino gives fractional milliseconds; wrap this in Math.floor.',
    refuses: (node, parents) =>
      node.type === 'CallExpression' &&
      ((memberName(node.callee) === 'now' && objectName(node.callee) === 'Date') ||
        memberName(node.callee) === 'getTime') &&
      !isArgumentOfFloor(node, parents),
  },
  {
    id: 'instanceof-arraybuffer',
    sentence: 'Espruino answers false for its own ArrayBuffers.',
    refuses: (node) =>
      node.type === 'BinaryExpression' && node.operator === 'instanceof' && variableName(node.right) === 'ArrayBuffer',
  },
  {
    id: 'prototype-name',
    sentence: '__proto__ replaces the prototype; use another key.',
    refuses: (node) =>
      memberName(node) === '__proto__' ||
      (node.type === 'Property' && !node.computed && variableName(node.key) === '__proto__'),
  },
  {
    id: 'shortened-name',
    sentence: 'The build shortens property names, so they must not be listed, written or read as text.',
    refuses: (node) =>
      node.type === 'ForInStatement' ||
      (node.type === 'Identifier' && node.name === 'JSON') ||
      ['readJSON', 'writeJSON'].includes(memberName(node) ?? '') ||
      (objectName(node) === 'Object' &&
        ['entries', 'fromEntries', 'getOwnPropertyNames', 'keys', 'values'].includes(memberName(node) ?? '')),
  },
  {
    id: 'console-output',
    sentence: 'Printing reaches whoever holds the console, even when it is locked; reply over the protocol.',
    refuses: (node) => node.type === 'Identifier' && (node.name === 'print' || node.name === 'console'),
  },
];

function isCallee(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const parent = parents.at(-1);
  return parent?.type === 'CallExpression' && parent.callee === node;
}

function objectName(node: AnyNode): string | undefined {
  return node.type === 'MemberExpression' ? variableName(node.object) : undefined;
}

function isArgumentOfFloor(node: AnyNode, parents: readonly AnyNode[]): boolean {
  // Math.floor(Date.now()), or an expression of it such as Math.floor(Date.now() / 1000).
  return parents.some(
    (parent) =>
      parent.type === 'CallExpression' &&
      memberName(parent.callee) === 'floor' &&
      parent.arguments.some((argument) => argument.start <= node.start && node.end <= argument.end),
  );
}
