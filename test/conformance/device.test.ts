// The firmware that was built, on the real interpreter: the device check's steps, on every product and board that it can be
// dressed up as. Only with ESPRUINO=/path/to/espruino.
import { describe, expect, test } from 'vitest';
import { builtProducts } from '../bench/built.ts';
import { Bench } from '../device/bench.ts';
import { checkProduct, productOf } from '../device/check.ts';
import { RealBoard } from '../device/real-board.ts';
import { identify } from './real-console.ts';

const binary = process.env['ESPRUINO'] ?? '';
const checkTimeoutMs = 600_000;
/** Longer than a press, shorter than anybody waits for its edge. */
const sleepMs = 1500;

describe.skipIf(binary === '')('the built firmware on the real interpreter', () => {
  test.for(builtProducts().map((built) => [built.title, built] as const))(
    '%s passes every step of the check',
    { timeout: checkTimeoutMs },
    async ([_title, built], { skip }) => {
      const { steps, notRun } = await checkProduct(binary, await identify(binary), built, () => {});
      // Nothing was checked, which must not look like a pass.
      if (notRun !== undefined) skip(notRun);
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.filter(({ result }) => result === 'failed')).toEqual([]);
    },
  );

  test('a press is not lost on a machine that sleeps through it', { timeout: checkTimeoutMs }, async () => {
    const built = builtProducts().find((one) => one.board.keys.length === 1)!;
    const board = await RealBoard.start(binary, await identify(binary), built.board);
    try {
      const bench = new Bench(board, productOf(built));
      await bench.flash();
      const { processId } = board.device;
      process.kill(processId, 'SIGSTOP');
      setTimeout(() => process.kill(processId, 'SIGCONT'), sleepMs);
      expect((await board.press()).texts.length).toBeGreaterThan(0);
    } finally {
      await board.close();
    }
  });
});
