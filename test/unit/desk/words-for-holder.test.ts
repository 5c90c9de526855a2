// What whoever types a code in is told when it is refused: what a holder can do, never a technician's advice.
import { expect, it } from 'vitest';
import { wordsForHolder } from '../../../simulator/desk/demonstration.ts';

it('says what a holder can do about a refused code', () => {
  const used = 'That code was used already, or a later one was: wait for the next code on the token, and type that.';
  const wrong = 'That is not a code of KK-1000001 within 1 steps of 30 s around now: issue the credential again.';
  expect(wordsForHolder(used)).toBe('it was used already: wait for the next code, and type that');
  expect(wordsForHolder(wrong)).toBe(
    'it does not match: press the button, and type the code that is on the screen now',
  );
});
