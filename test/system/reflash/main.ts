// `npm run cuts:reflash`: new firmware for a token in use, the power cut in every step of it, with the failing byte untouched,
// half-written and whole; the last only where the registry changed before the next step, or it is that step untouched. Inside a file's
// data, where a cut leaves the same as one byte before, every 64th step only (`--all`: every step). `--part 1/4`: every fourth, to share the work.
import { parseArgs } from 'node:util';
import { ReflashCuts, type Left } from './power-cut.ts';
import { rememberDerivedKeys } from './remembered-scrypt.ts';

const { values } = parseArgs({
  options: { all: { type: 'boolean', default: false }, part: { type: 'string', default: '1/1' } },
});
const [part = 1, parts = 1] = values.part.split('/').map(Number);
const whole = 0x00;
const masks = [0xff, 0x55, whole];

rememberDerivedKeys();
const cuts = await ReflashCuts.play();
const count: Record<Left, number> = { token: 0, locked: 0, open: 0 };
let tried = 0;
let wrong = 0;
for (let step = part - 1; step <= cuts.steps; step += parts) {
  if (!values.all && cuts.isWithinData(step) && step % 64 !== 0) continue;
  for (const mask of masks) {
    if (mask === whole && cuts.isNextUntouched(step)) continue;
    tried++;
    try {
      count[await cuts.cut(step, mask)]++;
    } catch (error) {
      wrong++;
      const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
      process.stdout.write(`WRONG: step ${step}, mask ${mask.toString(16)}: ${message}\n`);
    }
  }
  if (tried % 300 < masks.length) process.stderr.write(`step ${step} of ${cuts.steps}\n`);
}
cuts.end();
process.stdout.write(
  `${cuts.steps} steps, ${tried} cuts: ${count.token} left the token running, ${count.locked} a locked console, ` +
    `${count.open} an open one without secrets; ${wrong} wrong\n`,
);
if (wrong > 0) process.exitCode = 1;
