// A figure that a test measured, for the report of `npm run accessibility`: vitest carries it in the test's own result, so no figure
// in the report can be older or other than what the test saw.
import type { TestContext } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** What was measured, with its unit, in words that stand alone. */
    figure?: string;
  }
}

/** Publishes what a test measured. */
export function figure(task: TestContext['task'], words: string): void {
  task.meta.figure = words;
}
