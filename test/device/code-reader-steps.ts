// What a code reader must do on a board, seen and over its wire: its voice is another test's. It is flashed with one language, so that it fits.
import { filesOf, type Bench } from './bench.ts';
import { lastSteps, timeBased } from './code-display-steps.ts';
import { lockSteps } from './lock-steps.ts';
import type { Step } from './step.ts';

const afterPowerCut = async (bench: Bench): Promise<string> => {
  await bench.board.restart();
  return await bench.nextCode();
};

/** From the dark: a session leaves the panel as it was, and only time or a power cut makes it dark. */
const fromTheDark = (step: Step): Step => ({
  ...step,
  take: async (bench) => {
    await bench.board.restart();
    return await step.take(bench);
  },
});

export const codeReaderSteps: readonly Step[] = [
  {
    name: 'flash with klarkode',
    take: async (bench) => {
      const runs = await bench.flash();
      bench.listen();
      bench.heard = '';
      return `${filesOf(bench).list().length} files${runs === 1 ? '' : `, in ${runs} runs`}`;
    },
  },
  {
    name: 'says who it is',
    take: async (bench) => {
      const { token } = (await bench.must(['status'])) as { readonly token: Record<string, unknown> };
      const { product, board } = token;
      if (product !== bench.product.product || board !== bench.board.description.name)
        throw new Error(`it says that it is ${String(product)} on ${String(board)}`);
      return `${product} on ${board}`;
    },
  },
  {
    name: 'event-based code',
    take: async (bench) => {
      await bench.issue('hotp', 'SHA1', 6);
      return await bench.nextCode();
    },
  },
  { name: 'next code after a power cut', take: afterPowerCut },
  ...lockSteps,
  {
    name: 'flash again: the credential stays',
    take: async (bench) => {
      await bench.flash();
      return await bench.nextCode();
    },
  },
  fromTheDark(timeBased('SHA256', 8)),
  fromTheDark(timeBased('SHA512', 8)),
  fromTheDark(timeBased('SHA1', 6)),
  ...lastSteps.map(fromTheDark),
];
