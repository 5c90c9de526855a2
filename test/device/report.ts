// The check's report as lines of text: per interpreter its version, per board a line a step, then the conformance cases, then
// one line that sums up. Nothing secret is in it but the RFCs' test codes.
import { getEspruino } from '../../tools/setup/espruino.mjs';
import type { CaseResult } from './conformance-difference.ts';
import type { ProductReport } from './check.ts';
import type { Result, StepResult } from './step.ts';
import type { YearReport } from './year.ts';

export interface InterpreterReport {
  /** Version, commit and kind of the interpreter, in one line. */
  readonly title: string;
  readonly products: readonly ProductReport[];
  readonly conformance: readonly CaseResult[];
  readonly years: readonly YearReport[];
}

/** Said instead of a report where there is no interpreter. */
export const nothingChecked = `Nothing was checked: no real interpreter was named; ${getEspruino}, then: npm run device-check -- --espruino PATH`;

const marks = { ok: 'ok     ', failed: 'FAILED ', 'not run': '-      ' } as const;

const caseMarks = { different: marks.failed, known: marks.ok, 'not run': marks['not run'], same: marks.ok } as const;
const caseWords = { different: '', known: 'known to differ: ', 'not run': 'not run: ', same: '' } as const;

export function productLines({ title, bundleBytes, firmwareHash, notRun }: ProductReport): string[] {
  const bundle = `bundle of ${bundleBytes.toLocaleString('en')} bytes, SHA-256 ${firmwareHash}...`;
  return ['', `${title} (${bundle})`, ...(notRun === undefined ? [] : [`  ${marks['not run']}not run: ${notRun}`])];
}

export function stepLine({ step, result, detail, seconds }: StepResult): string {
  const text = result === 'not run' ? `not run: ${detail}` : detail;
  return `  ${marks[result]}${step.padEnd(56)} ${text.replaceAll('\n', '\n         ')} (${seconds.toFixed(1)} s)`;
}

export function conformanceLines(results: readonly CaseResult[]): string[] {
  const count = (wanted: CaseResult['result']): number => results.filter(({ result }) => result === wanted).length;
  return [
    '',
    `Conformance suite, this interpreter beside the virtual board: ${results.length} cases, ${count('same')} the same, ` +
      `${count('known')} with known differences alone, ${count('different')} different, ${count('not run')} not run`,
    ...results
      .filter(({ result, brokeDown }) => result !== 'same' || brokeDown !== undefined)
      .flatMap(({ name, result, detail, brokeDown }) => {
        const second = result === 'different' ? 'this at the second try' : 'passed at the second try';
        const [first = '', ...others] = [...detail, ...(brokeDown === undefined ? [] : [`${brokeDown}, ${second}`])];
        return [
          `  ${caseMarks[result]}${name}: ${caseWords[result]}${first}`,
          ...others.map((line) => `         ${line}`),
        ];
      }),
  ];
}

/** How many steps passed. */
export function passedOf(reports: readonly InterpreterReport[]): number {
  return stepsOf(reports).filter(({ result }) => result === 'ok').length;
}

const stepsOf = (reports: readonly InterpreterReport[]): StepResult[] =>
  reports.flatMap(({ products, years }) => [...products, ...years].flatMap(({ steps }) => steps));

/** How many things went wrong. */
export function failuresOf(reports: readonly InterpreterReport[]): number {
  return reports
    .map(
      ({ products, conformance, years }) =>
        products.flatMap(({ steps }) => steps).filter(({ result }) => result === 'failed').length +
        conformance.filter(({ result }) => result === 'different').length +
        years.flatMap(({ steps }) => steps).filter(({ result }) => result === 'failed').length,
    )
    .reduce((sum, count) => sum + count, 0);
}

export function lastLine(reports: readonly InterpreterReport[]): string {
  const steps = stepsOf(reports);
  const cases = reports.flatMap(({ conformance }) => conformance);
  const count = (among: readonly (StepResult | CaseResult)[], wanted: Result | CaseResult['result']): number =>
    among.filter(({ result }) => result === wanted).length;
  const failures = failuresOf(reports);
  const verdict =
    failures > 0 ? `${failures} FAILED` : passedOf(reports) > 0 ? 'All is well' : 'FAILED, nothing was checked';
  const notRun = (of: readonly (ProductReport | YearReport)[], what: string): string[] => {
    const left = of.filter((one) => one.notRun !== undefined).length;
    return left === 0 ? [] : [`${left} ${what}`];
  };
  return `${verdict}: ${[
    `${count(steps, 'ok')} steps passed, ${count(steps, 'failed')} failed, ${count(steps, 'not run')} could not be run`,
    ...(cases.length === 0
      ? []
      : [`${cases.length} conformance cases, ${count(cases, 'different')} failed, ${count(cases, 'not run')} not run`]),
    ...notRun(
      reports.flatMap((one) => one.products),
      'products not checked',
    ),
    ...notRun(
      reports.flatMap((one) => one.years),
      'years not lived',
    ),
    `on ${reports.length} interpreters`,
  ].join('; ')}.`;
}
