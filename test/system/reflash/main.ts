// `npm run cuts:reflash`: new firmware for a token in use, the power cut in every step of it, with the failing byte untouched,
// half-written and whole. Inside a file's data, where a cut leaves the same as one byte before, every 64th step only (`--all`: every step).
// `--torn`: instead, where much hangs on the byte (sizes and names, the ends of a file), every other state that it can be left in.
// `--all --torn`: every state that the byte of any step can be left in. `--part 1/4`: every fourth of these cuts, to share the work.
// `--twice`: of those second runs that differ from the others, every fifth is played again with all its steps noted; then it is cut in the
// same places, and a third one goes on.
// What a second run has done once it need not do again: a cut that leaves what another one left is told by it, and a run that
// has come to where another one was is not played further (what-matters.ts and rest.ts). All of them are counted.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { knowRandom } from './known-random.ts';
import { ReflashCuts, type Ended, type Verdict } from './power-cut.ts';
import { rememberDerivedKeys } from './remembered-scrypt.ts';
import type { Left } from './token-in-use.ts';

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    torn: { type: 'boolean', default: false },
    part: { type: 'string', default: '1/1' },
    twice: { type: 'boolean', default: false },
  },
});
const oneIn = 5;
const masksOf = ({ noted }: ReflashCuts, step: number): readonly number[] => {
  if (values.torn) return noted.masks(step, values.all ? 'every' : 'torn');
  return !values.all && noted.isWithinData(step) && step % 64 !== 0 ? [] : noted.masks(step, 'ends');
};
const [part = 1, parts = 1] = values.part.split('/').map(Number);

// The registry's many commits need no disk.
if (existsSync('/dev/shm')) process.env['TMPDIR'] ??= '/dev/shm';
rememberDerivedKeys();
knowRandom();
const count: Record<Left, number> = { token: 0, locked: 0, open: 0 };
const how: Record<Ended['how'], number> = { played: 0, joined: 0, equal: 0 };
let planned = 0;
let tried = 0;
let wrong = 0;
let different = 0;

/** Cuts a run in every place that is asked for. `where` names the run. */
async function cutAll(cuts: ReflashCuts, where: string, isMine: () => boolean): Promise<void> {
  for (let step = 0; step <= cuts.steps; step++) {
    for (const mask of masksOf(cuts, step)) {
      if (!isMine()) continue;
      tried++;
      if (tried % 5000 === 0) process.stderr.write(`${where}step ${step} of ${cuts.steps}\n`);
      try {
        const ended = await cuts.cut(step, mask);
        count[ended.left]++;
        how[ended.how]++;
        if (values.twice && cuts === first && ended.how !== 'equal' && different++ % oneIn === 0)
          secondRuns.push({ step, mask });
      } catch (error) {
        wrong++;
        const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
        process.stdout.write(`WRONG: ${where}step ${step}, mask ${mask.toString(16)}: ${message}\n`);
      }
    }
  }
}

const first = await ReflashCuts.play();
const secondRuns: { readonly step: number; readonly mask: number }[] = [];
await cutAll(first, '', () => values.twice || planned++ % parts === part - 1);
const known = new Map<string, Verdict>();
for (const { step, mask } of secondRuns) {
  if (planned++ % parts !== part - 1) continue;
  const second = await first.ofSecondRun(step, mask, known);
  await cutAll(second, `second run after step ${step}, mask ${mask.toString(16)}: `, () => true);
  second.end();
}
first.end();
process.stdout.write(
  `${first.steps} steps, ${tried} cuts: ${count.token} left the token running, ${count.locked} a locked console, ` +
    `${count.open} an open one without secrets; ${how.played} were played to the end, ${how.joined} until nothing was different any more from one of those, ${how.equal} left what another one left; ${wrong} wrong\n`,
);
if (values.twice)
  process.stdout.write(`Of ${secondRuns.length} second runs, those of part ${values.part} were cut too.\n`);
if (wrong > 0) process.exitCode = 1;
