// What a code display must do on a board: what every token must, and show on one key who it is.
import { cableSteps } from './cable-steps.ts';
import type { Step } from './step.ts';
import { eventBasedSteps, firstSteps, laterSteps } from './token-steps.ts';

/** A key held for longer than a second asks for the info screen. */
const infoHoldMs = 1400;

export const codeDisplaySteps: readonly Step[] = [
  ...firstSteps,
  ...eventBasedSteps,
  {
    name: 'info screen uses up no code',
    take: async (bench) => {
      const { texts } = await bench.show(infoHoldMs);
      if (!texts.some((text) => text.includes(bench.product.firmwareHash.slice(0, 8))))
        throw new Error(`the info screen does not name the firmware: ${JSON.stringify(texts)}`);
      return `then ${await bench.nextCode()}`;
    },
  },
  ...cableSteps,
  ...laterSteps,
];
