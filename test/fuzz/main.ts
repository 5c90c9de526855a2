// `npm run fuzz -- --frames N [--seed S] [--board]`: the long form of the fuzz test. Lines go to the application alone, or with
// --board to the built bundle on the virtual board. What fails is printed with its seed.
import { parseArgs } from 'node:util';
import { Dice } from './dice.ts';
import { Lockstep } from './lockstep.ts';
import { boardTarget, memoryTarget } from './targets.ts';

const framesPerToken = 300;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    board: { type: 'boolean', default: false },
  },
});
const frames = Number(values.frames);
const seed = Number(values.seed);
if (!Number.isSafeInteger(frames) || frames < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write('--frames takes a whole number from 1 on, --seed a whole number.\n');
  process.exit(2);
}

const startMs = performance.now();
let played = 0;
let codes = 0;
let requests = 0;
for (let run = seed; played < frames; run++) {
  try {
    const lockstep = new Lockstep(new Dice(run), values.board ? boardTarget : memoryTarget);
    lockstep.play(framesPerToken);
    codes += lockstep.codesSeen;
    requests += lockstep.requestsAnswered;
  } catch (error) {
    process.stdout.write(`--seed ${run}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  played += framesPerToken;
  if (played % 150_000 === 0) process.stderr.write(`${played} frames\n`);
}
const seconds = (performance.now() - startMs) / 1000;
process.stdout.write(
  `${played} frames in ${seconds.toFixed(0)} s (${(played / seconds).toFixed(0)} a second), seeds ${seed} on: ` +
    `${requests} session requests answered, ${codes} codes seen, all right\n`,
);
