// `npm run cuts:reflash`: new firmware for a token in use, the power cut in every step of it, with the failing byte untouched,
// half-written and whole. Inside a file's data, where a cut leaves the same as one byte before, every 64th step only (`--all`: every step).
// `--torn`: instead, where much hangs on the byte (sizes and names, the ends of a file), every other state that it can be left in.
// `--part 1/4`: every fourth of these cuts, to share the work.
import { parseArgs } from 'node:util';
import { ReflashCuts, type Left } from './power-cut.ts';
import { rememberDerivedKeys } from './remembered-scrypt.ts';

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    torn: { type: 'boolean', default: false },
    part: { type: 'string', default: '1/1' },
  },
});
/** Whole is the next step untouched, so it is tried only where the registry changed between them. */
const masksOf = (step: number): readonly number[] => {
  if (values.torn) return cuts.tornMasks(step);
  if (!values.all && cuts.isWithinData(step) && step % 64 !== 0) return [];
  return cuts.isNextUntouched(step) ? [untouched, halfWritten] : [untouched, halfWritten, whole];
};
const [part = 1, parts = 1] = values.part.split('/').map(Number);
const untouched = 0xff;
const halfWritten = 0x55;
const whole = 0x00;

rememberDerivedKeys();
const cuts = await ReflashCuts.play();
const count: Record<Left, number> = { token: 0, locked: 0, open: 0 };
let planned = 0;
let tried = 0;
let wrong = 0;
for (let step = 0; step <= cuts.steps; step++) {
  for (const mask of masksOf(step)) {
    if (planned++ % parts !== part - 1) continue;
    tried++;
    if (tried % 300 === 0) process.stderr.write(`step ${step} of ${cuts.steps}\n`);
    try {
      count[await cuts.cut(step, mask)]++;
    } catch (error) {
      wrong++;
      const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
      process.stdout.write(`WRONG: step ${step}, mask ${mask.toString(16)}: ${message}\n`);
    }
  }
}
cuts.end();
process.stdout.write(
  `${cuts.steps} steps, ${tried} cuts: ${count.token} left the token running, ${count.locked} a locked console, ` +
    `${count.open} an open one without secrets; ${wrong} wrong\n`,
);
if (wrong > 0) process.exitCode = 1;
