// npm run accessibility: runs the tests that the rows name and the long form of the intelligibility floor, and writes dist/reports/
// accessibility.html and .json. Fails when a row that tests should show is not shown.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFirmware } from '../../tools/setup/firmware.mjs';
import { ensurePrograms } from '../../tools/setup/programs.mjs';
import { root } from '../../tools/setup/root.mjs';
import type { Report } from '../../tools/setup/results.mjs';
import { intelligibilityLong, unproven } from '../intelligibility/long.ts';
import { clauses, groups } from './groups.ts';
import { reportPage, type Summary } from './page.ts';
import { procedures } from './procedures.ts';
import { filesNamed, resultsOf, rowOf, type Row, type Status } from './rows.ts';

const tests = join(root, 'test/');

ensurePrograms();
if (!(await ensureFirmware())) process.exit(1);
const report = runTests(filesNamed(clauses));
const results = resultsOf(report, tests);
const reported = groups.map((group) => ({
  title: group.title,
  source: group.source,
  rows: group.clauses.map((clause) => rowOf(clause, results)),
}));
const rows = reported.flatMap((group) => group.rows);
const summary: Summary = {
  firmware: firmwareHash(),
  madeAt: new Date().toISOString().slice(0, 10),
  count: countOf(rows),
  intelligibility: await intelligibilityLong(),
  unproven,
};

const folder = join(root, 'dist', 'reports');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'accessibility.html'), reportPage(reported, summary));
writeFileSync(
  join(folder, 'accessibility.json'),
  `${JSON.stringify({ format: 1, ...summary, groups: reported, procedures }, null, 2)}\n`,
);

for (const { clause, status, figures } of rows) {
  console.log(`${clause.padEnd(12)} ${status}${figures.length > 0 ? `: ${figures.join('; ')}` : ''}`);
}
for (const line of summary.intelligibility) console.log(line);
for (const [status, count] of Object.entries(summary.count)) if (count > 0) console.log(`${count} ${status}`);
console.log('Written to dist/reports/accessibility.html and .json.');
const notShown = rows.filter(({ status }) => status === 'not shown');
for (const { clause, missing, seen } of notShown) {
  const failed = seen.filter(({ passed }) => !passed).map(({ file, name }) => `${file}: ${name}`);
  const gone = missing.map(({ file, name }) => `${file}: ${name} (no such test)`);
  console.error(`${clause} is not shown. ${[...failed, ...gone].join('; ')}`);
}
if (notShown.length > 0) process.exitCode = 1;

function runTests(files: readonly string[]): Report {
  const scratch = mkdtempSync(join(tmpdir(), 'klarkode-accessibility-'));
  try {
    const output = join(scratch, 'report.json');
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const chosen = files.map((file) => `test/${file}`);
    // Its own report goes to standard error: standard output is for the rows.
    spawnSync(
      process.execPath,
      [vitest, 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${output}`, ...chosen],
      {
        cwd: root,
        stdio: ['ignore', 2, 2],
      },
    );
    return JSON.parse(readFileSync(output, 'utf8')) as Report;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function countOf(all: readonly Row[]): { [status in Status]: number } {
  const of = (wanted: Status): number => all.filter(({ status }) => status === wanted).length;
  return {
    'shown by tests': of('shown by tests'),
    'shown in part': of('shown in part'),
    'to be measured on hardware': of('to be measured on hardware'),
    'does not apply': of('does not apply'),
    'not shown': of('not shown'),
  };
}

function firmwareHash(): string {
  const manifest = readFileSync(join(root, 'dist', 'firmware', 'code-reader', 'esp32-cyd', 'manifest.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly firmwareHash: string }).firmwareHash;
}
