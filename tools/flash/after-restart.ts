// A board that was told to start anew: what it is when it is back.
import type { BoardDescription } from '../../hardware/board.ts';
import { Failure } from '../failure.ts';
import { greet, type Greeting } from '../session/greeting.ts';
import type { Station } from '../station.ts';

// A board's interpreter starts in well under a second, a USB port comes back in a few.
const restartWithinMs = 30_000;
const restartPauseMs = 500;

/** Greets until the board, after a restart, is what `isIt` wants; fails with `link-silent` when it never is. */
export async function greetAfterRestart(
  station: Station,
  description: BoardDescription,
  isIt: (greeting: Greeting) => boolean,
): Promise<Greeting> {
  const { surroundings } = station;
  const endMs = surroundings.steadyMs() + restartWithinMs;
  for (;;) {
    await station.wait(restartPauseMs);
    try {
      const greeting = await greet(await station.wire(description.serial.baud));
      if (isIt(greeting)) return greeting;
      if (surroundings.steadyMs() > endMs) {
        throw new Failure(
          'link-silent',
          `The board came back as ${words[greeting.kind]}, which is not what was asked of it.`,
        );
      }
    } catch (failure) {
      const passing = failure instanceof Failure && /^link-/.test(failure.code) && surroundings.steadyMs() <= endMs;
      if (!passing) throw failure;
      await station.hangUp();
    }
  }
}

const words = { token: 'a token', 'locked-console': 'a locked console', 'open-console': 'an open console' };
