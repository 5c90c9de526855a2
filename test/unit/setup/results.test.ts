// The last line of `npm test` tells the truth about the report behind it.
import { describe, expect, it } from 'vitest';
import { countResults, resultLine, skippedTests, slowestFiles } from '../../../tools/setup/results.mjs';

/** A report with one file per argument: the file's state, then its tests' states. */
function report(success: boolean, ...files: readonly (readonly [string, ...string[]])[]) {
  return {
    success,
    testResults: files.map(([status, ...tests], at) => ({
      name: `file-${at}`,
      status,
      startTime: 1000,
      endTime: 1000 + at * 500,
      assertionResults: tests.map((state, number) => ({ status: state, fullName: `test ${at}.${number}` })),
    })),
  };
}

describe('results of a run', () => {
  it('are counted by state', () => {
    const some = report(false, ['passed', 'passed', 'passed', 'pending'], ['failed', 'failed', 'passed', 'todo']);
    expect(countResults(some)).toEqual({ passed: 3, failed: 1, skipped: 2 });
    expect(skippedTests(some)).toEqual(['test 0.2', 'test 1.2']);
  });

  it('count a file that could not be loaded as a failure', () => {
    expect(countResults(report(false, ['failed'], ['passed', 'passed']))).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('count a file whose set-up failed, so that its tests were skipped, as a failure', () => {
    expect(countResults(report(false, ['failed', 'skipped']))).toEqual({ passed: 0, failed: 1, skipped: 1 });
  });

  it('count a run that failed outside its tests as a failure', () => {
    expect(countResults(report(false, ['passed', 'passed']))).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('end in one line', () => {
    expect(resultLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(resultLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('name the slowest files first', () => {
    expect(slowestFiles(report(true, ['passed'], ['passed'], ['passed']), 2)).toEqual([
      { file: 'file-2', seconds: 1 },
      { file: 'file-1', seconds: 0.5 },
    ]);
  });
});
