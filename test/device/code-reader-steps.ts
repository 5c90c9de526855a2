// What a code reader must do on a board: what every token must, and answer to each of its keys with what is seen and heard. All
// that it says is compared with the clips of its voice, sample by sample.
import type { Bench } from './bench.ts';
import { codeSaid, hear } from './hearing.ts';
import type { Step } from './step.ts';
import { eventBasedSteps, firstSteps, laterSteps } from './token-steps.ts';

const digits = 6;
/** Into the code that is being said, but not to its end. */
const intoSpeechMs = 500;

/** Presses a key: it must say that, and show it. */
const answers = async (bench: Bench, key: string, wanted: string, shown: RegExp): Promise<string> => {
  bench.board.takeSounds();
  const { texts } = await bench.board.press(undefined, key);
  const said = (await hear(bench.board)).map(({ name }) => name).join(' ');
  if (!said.startsWith(wanted)) throw new Error(`after ${key} it says "${said}", and not "${wanted}"`);
  if (!texts.some((text) => shown.test(text))) throw new Error(`after ${key} it shows ${texts.join(' / ')}`);
  return `${key}: ${said}`;
};

const ownSteps: readonly Step[] = [
  {
    name: 'each key says what it did, and shows it',
    take: async (bench) => {
      await bench.darkness();
      const said = [
        await answers(bench, 'up', 'device newCode one of', /Device/),
        await answers(bench, 'down', 'battery two of', /Battery/),
        await answers(bench, 'up', 'newCode one of', /New code/),
      ];
      await bench.darkness();
      said.push(await answers(bench, 'down', 'settings volume one of', /Settings/));
      said.push(await answers(bench, 'next', 'four', /4/));
      return said.join('; ');
    },
  },
  {
    name: 'a headset is noticed',
    take: async (bench) => {
      const said: string[] = [];
      for (const plugged of [true, false]) {
        await bench.darkness();
        bench.board.takeSounds();
        bench.board.setHeadset(plugged);
        said.push((await hear(bench.board)).map(({ name }) => name).join(' '));
      }
      if (said.join() !== 'headsetIn,headsetOut') throw new Error(`in and out again, it says "${said.join(', ')}"`);
      return said.join(', ');
    },
  },
  {
    name: 'a key silences it',
    take: async (bench) => {
      await bench.darkness();
      bench.board.takeSounds();
      await bench.board.press();
      bench.counter++;
      await bench.board.pause(intoSpeechMs);
      await bench.board.press(undefined, 'next');
      const said = await hear(bench.board);
      if (codeSaid(said, digits) !== undefined) throw new Error('the code is said to its end all the same');
      return `after "${said.map(({ name, isCut }) => `${name}${isCut ? '...' : ''}`).join(' ')}"`;
    },
  },
];

export const codeReaderSteps: readonly Step[] = [
  ...firstSteps,
  {
    name: 'settings: dark after 10 s, no code is too short to type',
    take: async (bench) => {
      const { settings } = await bench.must(['settings', '--show-seconds', '10', '--least-seconds', '0']);
      const { showSeconds, leastSeconds } = settings as Record<string, unknown>;
      if (String(showSeconds) !== '10' || String(leastSeconds) !== '0')
        throw new Error(`it has ${String(showSeconds)} and ${String(leastSeconds)} afterwards`);
      return 'both are kept';
    },
  },
  ...eventBasedSteps,
  ...ownSteps,
  ...laterSteps,
];
