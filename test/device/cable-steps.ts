// Where the UART is open only while a cable is there: the cable is pulled, and plugged in again.
import type { Step } from './step.ts';

/** It looks once a minute, and leaves out the look after an answer; with some seconds for a machine that is busy. */
const closedWithinMs = 130_000;
/** The plug's contacts have settled, or the board has started, even on a machine that is busy with other things. */
const soonMs = 5000;

export const cableSteps: readonly Step[] = [
  {
    name: 'cable pulled: the port closes; plugged in: it opens',
    impossible: ({ board }) =>
      board.description.serial.opensForCable === true ? undefined : 'its port is open whatever hangs on it',
    take: async (bench) => {
      const { board } = bench;
      const plugIn = async (): Promise<void> => {
        board.plugCable(true);
        await bench.portBecomes('open', soonMs);
        await bench.greet();
      };
      await bench.portBecomes('open', soonMs);
      try {
        board.plugCable(false);
        const closedAfterMs = await bench.portBecomes('closed', closedWithinMs);
        const codes = [await bench.nextCode()];
        await plugIn();
        // Power without a cable, as after a new cell.
        board.plugCable(false);
        await board.restart();
        await bench.portBecomes('closed', soonMs);
        codes.push(await bench.nextCode());
        await plugIn();
        await bench.must(['status']);
        return `closed after ${Math.round(closedAfterMs / 1000)} s, ${codes[0]!}; started without it, ${codes[1]!}; each time it answers again`;
      } finally {
        // Whatever went wrong, the steps after it need it.
        board.plugCable(true);
      }
    },
  },
];
