// Espruino's dialect on a modern engine: rewrites a program, without moving a line, so that it behaves as Espruino
// would run it. What Espruino can't parse becomes a statement that throws when it is reached, as there.
// Only what a program can notice is rewritten; nothing here knows any program.
import { parse } from 'acorn';
import { CostMarks } from './dialect-costs.ts';
import { unsupported } from './dialect-limits.ts';
import {
  firstOf,
  guardName,
  isLength,
  isName,
  isOnlyOne,
  isSyntax,
  loopDeclaration,
  nameOf,
  objectOf,
} from './syntax.ts';
import type { Syntax } from './syntax.ts';

/** A program that even a modern engine can't parse. */
export class DialectError extends Error {}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const cache = new Map<string, string>();
/** A board that is written over its console runs some 200 different lines. */
const cachedPrograms = 1024;

/**
 * The program as the engine may run it. `byteStrings`: `\u` escapes keep their low byte only. `counting`: it tells
 * prelude/costs.js what it does. Throws DialectError.
 */
export function translate(source: string, byteStrings: boolean, counting = false): string {
  const key = `${byteStrings ? 'b' : 'u'}${counting ? 'c' : ' '}${source}`;
  let text = cache.get(key);
  if (text === undefined) {
    text = new Translation(source, byteStrings, counting).text();
    if (cache.size >= cachedPrograms) cache.delete(cache.keys().next().value!);
    cache.set(key, text);
  }
  return text;
}

class Translation {
  readonly #source: string;
  readonly #byteStrings: boolean;
  readonly #edits: Edit[] = [];
  readonly #refused: Edit[] = [];
  readonly #statements: Syntax[] = [];
  readonly #costs: CostMarks | undefined;

  constructor(source: string, byteStrings: boolean, counting: boolean) {
    this.#source = source;
    this.#byteStrings = byteStrings;
    const tokenStarts: number[] = [];
    let program: Syntax;
    try {
      program = parse(source, {
        ecmaVersion: 'latest',
        allowReturnOutsideFunction: true,
        ...(counting ? { onToken: (token) => void tokenStarts.push(token.start) } : {}),
      }) as unknown as Syntax;
    } catch (error) {
      throw new DialectError(problemAt(source, error));
    }
    if (counting) this.#costs = new CostMarks(tokenStarts, (at, text) => this.#insert(at, text));
    this.#walk(program, undefined, undefined);
  }

