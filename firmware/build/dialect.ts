// Refuses JavaScript that Espruino can't parse or runs differently. It reads the MINIFIED text, because a minifier brings
// constructs back that the source did not have. What it can't see: values (an array handed to apply that is too long, a sort
// key, a property looked up by a computed name); the vectors and scenarios on the minified bundle are for those.
import { getLineInfo, parse, type AnyNode } from 'acorn';
import { libraryRules } from './dialect/library-rules.ts';
import { scopeFindings, scopeSentences } from './dialect/scope-rules.ts';
import { walk } from './dialect/syntax.ts';
import { syntaxRules } from './dialect/syntax-rules.ts';

export interface DialectFinding {
  readonly rule: string;
  /** What is wrong on Espruino, and what to write instead. */
  readonly sentence: string;
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  readonly excerpt: string;
}

/**
 * Everything in a program that Espruino would not run as JavaScript does, in source order.
 * @param globals names that the board's global object has
 */
export function dialectFindings(source: string, globals: readonly string[]): DialectFinding[] {
  const foreign = /[^\n\x20-\x7e]/.exec(source);
  if (foreign)
    return [
      finding(source, 'non-ascii', 'A byte outside printable ASCII means something else on each board.', foreign.index),
    ];
  let program: AnyNode;
  try {
    program = parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowImportExportEverywhere: true,
      allowHashBang: false,
    });
  } catch (error) {
    const at = error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    return [
      finding(
        source,
        'unparseable',
        `This is not JavaScript: ${error instanceof Error ? error.message : 'syntax error'}.`,
        at,
      ),
    ];
  }
  const found = new Map<number, DialectFinding[]>();
  const add = (node: AnyNode, rule: string, sentence: string): void => {
    found.set(node.start, [...(found.get(node.start) ?? []), finding(source, rule, sentence, node.start)]);
  };
  walk(program, (node, parents) => {
    for (const rule of [...syntaxRules, ...libraryRules]) {
      if (rule.refuses(node, parents, source)) add(node, rule.id, rule.sentence);
    }
  });
  for (const { id, node } of scopeFindings(program, globals)) add(node, id, scopeSentences[id]);
  return [...found.entries()].sort(([a], [b]) => a - b).flatMap(([, list]) => list);
}

/**
 * Nothing, when a program is fit for Espruino.
 * @param name of the program, for the message
 * @throws Error with one line per finding
 */
export function refuseForeignDialect(name: string, source: string, globals: readonly string[]): void {
  const findings = dialectFindings(source, globals);
  if (findings.length === 0) return;
  const lines = findings.map(
    ({ rule, sentence, line, column, excerpt }) => `  ${name}:${line}:${column} ${rule}: ${sentence}\n    ${excerpt}`,
  );
  throw new Error(`${name} holds ${findings.length} construct(s) that Espruino does not run:\n${lines.join('\n')}`);
}

function finding(source: string, rule: string, sentence: string, offset: number): DialectFinding {
  const { line, column } = getLineInfo(source, offset);
  const excerpt = source.slice(Math.max(0, offset - 30), offset + 50).replace(/[^\x20-\x7e]/g, ' ');
  return { rule, sentence, line, column: column + 1, excerpt };
}
