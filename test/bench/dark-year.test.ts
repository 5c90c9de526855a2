// A code costs what it must: between presses nothing runs. A year in the dark on the virtual board, without one wake-up.
import { expect, test } from 'vitest';
import { builtProducts } from './built.ts';
import { CountedToken } from './counted-token.ts';

const yearSeconds = 365 * 86_400;

test.each(builtProducts().map((built) => [built.title, built] as const))('%s sleeps for a year', (_, built) => {
  const token = new CountedToken(built);
  token.start();
  token.hello();
  token.open();
  token.issue();
  token.setClock();
  token.pressUntil(true);
  token.release();
  token.hide();
  token.release();
  token.pullCable();
  const cost = token.cost(() => token.pass(yearSeconds));
  expect(cost).toMatchObject({ wakeUps: 0, tokens: 0, flashBytesWritten: 0, serialBytes: 0 });
  // It was alive all the time.
  token.pressUntil(true);
});
