// From clauses and the results of their tests to the rows of the report. A row is never better than its worst test: one that failed, was
// skipped or is not there makes the row "not shown".
import type { Report } from '../../tools/setup/results.mjs';
import type { Clause, Evidence } from './clause.ts';

export type Status = 'shown by tests' | 'shown in part' | 'to be measured on hardware' | 'does not apply' | 'not shown';

export interface TestSeen {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
}

export interface Row extends Clause {
  readonly status: Status;
  /** Every test that the evidence names, by its full name. */
  readonly seen: readonly TestSeen[];
  /** What those tests measured. */
  readonly figures: readonly string[];
  /** Evidence that no test of the run answers to. */
  readonly missing: readonly Evidence[];
}

interface Result {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
  readonly figure: string | undefined;
}

/** The results of a run of vitest, as its JSON reporter writes them; `folder` is that of the tests, with a slash at its end. */
export function resultsOf(report: Report, folder: string): Result[] {
  return report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({
      file: file.name.startsWith(folder) ? file.name.slice(folder.length) : file.name,
      name: test.fullName,
      passed: test.status === 'passed',
      figure: (test as { readonly meta?: { readonly figure?: string } }).meta?.figure,
    })),
  );
}

export function rowOf(clause: Clause, results: readonly Result[]): Row {
  const answering = clause.tests.map((evidence) => ({
    evidence,
    found: results.filter(({ file, name }) => file === evidence.file && name.includes(evidence.name)),
  }));
  const found = [...new Set(answering.flatMap(({ found }) => found))];
  const missing = answering.filter(({ found }) => found.length === 0).map(({ evidence }) => evidence);
  return {
    ...clause,
    status: statusOf(clause, missing.length === 0 && found.every(({ passed }) => passed)),
    seen: found.map(({ file, name, passed }) => ({ file, name, passed })),
    figures: [...new Set(found.flatMap(({ figure }) => figure ?? []))],
    missing,
  };
}

function statusOf({ tests, rest, exempt }: Clause, holds: boolean): Status {
  if (!holds) return 'not shown';
  if (exempt !== undefined) return 'does not apply';
  if (tests.length === 0) return 'to be measured on hardware';
  return rest === undefined ? 'shown by tests' : 'shown in part';
}

/** The files of all tests that are named, each once. */
export function filesNamed(clauses: readonly Clause[]): string[] {
  return [...new Set(clauses.flatMap(({ tests }) => tests.map(({ file }) => file)))].sort();
}
