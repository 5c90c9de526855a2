// The virtual board's cost model beside the recorded figures, as rows of npm run bench.
import { ensureFirmware } from '../../tools/setup/firmware.mjs';
import { builtProducts } from './built.ts';
import { measureCosts } from './costs.ts';
import type { Figure } from './figure.ts';
import { ceiling, figuresOf, readRecordedCosts } from './regression.ts';

/** Each may be 5 % over the recorded one; a figure that was never recorded may be nothing. */
export async function costRows(): Promise<readonly Figure[]> {
  if (!(await ensureFirmware())) throw new Error('the firmware could not be built');
  const recorded = figuresOf(readRecordedCosts().costs);
  return [...figuresOf(measureCosts(builtProducts()))].map(([title, value]) =>
    costRow(title, value, recorded.get(title)),
  );
}

/** The row of a figure by its title in the record, `<step>, <product>: <unit>`; `was` is the recorded one. */
export function costRow(title: string, value: number, was: number | undefined): Figure {
  // Steps have a colon in their names too.
  const at = title.lastIndexOf(': ');
  const [what, unit] = [title.slice(0, at), title.slice(at + 2)];
  return {
    title: `${what} (recorded ${was?.toLocaleString('en') ?? 'never'})`,
    value,
    unit: words[unit] ?? unit,
    budget: ceiling(was ?? 0),
    bound: 'at most',
  };
}

const words: Readonly<Record<string, string>> = {
  allocations: 'things made',
  wakeUps: 'wake-ups',
  flashBytesWritten: 'bytes to flash',
  serialBytes: 'bytes on the wire',
};
