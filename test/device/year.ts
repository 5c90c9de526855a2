// A year of presses of a code display on the real interpreter: what rests in memory, what it takes at most, and that neither grows;
// what becomes of Storage, which nothing tidies in the field; and with how few variables all of it goes.
import { boardNamed } from '../../hardware/boards.ts';
import type { Built } from '../bench/built.ts';
import { hasDressing } from '../conformance/dressing.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import { productOf } from './check.ts';
import { stepLine } from './report.ts';
import { takeSteps, type StepResult } from './step.ts';
import { YearDevice } from './year-device.ts';
import { yearSteps } from './year-steps.ts';

export interface YearReport {
  readonly title: string;
  /** Why there is none, if so. */
  readonly notRun: string | undefined;
  readonly steps: readonly StepResult[];
}

/** Lives a year on that interpreter, or says why there is none of it. */
export async function liveYear(
  binary: string,
  interpreter: Interpreter,
  built: Built,
  say: (line: string) => void,
): Promise<YearReport> {
  const heading = `A year of presses: ${productOf(built).product} on ${built.board.title}`;
  say(`\n${heading}`);
  const reason = whyNoYear(built, interpreter.variables);
  if (reason !== undefined) {
    say(`  -      not run: ${reason}`);
    return { title: heading, notRun: reason, steps: [] };
  }
  say('  Faked: time goes from timer to timer, and jumps while the panel is dark; a timer presses the key.');
  const device = await YearDevice.start(binary, interpreter, built, productOf(built));
  try {
    const steps = yearSteps(device, { bareVariables: interpreter.bareVariables, progress: say });
    const taken = await takeSteps(device.bench, steps, (result) => say(stepLine(result)));
    return { title: heading, notRun: undefined, steps: taken };
  } finally {
    await device.close();
  }
}

/** Why there is no year of that product on an interpreter with so many variables; undefined: there is one. */
export function whyNoYear(built: Built, variables: number): string | undefined {
  const { product } = productOf(built);
  const { title, variables: own } = boardNamed(built.board.name)!;
  if (product !== 'code-display') return `there is no year of a ${product}: it is for code displays only`;
  if (!hasDressing(built.board)) return `the interpreter can't be dressed up as a ${title}`;
  if (own !== variables) return `it takes an interpreter with the ${own} variables of a ${title}`;
  return undefined;
}
