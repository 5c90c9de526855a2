// How far a token's clock is off: an interval with its ends in order, also when the wire is faster than was assumed.
import { expect, it } from 'vitest';
import { clockDifference } from '../../../tools/session/set-clock.ts';

/** The difference that is found when the answer takes `answerMs` and the wire is thought to take `lineMs`. */
async function found(answerMs: number, lineMs: number): Promise<{ least: number; most: number }> {
  let nowMs = 1_000_000;
  const session = {
    requestAt: (text: (added: number) => string) => {
      text(50);
      nowMs += answerMs;
      return Promise.resolve(['issued', 'set', '1000100']);
    },
  };
  return await clockDifference({ clock: { nowMs: () => nowMs } }, session, () => lineMs);
}

it('lies between the end of the question and the beginning of the answer', async () => {
  expect(await found(100, 60)).toEqual({ least: 0, most: 40 });
});

it('is not reversed on a wire that is faster than was assumed', async () => {
  expect(await found(10, 60)).toEqual({ least: 40, most: 90 });
});
