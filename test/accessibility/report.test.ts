// The accessibility report keeps its word: every row names tests that are there, no row is better than its tests, and the page can be read.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../browser/chromium.ts';
import { findings } from '../browser/findings.ts';
import { root } from '../../tools/setup/root.mjs';
import type { Clause } from './clause.ts';
import { clauses, groups } from './groups.ts';
import { reportPage, type Summary } from './page.ts';
import { procedures } from './procedures.ts';
import { filesNamed, resultsOf, rowOf } from './rows.ts';

const chromium = findChromium();
const mayBeAbsent = process.env['CI'] !== 'true';

/** Each requirement of EN 301 549 that bites on a closed device which speaks. */
const standard = [
  ...['1', '2', '3', '4', '5', '6', '8', '9', '10', '12', '13', '14', '15'].map((part) => `5.1.3.${part}`),
  ...['5.1.4', '5.2', '5.5.2', '5.6.1', '5.7', '5.8', '5.9', '8.1.3', '8.2.1.1', '8.2.1.2', '8.4.1', '8.5'],
];

const result = (file: string, name: string, passed = true) => ({
  file,
  name,
  passed,
  figure: passed ? '3 dB' : undefined,
});
const clause: Clause = { clause: '1', asks: 'a', shows: 'b', tests: [{ file: 'x.test.ts', name: 'speaks' }] };

describe('the rows', () => {
  it('are one for each clause', () => {
    const named = clauses.map(({ clause }) => clause);
    expect(named.slice(0, standard.length)).toEqual(standard);
    expect(new Set(named).size).toBe(named.length);
  });

  it('have a test, a procedure, what is left open, or a reason why there is none', () => {
    for (const { clause, tests, shows, rest, exempt, procedure } of clauses) {
      expect(tests.length > 0 || rest !== undefined || exempt !== undefined, clause).toBe(true);
      expect(tests.length > 0, clause).toBe(shows !== undefined);
      if (procedure !== undefined) {
        expect(procedures[procedure], clause).toBeDefined();
        expect(rest, clause).toBeDefined();
      }
    }
  });

  it('name tests that are in their files', () => {
    for (const { tests } of clauses) {
      for (const { file, name } of tests) {
        const path = join(root, 'test', file);
        expect(existsSync(path), file).toBe(true);
        // The title of a table holds what the row is, and `%` or `$` in the source.
        const source = readFileSync(path, 'utf8').replace(/[$%][\w.]+ ?/g, '');
        const words = name.replace(/^.*? takes at most/, 'takes at most').replace(/\{.*$/, '');
        expect(source.includes(words), `${file}: ${name}`).toBe(true);
      }
    }
  });

  it('are decided by tests alone, at least twenty of them', () => {
    const results = clauses.flatMap(({ tests }) => tests.map(({ file, name }) => result(file, name)));
    const rows = clauses.map((one) => rowOf(one, results));
    expect(rows.filter(({ status }) => status === 'shown by tests').length).toBeGreaterThanOrEqual(20);
  });

  it('are not shown when a test failed, was skipped, or is gone', () => {
    expect(rowOf(clause, [result('x.test.ts', 'a reader speaks')])).toMatchObject({
      status: 'shown by tests',
      figures: ['3 dB'],
    });
    expect(rowOf(clause, [result('x.test.ts', 'a reader speaks', false)]).status).toBe('not shown');
    expect(rowOf(clause, [result('y.test.ts', 'a reader speaks')])).toMatchObject({
      status: 'not shown',
      missing: clause.tests,
    });
    const both = [result('x.test.ts', 'speaks Danish'), result('x.test.ts', 'speaks English', false)];
    expect(rowOf(clause, both).status).toBe('not shown');
    expect(rowOf({ ...clause, rest: 'in the air' }, [result('x.test.ts', 'speaks')]).status).toBe('shown in part');
    const skipped = {
      testResults: [{ name: '/t/x.test.ts', assertionResults: [{ fullName: 'speaks', status: 'skipped' }] }],
    };
    expect(resultsOf(skipped as Parameters<typeof resultsOf>[0], '/t/')).toMatchObject([
      { file: 'x.test.ts', passed: false },
    ]);
  });

  it('name each file of tests once for the run', () => {
    const files = filesNamed(clauses);
    expect(files).toEqual([...new Set(files)].sort());
  });
});

describe('the page', () => {
  const none: readonly ReturnType<typeof result>[] = [];
  const summary: Summary = {
    firmware: '0123abcd',
    madeAt: '2026-11-22',
    count: {
      'shown by tests': 20,
      'shown in part': 0,
      'to be measured on hardware': 0,
      'does not apply': 0,
      'not shown': 0,
    },
    intelligibility: ['98 of 120 digits right'],
    unproven: ['That a person <understands> it.'],
  };
  const page = reportPage(
    groups.map((group) => ({ ...group, rows: group.clauses.map((one) => rowOf(one, none)) })),
    summary,
  );

  it('has every row, procedure and figure, and says what was read of the standard', () => {
    for (const { clause } of clauses) expect(page).toContain(`<th scope="row">${clause}</th>`);
    for (const number of Object.keys(procedures)) expect(page).toContain(`id="procedure-${number}"`);
    expect(page).toContain('V2.1.2');
    expect(page).toContain('5.1.3.1 only in part');
    expect(page).toContain('&lt;understands&gt;');
  });

  it.skipIf(chromium === undefined && mayBeAbsent)('has nothing that axe-core finds', async () => {
    const browser = await launchChromium(chromium!);
    try {
      const opened = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await opened.setContent(page);
      expect(await findings(opened)).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
