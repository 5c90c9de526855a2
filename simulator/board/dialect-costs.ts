// Counters in a translated program: where each statement, branch, call and literal tells prelude/costs.js that it runs.
// What costs.ts promises to count is decided here. A program must not notice: nothing but text is added, and a
// statement at the top level gets its counter in a block of its own, because that has no value of its own.
import { guardName } from './syntax.ts';
import type { Syntax } from './syntax.ts';
import { isSyntax } from './syntax.ts';

type Insert = (at: number, text: string) => void;

const lists = new Set(['Program', 'BlockStatement', 'SwitchCase']);
const loops = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;
const functions = /^(Function|ArrowFunction)Expression$|^FunctionDeclaration$/;

export class CostMarks {
  readonly #tokenStarts: readonly number[];
  readonly #insert: Insert;
  readonly #ends = new Map<Syntax, string>();
  #functionDepth = 0;

  /** `tokenStarts`: where the program's tokens begin, in order. */
  constructor(tokenStarts: readonly number[], insert: Insert) {
    this.#tokenStarts = tokenStarts;
    this.#insert = insert;
  }

  /** Marks that stand before everything else at the node's beginning. */
  open(node: Syntax, parent: Syntax | undefined): void {
    if (parent !== undefined && isStatementOf(node, parent)) this.#statement(node, parent);
    if (parent !== undefined && isBranchOf(node, parent))
      this.#wrap(node, `(${guardName}.b(${this.#ownTokens(node)}),`);
    if (makesSomething(node, parent)) this.#wrap(node, `(${guardName}.a(),`);
    if (isSum(node)) this.#wrap(node, `${guardName}.p(`);
    if (functions.test(node.type)) this.#function(node);
  }

  /** Marks that stand after what the dialect puts at the node's beginning. */
  opened(node: Syntax): void {
    if (loops.test(node.type)) this.#round(node);
  }

  /** Marks at the node's end, after those of the dialect. */
  close(node: Syntax): void {
    if (functions.test(node.type)) this.#functionDepth--;
    const end = this.#ends.get(node);
    if (end !== undefined) this.#insert(node.end, end);
  }

  #wrap(node: Syntax, beginning: string): void {
    this.#insert(node.start, beginning);
    this.#atEnd(node, ')');
  }

  #atEnd(node: Syntax, text: string): void {
    // What was opened last closes first.
    this.#ends.set(node, text + (this.#ends.get(node) ?? ''));
  }

  #statement(node: Syntax, parent: Syntax): void {
    if (parent.type === 'IfStatement') {
      this.#insert(node.start, '{');
      this.#atEnd(node, '}');
    }
    const run = `${guardName}.r(${this.#ownTokens(node)},${declared(node)})`;
    this.#insert(node.start, this.#functionDepth > 0 ? `${run};` : `{let ${guardName}v=${run}}`);
  }

  #function(node: Syntax): void {
    this.#functionDepth++;
    const body = node['body'] as Syntax;
    const parameters = (node['params'] as unknown[]).length;
    if (body.type === 'BlockStatement') {
      this.#insert(body.start + 1, `${guardName}.e(${parameters},0);`);
      return;
    }
    this.#insert(body.start, `(${guardName}.e(${parameters},${this.#ownTokens(body)}),`);
    this.#atEnd(body, ')');
  }

  /** A loop's header is read at every round. */
  #round(node: Syntax): void {
    const body = node['body'] as Syntax;
    const header = [node['test'], node['update']].filter(isSyntax);
    const tokens = header.reduce((sum, part) => sum + this.#ownTokens(part), 0);
    const again = `${guardName}.k(${tokens});`;
    if (tokens > 0) this.#insert(body.type === 'BlockStatement' ? body.start + 1 : body.start, again);
  }

  /** The tokens that are the node's alone, without those of the parts in it that count themselves when they run. */
  #ownTokens(node: Syntax): number {
    let tokens = this.#tokensIn(node);
    for (const child of Object.values(node).flat()) {
      if (isSyntax(child)) tokens -= this.#tokensIn(child) - (isPart(child, node) ? 0 : this.#ownTokens(child));
    }
    return tokens;
  }

  #tokensIn(node: Syntax): number {
    return this.#firstFrom(node.end) - this.#firstFrom(node.start);
  }

  /** How many tokens begin before `position`. */
  #firstFrom(position: number): number {
    let low = 0;
    let high = this.#tokenStarts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#tokenStarts[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What counts its own tokens whenever it runs. */
function isPart(node: Syntax, parent: Syntax): boolean {
  if (parent.type === 'ArrowFunctionExpression' && parent['body'] === node) return node.type !== 'BlockStatement';
  return isStatementOf(node, parent) || isBranchOf(node, parent);
}

/** A statement that runs as one; a block is only its statements. */
function isStatementOf(node: Syntax, parent: Syntax): boolean {
  if (!/Statement$|Declaration$/.test(node.type) || node.type === 'BlockStatement') return false;
  if (lists.has(parent.type)) return true;
  if (parent.type === 'IfStatement') return true;
  return loops.test(parent.type) && parent['body'] === node;
}

function isBranchOf(node: Syntax, parent: Syntax): boolean {
  switch (parent.type) {
    case 'ConditionalExpression':
      return parent['test'] !== node;
    case 'LogicalExpression':
      return parent['right'] === node;
    case 'SequenceExpression':
      return (parent['expressions'] as Syntax[])[0] !== node;
    default:
      return false;
  }
}

function makesSomething(node: Syntax, parent: Syntax | undefined): boolean {
  switch (node.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'NewExpression':
    case 'ClassExpression':
    case 'ArrowFunctionExpression':
      return true;
    case 'FunctionExpression':
      return parent?.type !== 'MethodDefinition' && !isMethod(parent);
    case 'TemplateLiteral':
      return parent?.type !== 'TaggedTemplateExpression';
    case 'Literal':
      return (typeof node['value'] === 'string' || node['regex'] !== undefined) && !isKey(node, parent);
    default:
      return false;
  }
}

function isMethod(parent: Syntax | undefined): boolean {
  return parent?.type === 'Property' && (parent['method'] === true || parent['kind'] !== 'init');
}

function isKey(node: Syntax, parent: Syntax | undefined): boolean {
  return parent !== undefined && /Property|Definition$/.test(parent.type) && parent['key'] === node;
}

function isSum(node: Syntax): boolean {
  return (
    (node.type === 'BinaryExpression' && node['operator'] === '+') ||
    (node.type === 'AssignmentExpression' && node['operator'] === '+=')
  );
}

/** Variables that the statement declares, a loop's own among them. */
function declared(node: Syntax): number {
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') return 2;
  const declaration = node.type === 'VariableDeclaration' ? node : (node['init'] ?? node['left']);
  if (!isSyntax(declaration) || declaration.type !== 'VariableDeclaration') return 0;
  return (declaration['declarations'] as unknown[]).length;
}
