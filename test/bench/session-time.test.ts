// How long a technician waits for a session and an issue, at the most: the tokens that are recorded (costs.test.ts keeps them true), at the
// dearest price that a token had on the real interpreter (token-price.ts), on a 64 MHz nRF52. The estimate is good to 30 %.
import { expect, it } from 'vitest';
import { boards } from '../../hardware/boards.ts';
import { millisecondsOf } from './estimate.ts';
import { readRecordedCosts } from './regression.ts';

const instructionsPerToken = 1700;
const mostSeconds = { native: 2, own: 15, none: 0 };

it.each(Object.entries(readRecordedCosts().costs))('session and issue of %s', (title, { steps }) => {
  const board = boards.find(({ name }) => title.endsWith(` on ${name}`))!;
  const tokens = ['hello', 'open session', 'issue'].reduce((sum, step) => sum + steps[step]!.tokens!, 0);
  const seconds = millisecondsOf(tokens * instructionsPerToken) / 1000;
  expect(seconds).toBeGreaterThan(0.1);
  expect(seconds).toBeLessThan(mostSeconds[board.hashes.sha256]);
});
