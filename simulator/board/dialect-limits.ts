// Syntax that Espruino can't parse (measured on 2v29): what each refused node is called in the error.
import type { Syntax } from './syntax.ts';

/** Why Espruino refuses this node, or undefined. The words are those of its parser where they are known. */
export function unsupported(node: Syntax, source: string): string | undefined {
  switch (node.type) {
    case 'AssignmentPattern':
      return "Got '=' expected ','";
    case 'RestElement':
    case 'SpreadElement':
      return "Got '.' expected ID";
    case 'ArrayPattern':
    case 'ObjectPattern':
      return 'Unable to assign value to non-reference';
    case 'ChainExpression':
      return "Got ID expected ':'";
    case 'LabeledStatement':
      return "Got ':' expected EOF";
    case 'YieldExpression':
    case 'AwaitExpression':
    case 'ImportExpression':
    case 'WithStatement':
    case 'StaticBlock':
    case 'PrivateIdentifier':
    case 'MetaProperty':
      return `Got ${node.type} expected EOF`;
    case 'BinaryExpression':
      return node['operator'] === '**' ? "Got '*' expected EOF" : undefined;
    case 'AssignmentExpression':
      return ['**=', '??=', '||=', '&&='].includes(String(node['operator'])) ? "Got '=' expected EOF" : undefined;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (node['generator'] === true) return "Got '*' expected ID";
      return node['async'] === true ? 'Got function expected EOF' : undefined;
    case 'ForOfStatement':
      return node['await'] === true ? 'Got ID:await expected (' : undefined;
    case 'Property':
    case 'MethodDefinition':
      return node['computed'] === true ? "Got '[' expected ID" : undefined;
    case 'PropertyDefinition':
      if (node['computed'] === true) return "Got '[' expected ID";
      return node['value'] === null ? "Got ';' expected '='" : undefined;
    case 'SwitchStatement':
      return caseAfterDefault(node) ? 'CASE after DEFAULT unsupported' : undefined;
    case 'Identifier':
      return plainIdentifier(node, source) ? undefined : 'Got an identifier that is not ASCII';
    case 'Literal':
      return literalProblem(node);
    case 'TemplateElement':
      return /\\u\{/.test(source.slice(node.start, node.end)) ? 'Invalid escape sequence' : undefined;
    default:
      return undefined;
  }
}

function caseAfterDefault(node: Syntax): boolean {
  const tests = (node['cases'] as { test: unknown }[]).map((one) => one.test);
  const at = tests.indexOf(null);
  return at >= 0 && at < tests.length - 1;
}

function plainIdentifier(node: Syntax, source: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(source.slice(node.start, node.end));
}

function literalProblem(node: Syntax): string | undefined {
  if (typeof node['bigint'] === 'string') return 'Got ID:n expected EOF';
  const raw = String(node['raw']);
  if (typeof node['value'] === 'string')
    return /(^|[^\\])(\\\\)*\\u\{/.test(raw) ? 'Invalid escape sequence' : undefined;
  // A slash in a character class must be escaped.
  return node['regex'] !== undefined && /\[[^\]\\/]*\//.test(raw.slice(1, -1)) ? 'Got / expected EOF' : undefined;
}
