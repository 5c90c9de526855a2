// Reads vitest's JSON report: how many tests passed, failed and were skipped, and which files took longest.

/**
 * @typedef {{ status: string, fullName: string }} TestResult
 * @typedef {{ name: string, status: string, startTime: number, endTime: number, assertionResults: TestResult[] }} FileResult
 * @typedef {{ success: boolean, testResults: FileResult[] }} Report
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 */

/**
 * Counts what a report says. A file that could not be loaded, and a run that failed without a failed test, count as
 * one failed test each: neither may look like success.
 * @param {Report} report
 * @returns {Count}
 */
export function countResults(report) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    const before = count.failed;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') count.passed++;
      else if (test.status === 'failed') count.failed++;
      else count.skipped++;
    }
    if (file.status === 'failed' && count.failed === before) count.failed++;
  }
  if (!report.success && count.failed === 0) count.failed = 1;
  return count;
}

/**
 * @param {Report} report
 * @returns {string[]} the full names of the tests that did not run
 */
export function skippedTests(report) {
  return report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => test.fullName),
  );
}

/**
 * @param {Report} report
 * @param {number} limit how many
 * @returns {{ file: string, seconds: number }[]} the files that took longest, slowest first
 */
export function slowestFiles(report, limit) {
  return report.testResults
    .map((file) => ({ file: file.name, seconds: (file.endTime - file.startTime) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, limit);
}

/**
 * The line that `npm test` ends with.
 * @param {Count} count
 */
export function resultLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
