// Properties and random parameter sets of all tests: from one seed, and as many as the run asks for. Where CI=true the seed is always the
// same, so that a change is judged on what it is and not on which cases were drawn; anywhere else every run draws others.
import * as fc from 'fast-check';

/** The variable KLARKODE_SEED, or the seed of this place. */
function seedOfThisRun(): number {
  const given = process.env['KLARKODE_SEED'];
  if (given !== undefined) return Number(given) | 0;
  return process.env['CI'] === 'true' ? 1 : Math.floor(Math.random() * 2 ** 31);
}

/** fast-check tells it with a property that failed; a differential test prints it. */
export const seed = seedOfThisRun();

/** How many times as many cases as `npm test` tries: `npm run properties`. */
const times = Number(process.env['KLARKODE_TIMES'] ?? 1);

/** For a property that needs more or fewer runs than fast-check's hundred. */
export const runs = (count: number): number => count * times;

fc.configureGlobal({ seed, numRuns: runs(100) });

export { fc };
