// npm test fails when a bundle is over its budget or the virtual board's cost model rises by more than 5 % over the
// recorded figures, unless they were recorded again with a reason that stands in the changelog.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../tools/setup/root.mjs';
import { builtProducts } from './built.ts';
import { measureCosts, type Costs } from './costs.ts';
import { withEvidence } from './evidence.ts';
import { readRecordedInterpreter } from './recorded-interpreter.ts';
import { changelogLine, compare, readRecordedCosts, recordOffences, type RecordedCosts } from './regression.ts';

const products = builtProducts();
const measured = measureCosts(products);

test.each(products.map((built) => [built.title, built] as const))('the bundle of %s keeps its budget', (_, built) => {
  const bundle = built.files.find(({ name }) => name === built.bundle)!;
  expect(bundle.content.length).toBeLessThanOrEqual(built.budgetBytes);
});

test('nothing costs over 5 % more than recorded', () => {
  const { offences, hints } = compare(readRecordedCosts().costs, measured);
  for (const hint of hints) console.log(`hint: ${hint}`);
  expect(offences).toEqual([]);
});

test('the recorded figures have a reason in the changelog', () => {
  expect(recordOffences(readRecordedCosts(), readFileSync(join(root, 'CHANGELOG.md'), 'utf8'))).toEqual([]);
});

test('the table in firmware/README.md shows the recorded figures', async () => {
  const text = readFileSync(join(root, 'firmware', 'README.md'), 'utf8');
  expect(await withEvidence(text, readRecordedCosts(), readRecordedInterpreter())).toBe(text);
});

test('the figures are the same at every measurement', () => {
  expect(measureCosts(products)).toEqual(measured);
});

test('a dark token costs nothing', () => {
  for (const { steps } of Object.values(measured)) {
    expect(Object.values(steps['idle day']!).every((figure) => figure === 0)).toBe(true);
    expect(steps['press']!.tokens).toBeGreaterThan(0);
  }
});

test('every edge of the key and every kind of code is measured, of a token that was awake', () => {
  for (const [title, { steps }] of Object.entries(measured)) {
    const keys = ['press', 'later press', 'key up', 'hide', 'key held', 'key up after holding'];
    const events = ['event-based key down', 'event-based key up', 'event-based hide', 'issue event-based'];
    const reader = title.startsWith('code-reader')
      ? ['spoken code', 'first digit: key down', 'open menu: key down', 'choose item: key up', 'next item: spoken']
      : ['key up after hide', 'key up after event-based hide'];
    for (const name of [...keys, ...events, ...reader]) expect([name, steps[name]?.wakeUps]).not.toContain(0);
    for (const name of [...keys, ...events, ...reader]) expect([name, steps[name]?.tokens]).not.toContain(undefined);
  }
});

const cost = { statements: 100, tokens: 1000, calls: 10, allocations: 40, wakeUps: 1, flashBytesWritten: 0 };
const example = (changes: object): Costs => ({
  'p on b': { files: { app: 200 }, storageBytes: 300, steps: { press: { ...cost, serialBytes: 0, ...changes } } },
});

test.each([
  ['5 % more', { tokens: 1050 }, 0, 0],
  ['a little more than 5 %', { tokens: 1051 }, 1, 0],
  ['a wake-up more', { wakeUps: 2 }, 1, 0],
  ['something where nothing was', { flashBytesWritten: 1 }, 1, 0],
  ['over 5 % less', { tokens: 949, statements: 100 }, 0, 1],
  ['a counter that was never recorded', { dreams: 1 }, 1, 0],
])('%s', (_what, changes, offences, hints) => {
  const { offences: found, hints: hinted } = compare(example({}), example(changes));
  expect([found.length, hinted.length]).toEqual([offences, hints]);
});

test('a product that is no longer measured must be recorded as gone', () => {
  expect(compare(example({}), {}).offences).toHaveLength(9);
});

const goodReason = 'the token can do more than before';
const record = (costs: Costs, reason = goodReason): RecordedCosts => {
  return { format: 1, reason, changelog: changelogLine(reason, costs), costs };
};
const old = record(example({}));
const line = old.changelog.replace(' the ', '\n  the ');

test('new figures need a new line in the changelog', () => {
  const changelog = `# Changelog\n\n### Costs\n\n${line}\n\n## [0.1.0]\n`;
  expect(recordOffences(old, changelog)).toEqual([]);
  expect(recordOffences(record(example({ tokens: 2000 })), changelog)).toHaveLength(1);
  expect(recordOffences({ ...old, costs: example({ tokens: 2000 }) }, changelog)).toHaveLength(1);
});

test.each([
  ['before it', `${line}\n\n### Costs\n`],
  ['in another section', `### Costs\n\nNothing.\n\n### Fixed\n\n${line}\n`],
  ['where there is no such section', `### Added\n\n${line}\n`],
])('the line must stand under "Costs", and not %s', (_where, changelog) => {
  expect(recordOffences(old, changelog)).toEqual([`CHANGELOG.md lacks this line under "Costs": ${old.changelog}`]);
});

test.each(['', ' ', 'more', 'because it is so', 'x x x x x x x x x x x x x', 'why why why why why why why'])(
  '"%s" is no reason',
  (reason) => {
    const costs = record(example({}), reason);
    expect(recordOffences(costs, `### Costs\n\n${costs.changelog}\n`)).toHaveLength(1);
  },
);
