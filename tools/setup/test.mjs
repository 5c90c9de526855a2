// npm test: does all set-up, builds, checks, then runs the tests. Arguments go to vitest (`npm test -- test/unit`).
// Its last line is `N passed, N failed`; with CI=true a skipped test is a failed one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runChecks } from './checks.mjs';
import { getEspruino } from './espruino.mjs';
import { buildFirmware } from './firmware.mjs';
import { ensureInstalled } from './install.mjs';
import { ensurePrograms } from './programs.mjs';
import { countResults, resultLine, skippedTests, slowestFiles } from './results.mjs';
import { continuousIntegration, root, say } from './root.mjs';
import { runInstalled } from './typescript.mjs';

const chosen = process.argv.slice(2);
ensureInstalled();
let failedSteps = ensurePrograms();
if (!(await buildFirmware([]))) failedSteps++;
failedSteps += (await runChecks()).length;

if (!process.env['ESPRUINO']) {
  say(
    `Without ESPRUINO=PATH nothing runs on the real interpreter, its recorded answers are the measure; ${getEspruino}.`,
  );
}
const report = await runTests();
const count = report === undefined ? { passed: 0, failed: 1, skipped: 0 } : countResults(report);
count.failed += failedSteps;
if (report !== undefined) {
  say('\nSlowest test files:');
  for (const { file, seconds } of slowestFiles(report, 10)) {
    say(`${seconds.toFixed(1).padStart(7)} s  ${relative(root, file)}`);
  }
  // A choice of tests skips the others on purpose.
  if (continuousIntegration && chosen.length === 0 && count.skipped > 0) {
    say('\nSkipped, which is a failure where CI=true:');
    for (const name of skippedTests(report)) say(`  ${name}`);
    count.failed += count.skipped;
    count.skipped = 0;
  }
}
if (failedSteps > 0) say(`\n${failedSteps} of the failures came before the tests: look for FAILED or Missing above.`);
process.exitCode = count.failed > 0 ? 1 : 0;
process.stdout.write(`${resultLine(count)}\n`);

/** @returns {Promise<import('./results.mjs').Report | undefined>} undefined when vitest left no report */
async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'klarkode-test-'));
  const file = join(folder, 'report.json');
  try {
    await runInstalled('vitest/vitest.mjs', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...chosen,
    ]);
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    say(`vitest left no report: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
