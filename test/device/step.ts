// A check is a list of steps; what came of each makes the report. One that fails does not stop the others, but for the first: a
// board that can't be flashed has nothing to check.
import type { Bench } from './bench.ts';

export interface Step {
  readonly name: string;
  /** Why this board, or this interpreter, can't be asked for that; undefined: it can. */
  readonly impossible?: (bench: Bench) => string | undefined;
  /** Throws what is wrong; gives what it found in a few words. */
  readonly take: (bench: Bench) => Promise<string>;
}

export type Result = 'ok' | 'failed' | 'not run';

export interface StepResult {
  readonly step: string;
  readonly result: Result;
  readonly detail: string;
  readonly seconds: number;
}

/** Takes the steps in turn; `tell` hears of each as soon as it is over. */
export async function takeSteps(
  bench: Bench,
  steps: readonly Step[],
  tell: (result: StepResult) => void,
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const result = await takeStep(bench, step, results[0]);
    results.push(result);
    tell(result);
  }
  return results;
}

async function takeStep(bench: Bench, step: Step, first: StepResult | undefined): Promise<StepResult> {
  const notRun = (detail: string): StepResult => ({ step: step.name, result: 'not run', detail, seconds: 0 });
  if (first?.result === 'failed') return notRun(`"${first.step}" failed`);
  const reason = step.impossible?.(bench);
  return reason === undefined ? await resultOf(step.name, () => step.take(bench)) : notRun(reason);
}

/** Takes one step; an error is its result. */
export async function resultOf(step: string, take: () => Promise<string>): Promise<StepResult> {
  const startMs = performance.now();
  const ended = (result: Result, detail: string): StepResult => {
    return { step, result, detail, seconds: (performance.now() - startMs) / 1000 };
  };
  try {
    return ended('ok', await take());
  } catch (error) {
    return ended('failed', error instanceof Error ? error.message : String(error));
  }
}
