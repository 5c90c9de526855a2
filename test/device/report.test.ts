// The device check's report: what failed is in it and counted, whether it was a step, a conformance case or a year.
import { describe, expect, it } from 'vitest';
import { builtProducts } from '../bench/built.ts';
import { loadCases, readRecording } from '../conformance/cases.ts';
import { knownDifferences } from '../conformance/known-differences.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import type { ProductReport } from './check.ts';
import { compared, type CaseResult } from './conformance-difference.ts';
import { conformanceLines, failuresOf, lastLine, passedOf, type InterpreterReport } from './report.ts';
import type { StepResult } from './step.ts';
import { liveYear } from './year.ts';

const pixljs = builtProducts().find(({ board }) => board.name === 'pixljs')!;

describe('a check of nothing', () => {
  it('is no success, whatever the reason', () => {
    const board = { title: '', bundleBytes: 0, firmwareHash: '', notRun: 'no room', steps: [] };
    for (const products of [[], [board]]) {
      const reports = [{ title: 'an interpreter', products, conformance: [], years: [] }];
      expect(passedOf(reports)).toBe(0);
      expect(lastLine(reports)).toMatch(/^FAILED, nothing was checked: 0 steps passed/);
    }
  });
});

describe('the last line', () => {
  const step = (result: StepResult['result']): StepResult => ({ step: '', result, detail: '', seconds: 1 });
  const product = (steps: StepResult[], notRun?: string): ProductReport => {
    return { title: '', bundleBytes: 0, firmwareHash: '', notRun, steps };
  };
  const oneCase = (result: CaseResult['result']): CaseResult => ({ name: '', result, detail: [] });

  it('counts the conformance cases and the years beside the steps: what failed is in it', () => {
    const report: InterpreterReport = {
      title: 'an interpreter',
      products: [product([step('ok'), step('ok'), step('not run')]), product([], 'no room')],
      conformance: [oneCase('same'), oneCase('known'), oneCase('different'), oneCase('not run')],
      years: [
        { title: '', notRun: 'it takes an interpreter with more variables', steps: [] },
        { title: '', notRun: undefined, steps: [step('ok')] },
      ],
    };
    expect(lastLine([report])).toBe(
      '1 FAILED: 3 steps passed, 0 failed, 1 could not be run; 4 conformance cases, 1 failed, 1 not run; ' +
        '1 products not checked; 1 years not lived; on 1 interpreters.',
    );
  });

  it('leaves out what was not asked for', async () => {
    const year = await liveYear('', { variables: 7 } as Interpreter, pixljs, () => {});
    expect(year).toMatchObject({ notRun: expect.stringContaining('2950 variables') as string, steps: [] });
    const report = { title: '', products: [product([step('ok')])], conformance: [], years: [] };
    expect(lastLine([report])).toBe('All is well: 1 steps passed, 0 failed, 0 could not be run; on 1 interpreters.');
    expect(lastLine([{ ...report, years: [year] }])).toContain('; 1 years not lived; ');
  });
});

describe('the conformance cases beside each other', () => {
  const name = knownDifferences[0]!.in;
  const real = readRecording(name)!;
  const known = knownDifferences.filter((one) => one.in === name);
  const virtual = known.reduce((text, one) => text.replace(one.real, () => one.virtual), real);

  it('counts known differences apart, and shows every other line that differs', () => {
    const same = compared(name, real, virtual);
    expect(same).toEqual({ name, result: 'known', detail: [known[0]!.why] });
    expect(conformanceLines([same])).toContain(`  ok     ${name}: known to differ: ${known[0]!.why}`);
    const other = compared(name, real, virtual.replace('\n', ' changed\n'));
    expect(other).toMatchObject({ result: 'different' });
    expect(other.detail).toEqual([
      `line 1, real:    ${virtual.split('\n')[0]}`,
      `line 1, virtual: ${virtual.split('\n')[0]} changed`,
    ]);
    const lines = conformanceLines([other, { name: 'x', result: 'same', detail: [] }]).join('\n');
    expect(lines).toContain('2 cases, 1 the same, 0 with known differences alone, 1 different, 0 not run');
    expect(lines).toContain(`FAILED ${name}: line 1, real:`);
    expect(failuresOf([{ title: '', products: [], conformance: [other], years: [] }])).toBe(1);
    expect(loadCases().length).toBeGreaterThan(20);
  });

  it('says of a case that the interpreter broke down, and that it passed at the second try, or did not', () => {
    const brokeDown = 'ended by signal 11';
    expect(conformanceLines([{ name: 'promises', result: 'same', detail: [], brokeDown }])).toContain(
      '  ok     promises: ended by signal 11, passed at the second try',
    );
    expect(conformanceLines([{ name: 'x', result: 'different', detail: ['line 1'], brokeDown }]).slice(2)).toEqual([
      '  FAILED x: line 1',
      '         ended by signal 11, this at the second try',
    ]);
  });
});
