// What Espruino can't parse, or reads otherwise, told from one node and its parents. Facts found by running the interpreter.
import type { AnyNode } from 'acorn';
import { isSafeRegex } from './regex.ts';
import { functionAround, isFunction } from './syntax.ts';

export interface SyntaxRule {
  readonly id: string;
  /** What is wrong on Espruino, and what to write instead. */
  readonly sentence: string;
  readonly refuses: (node: AnyNode, parents: readonly AnyNode[], source: string) => boolean;
}

export const syntaxRules: readonly SyntaxRule[] = [
  {
    id: 'default-parameter',
    sentence: 'Espruino has no default values; test for undefined in the body.',
    refuses: ({ type }) => type === 'AssignmentPattern',
  },
  {
    id: 'rest',
    sentence: 'Espruino has no rest parameters or elements; pass an array.',
    refuses: ({ type }) => type === 'RestElement',
  },
  {
    id: 'spread',
    sentence: 'Espruino has no spread; use concat or a loop.',
    refuses: ({ type }) => type === 'SpreadElement',
  },
  {
    id: 'destructuring',
    sentence: 'Espruino has no destructuring; assign one name at a time.',
    refuses: ({ type }) => type === 'ObjectPattern' || type === 'ArrayPattern',
  },
  {
    id: 'exponent',
    sentence: 'Espruino has no ** operator; use Math.pow.',
    refuses: (node) =>
      (node.type === 'BinaryExpression' && node.operator === '**') ||
      (node.type === 'AssignmentExpression' && node.operator === '**='),
  },
  {
    id: 'optional-chain',
    sentence: 'Espruino reads ?. as a conditional; test for undefined.',
    refuses: ({ type }) => type === 'ChainExpression',
  },
  {
    id: 'logical-assignment',
    sentence: 'Espruino has no ??=, ||= or &&=; write the assignment out.',
    refuses: (node) => node.type === 'AssignmentExpression' && ['??=', '||=', '&&='].includes(node.operator),
  },
  {
    id: 'label',
    sentence: 'Espruino has no labels; put the inner loop in a function.',
    refuses: ({ type }) => type === 'LabeledStatement',
  },
  {
    id: 'generator',
    sentence: 'Espruino has no generators; use a loop or a callback.',
    refuses: (node) => (isFunction(node) && node.generator) || node.type === 'YieldExpression',
  },
  {
    id: 'async',
    sentence: 'Espruino has no async or await; use then or a callback.',
    refuses: (node) =>
      (isFunction(node) && node.async) ||
      node.type === 'AwaitExpression' ||
      (node.type === 'ForOfStatement' && node.await),
  },
  {
    id: 'computed-key',
    sentence: 'Espruino has no computed keys; assign the member after the literal.',
    refuses: (node) => (node.type === 'Property' || isClassMember(node)) && node.computed,
  },
  {
    id: 'class',
    sentence:
      'Espruino keeps class fields on the prototype and costs many variables a method; use functions and objects.',
    refuses: ({ type }) => type === 'ClassDeclaration' || type === 'ClassExpression',
  },
  {
    id: 'class-field',
    sentence: 'Espruino shares class fields between all instances; assign them in a function.',
    refuses: ({ type }) => type === 'PropertyDefinition',
  },
  {
    id: 'private-name',
    sentence: 'Espruino has no private names; close over a variable.',
    refuses: ({ type }) => type === 'PrivateIdentifier',
  },
  {
    id: 'static-block',
    sentence: 'Espruino has no static blocks.',
    refuses: ({ type }) => type === 'StaticBlock',
  },
  {
    id: 'super',
    sentence: 'Espruino can not call super of a built-in object; use Object.create on its prototype.',
    refuses: ({ type }) => type === 'Super',
  },
  {
    id: 'getter',
    sentence: 'A getter or setter costs nine variables of 2950; use a function.',
    refuses: (node) =>
      (node.type === 'Property' && node.kind !== 'init') ||
      (node.type === 'MethodDefinition' && (node.kind === 'get' || node.kind === 'set')),
  },
  {
    id: 'new-target',
    sentence: 'Espruino has no new.target.',
    refuses: (node) => node.type === 'MetaProperty' && node.meta.name === 'new',
  },
  {
    id: 'module',
    sentence: 'Espruino has no import or export; the bundle must be one expression.',
    refuses: (node) =>
      /^(Import|Export)/.test(node.type) || (node.type === 'MetaProperty' && node.meta.name === 'import'),
  },
  { id: 'with', sentence: 'Espruino has no with.', refuses: ({ type }) => type === 'WithStatement' },
  {
    id: 'debugger',
    sentence: 'debugger stops the device with an open prompt.',
    refuses: ({ type }) => type === 'DebuggerStatement',
  },
  {
    id: 'tagged-template',
    sentence: 'Espruino has no tagged templates; call the function.',
    refuses: ({ type }) => type === 'TaggedTemplateExpression',
  },
  {
    id: 'bigint',
    sentence: 'Espruino has no BigInt; split the number in two.',
    refuses: (node) => node.type === 'Literal' && typeof node.bigint === 'string',
  },
  {
    id: 'case-after-default',
    sentence: 'Espruino throws at a case after default; put default last.',
    refuses: (node) =>
      node.type === 'SwitchStatement' && node.cases.some((one, at) => !one.test && at < node.cases.length - 1),
  },
  {
    id: 'switch-binding',
    sentence: 'In Espruino a let or const of a case leaks out of the switch; put braces around the case.',
    refuses: (node) =>
      node.type === 'SwitchCase' &&
      node.consequent.some((one) => one.type === 'VariableDeclaration' && one.kind !== 'var'),
  },
  {
    id: 'unicode-escape',
    sentence: 'Espruino holds bytes: \\u means something else there; write \\xNN bytes.',
    refuses: (node, _parents, source) =>
      (node.type === 'Literal' || node.type === 'TemplateElement' || node.type === 'Identifier') &&
      /(?:^|[^\\])(?:\\\\)*\\u/.test(source.slice(node.start, node.end)),
  },
  {
    id: 'of-name',
    sentence: 'of is a keyword in Espruino; give the variable another name.',
    refuses: (node, parents) =>
      node.type === 'Identifier' && node.name === 'of' && parents.at(-1)?.type !== 'MemberExpression',
  },
  {
    id: 'regex',
    sentence:
      'Espruino matches this regular expression differently; firmware/build/dialect/regex.ts says what is safe.',
    refuses: (node) => node.type === 'Literal' && !!node.regex && !isSafeRegex(node.regex.pattern, node.regex.flags),
  },
  {
    id: 'in-for-header',
    sentence: 'Espruino can not parse `in` in the first part of a for; compute it before the loop.',
    refuses: (node, parents) => {
      if (node.type !== 'BinaryExpression' || node.operator !== 'in') return false;
      const chain = [...parents, node];
      return chain.some((one, at) => one.type === 'ForStatement' && one.init === chain[at + 1]);
    },
  },
  {
    id: 'arguments-in-arrow',
    sentence: 'arguments is empty in an arrow function there; name the parameters.',
    refuses: (node, parents) =>
      node.type === 'Identifier' &&
      node.name === 'arguments' &&
      functionAround(parents)?.type === 'ArrowFunctionExpression',
  },
];

function isClassMember(node: AnyNode): node is Extract<AnyNode, { type: 'MethodDefinition' | 'PropertyDefinition' }> {
  return node.type === 'MethodDefinition' || node.type === 'PropertyDefinition';
}
