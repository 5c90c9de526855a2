// A conformance case on the real interpreter, which now and then breaks down while it reads its input: then the case is played once more.
import type { ConformanceCase } from './cases.ts';
import { play, type BoardConsole } from './play.ts';
import { InterpreterEnded } from './real-espruino.ts';

export interface Played {
  readonly printed: string;
  /** Why there was a second try: how the interpreter ended at the first; undefined: there was none. */
  readonly brokeDown: string | undefined;
}

/**
 * Plays it on a fresh console, and, where the interpreter was ended by a signal, on one more. Throws whatever else goes wrong, and
 * what goes wrong at the second try. An interpreter that ends by itself gets no second try: that is an answer.
 */
export async function playReal(open: () => Promise<BoardConsole>, example: ConformanceCase): Promise<Played> {
  try {
    return { printed: await playOnce(open, example), brokeDown: undefined };
  } catch (error) {
    if (!(error instanceof InterpreterEnded) || error.signal === undefined) throw error;
    return { printed: await playOnce(open, example), brokeDown: `ended by signal ${error.signal}` };
  }
}

async function playOnce(open: () => Promise<BoardConsole>, example: ConformanceCase): Promise<string> {
  const board = await open();
  try {
    return await play(board, example);
  } finally {
    await board.close();
  }
}
