// `npm run cuts`: the long form of the power-cut test. Every operation is cut in every step, the failing byte in five torn
// states, and in every state that it can be left in where much hangs on it (`--quick`: not those; `--all`: in every one everywhere).
// `--only wipe`: operations with that in their name; may be given more than once.
import { parseArgs } from 'node:util';
import { CutOperation, type Fate } from './cut.ts';
import { operations } from './operations.ts';
import { isCritical } from './trace.ts';

const fewMasks = [0xff, 0x00, 0x0f, 0xf0, 0x55, 0xaa];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [''] },
    quick: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});
const chosen = operations.filter(({ name }) => values.only.some((part) => name.includes(part)));
if (chosen.length === 0) {
  const names = operations.map((operation) => operation.name).join('; ');
  process.stderr.write(`No operation has '${values.only.join("' or '")}' in its name. There are: ${names}.\n`);
  process.exitCode = 2;
}

let wrong = 0;
let boots = 0;
let cutsTried = 0;
for (const operation of chosen) {
  const startMs = performance.now();
  const cuts = new CutOperation(operation);
  const count: Record<Fate, number> = { old: 0, new: 0, void: 0, mute: 0 };
  let betweenWords = 0;
  let firstError = '';
  for (let index = 0; index <= cuts.steps; index++) {
    const isWhole = values.all || (!values.quick && isCritical(cuts.trace, index));
    for (const mask of isWhole ? cuts.stepsCut.every(index) : fewMasks) {
      cutsTried++;
      try {
        const { fate } = cuts.cut(index, mask);
        count[fate]++;
        if (mask === 0xff && cuts.isBetweenWords(index) && (fate === 'void' || fate === 'mute')) betweenWords++;
      } catch (error) {
        firstError ||= error instanceof Error ? error.message : String(error);
        wrong++;
      }
    }
  }
  boots += cuts.boots;
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  process.stdout.write(
    `${operation.name}: ${cuts.steps} steps, ${cuts.boots} boots, ${seconds} s: ${count.old} old, ${count.new} new, ` +
      `${count.void} void, ${count.mute} mute (${betweenWords} of those between words)\n`,
  );
  if (firstError !== '') process.stdout.write(`  WRONG: ${firstError}\n`);
  wrong += betweenWords;
}
process.stdout.write(`${cutsTried} cuts, ${boots} boots with different flash, ${wrong} wrong\n`);
if (wrong > 0) process.exitCode = 1;