  text(): string {
    const edits = this.#edits.filter((edit) => !this.#refused.some((whole) => within(edit, whole)));
    const outermost = this.#refused.filter(
      (edit) => !this.#refused.some((whole) => whole !== edit && within(edit, whole)),
    );
    edits.push(...outermost);
    const inOrder = edits.map((edit, order) => ({ edit, order }));
    inOrder.sort((a, b) => a.edit.start - b.edit.start || a.order - b.order);
    let text = '';
    let at = 0;
    for (const { edit } of inOrder) {
      if (edit.start > at) text += this.#source.slice(at, edit.start);
      text += edit.text;
      at = Math.max(at, edit.end);
    }
    return text + this.#source.slice(at);
  }

  #insert(at: number, text: string): void {
    this.#edits.push({ start: at, end: at, text });
  }

  #replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }

  #walk(node: Syntax, parent: Syntax | undefined, grandparent: Syntax | undefined): void {
    const isStatement =
      /Statement$|Declaration$|^Program$/.test(node.type) &&
      node.type !== 'BlockStatement' &&
      !(node.type === 'VariableDeclaration' && parent !== undefined && parent.type.startsWith('For'));
    if (isStatement) this.#statements.push(node);
    const reason = unsupported(node, this.#source);
    if (reason !== undefined) this.#refuse(reason);
    this.#costs?.open(node, parent);
    this.#open(node, parent, grandparent);
    this.#costs?.opened(node);
    for (const key of Object.keys(node)) {
      const child = node[key];
      if (Array.isArray(child)) {
        for (const item of child) if (isSyntax(item)) this.#walk(item, node, parent);
      } else if (isSyntax(child)) {
        this.#walk(child, node, parent);
      }
    }
    this.#close(node);
    this.#costs?.close(node);
    if (isStatement) this.#statements.pop();
  }

  /** The innermost statement throws instead. */
  #refuse(reason: string): void {
    const statement = this.#statements.at(-1)!;
    this.#refused.push({
      start: statement.start,
      end: statement.end,
      text: `throw ${guardName}.s(${JSON.stringify(reason)});`,
    });
  }

  /** Edits at or after the node's beginning. */
  #open(node: Syntax, parent: Syntax | undefined, grandparent: Syntax | undefined): void {
    switch (node.type) {
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.#openLoop(node);
        break;
      case 'VariableDeclaration':
        // At the top level, declarations are properties of the global object and can be made again.
        if (parent?.type === 'Program' && node['kind'] !== 'var')
          this.#replace(node.start, firstOf(node).start, 'var ');
        break;
      case 'ClassDeclaration':
        if (parent?.type === 'Program') this.#insert(node.start, `var ${nameOf(node)}=`);
        break;
      case 'FunctionDeclaration': {
        // No hoisting: the function is there from its own statement on.
        const id = node['id'] as Syntax;
        const keyword = parent?.type === 'Program' ? '' : isOnlyOne(node, parent, grandparent) ? 'let ' : 'var ';
        this.#replace(node.start, id.end, `${keyword}${nameOf(node)}=function`);
        break;
      }
      case 'CatchClause': {
        const body = node['body'] as Syntax;
        const parameter = node['param'] as Syntax | null;
        const name = parameter === null ? `${guardName}e` : this.#source.slice(parameter.start, parameter.end);
        if (parameter === null) this.#insert(body.start, `(${name})`);
        this.#insert(body.start + 1, `${name}=${guardName}.c(${name});`);
        break;
      }
      case 'TryStatement': {
        const finalizer = node['finalizer'] as Syntax | null;
        if (finalizer !== null) this.#insert(finalizer.start + 1, `${guardName}.f();`);
        break;
      }
      case 'CallExpression': {
        const first = (node['arguments'] as Syntax[])[0];
        if (isName(node['callee'], 'eval') && first !== undefined) this.#insert(first.start, `${guardName}.t(`);
        break;
      }
      case 'UnaryExpression':
        if (node['operator'] === '+') this.#replace(node.start, (node['argument'] as Syntax).start, `${guardName}.u(`);
        break;
      case 'AssignmentExpression':
        if (isLength(node['left'])) this.#insert(node.start, `${guardName}.l(`);
        break;
      case 'UpdateExpression':
        if (isLength(node['argument'])) this.#insert((node['argument'] as Syntax).start, `${guardName}.l(`);
        break;
      case 'ExpressionStatement':
        // "use strict" has no effect there.
        if (typeof node['directive'] === 'string') this.#insert(node.start, '0;');
        break;
      case 'Literal':
        this.#literal(node);
        break;
      default:
    }
  }

  /** Edits at the node's end; inner ones come first because children were walked first. */
  #close(node: Syntax): void {
    switch (node.type) {
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#closeBody(node);
        if (loopDeclaration(node) !== undefined) this.#insert(node.end, '}');
        break;
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.#closeBody(node);
        break;
      case 'ClassDeclaration':
      case 'FunctionDeclaration':
        this.#insert(node.end, ';');
        break;
      case 'CallExpression': {
        const first = (node['arguments'] as Syntax[])[0];
        if (isName(node['callee'], 'eval') && first !== undefined) this.#insert(first.end, ')');
        break;
      }
      case 'UnaryExpression':
        if (node['operator'] === '+') this.#insert(node.end, ')');
        break;
      case 'AssignmentExpression':
        if (isLength(node['left'])) this.#insert(objectOf(node['left']).end, ')');
        break;
      case 'UpdateExpression':
        if (isLength(node['argument'])) this.#insert(objectOf(node['argument']).end, ')');
        break;
      case 'Program':
        this.#declaredValue(node);
        break;
      default:
    }
  }

  /** A declaration at the end has a value there: the variable's. */
  #declaredValue(program: Syntax): void {
    const last = (program['body'] as Syntax[]).at(-1);
    if (last === undefined || !/Declaration$/.test(last.type)) return;
    const named = last.type === 'VariableDeclaration' ? (last['declarations'] as Syntax[]).at(-1)! : last;
    this.#insert(program.end, `;${nameOf(named)}`);
  }

  /** One binding per loop: the variables move in front of it. Every round is counted. */
  #openLoop(node: Syntax): void {
    const declaration = loopDeclaration(node);
    if (declaration !== undefined) {
      const declarators = declaration['declarations'] as Syntax[];
      this.#insert(node.start, `{let ${declarators.map((one) => nameOf(one)).join(',')};`);
      this.#replace(declaration.start, declarators[0]!.start, '');
    }
    const body = node['body'] as Syntax;
    const round = `if(++${guardName}.n>${guardName}.m)${guardName}.h();`;
    if (body.type === 'BlockStatement') this.#insert(body.start + 1, round);
    else this.#insert(body.start, `{${round}`);
  }

  #closeBody(node: Syntax): void {
    const body = node['body'] as Syntax;
    if (body.type !== 'BlockStatement') this.#insert(body.end, '}');
  }

  #literal(node: Syntax): void {
    const raw = node['raw'];
    if (!this.#byteStrings || typeof node['value'] !== 'string' || typeof raw !== 'string' || !raw.includes('\\u'))
      return;
    const bytes = raw.replace(/\\u([0-9a-fA-F]{4})|\\[^]/g, (escape, digits: string | undefined) =>
      digits === undefined ? escape : `\\x${digits.slice(2)}`,
    );
    this.#replace(node.start, node.end, bytes);
  }
}

/** The parser's complaint, as Espruino's would be. */
function problemAt(source: string, error: unknown): string {
  const at = error instanceof SyntaxError && 'pos' in error ? Number(error.pos) : 0;
  const token = /[A-Za-z_$][\w$]*|\d+|[^]/y;
  token.lastIndex = at;
  const found = token.exec(source)?.[0];
  if (found === undefined || found.trim() === '') return 'Unexpected end of Input';
  return /^[A-Za-z_$]/.test(found) ? `Got ID:${found} expected EOF` : `Got '${found}' expected EOF`;
}

function within(inner: Edit, outer: Edit): boolean {
  return inner.start >= outer.start && inner.end <= outer.end && inner !== outer;
}
