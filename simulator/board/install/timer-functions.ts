// setTimeout and its relatives, getTime and setTime.
import { BoardError } from '../outcome.ts';
import type { Program } from '../program.ts';

const longestMs = 100 * 365 * 24 * 3600 * 1000;

export function installTimers(program: Program): void {
  const { realm, timers, time } = program;

  const start = (args: ArrayLike<unknown>, repeats: boolean): number => {
    const fn = args[0];
    if (typeof fn !== 'function' && typeof fn !== 'string') {
      throw new BoardError('Error', 'Function or String not supplied!');
    }
    const milliseconds = Number(args[1]);
    if (milliseconds > longestMs) throw new BoardError('Error', 'Interval is too long (>100 years)');
    const given = Array.from(args).slice(2);
    const id = timers.add(
      // From when it is asked for, which is later than the turn's beginning.
      milliseconds + (program.nowMs - time.nowMs),
      () => {
        program.turn(() => {
          // An interval that was interrupted is taken away; one that only threw goes on.
          if (program.callback(fn, undefined, given) === 'halted' && repeats) {
            timers.remove(id);
            program.errorFlags.raise('CALLBACK');
            program.console.print('Ctrl-C while processing interval - removing it.\n');
          }
        });
      },
      repeats ? milliseconds : undefined,
    );
    return id;
  };

  const clear = (args: ArrayLike<unknown>, what: string): void => {
    if (args.length === 0) {
      timers.clear();
      return;
    }
    if (args[0] === undefined) {
      throw new BoardError('Error', `${what}(undefined) not allowed. Use ${what}() instead`);
    }
    timers.remove(Number(args[0]));
  };

  realm.methods(realm.global, {
    setTimeout: (_self, args) => start(args, false),
    setInterval: (_self, args) => start(args, true),
    clearTimeout: (_self, args) => {
      clear(args, 'clearTimeout');
    },
    clearInterval: (_self, args) => {
      clear(args, 'clearInterval');
    },
    changeInterval: (_self, args) => {
      if (!timers.change(Number(args[0]), Number(args[1]))) throw new BoardError('Error', 'Unknown Interval');
    },
    getTime: () => program.nowMs / 1000,
    setTime: (_self, args) => {
      time.nowMs = Number(args[0]) * 1000;
    },
  });
}
