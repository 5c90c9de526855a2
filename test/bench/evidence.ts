// The tables of evidence in firmware/README.md, written between their two markers from the recorded figures, never by hand.
// `node_modules/.bin/tsx test/bench/evidence.ts` writes them again from what is recorded.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { root } from '../../tools/setup/root.mjs';
import { costTable, mainTable, measuredTable, sourceOf } from './evidence-tables.ts';
import { hashTable } from './hash-table.ts';
import { readRecordedInterpreter, type RecordedInterpreter } from './recorded-interpreter.ts';
import { readRecordedCosts, type RecordedCosts } from './regression.ts';

export const begin = '<!-- evidence: written by npm run record-costs and npm run record-interpreter -->';
export const end = '<!-- end of evidence -->';
const readme = join(root, 'firmware', 'README.md');

/** Writes the tables anew. Throws when the markers are not there. */
export async function writeEvidence(): Promise<void> {
  const text = readFileSync(readme, 'utf8');
  writeFileSync(readme, await withEvidence(text, readRecordedCosts(), readRecordedInterpreter()));
}

/** That text with the tables of these figures between the markers. */
export async function withEvidence(
  text: string,
  { costs }: RecordedCosts,
  interpreter: RecordedInterpreter,
): Promise<string> {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`firmware/README.md lacks the markers ${begin} and ${end}`);
  const { hashes } = interpreter;
  const parts = [
    mainTable(costs, interpreter),
    measuredTable(costs, interpreter),
    ...(hashes === undefined ? [] : [hashTable(hashes)]),
    sourceOf(costs, interpreter),
    costTable(costs),
  ];
  return format(`${text.slice(0, from)}${begin}\n\n${parts.join('\n\n')}\n\n${text.slice(to)}`, {
    parser: 'markdown',
    printWidth: 120,
  });
}

if (process.argv[1] === import.meta.filename) await writeEvidence();
