// setWatch and clearWatch.
import { BoardError } from '../outcome.ts';
import { Watches } from '../watches.ts';
import { named } from './pin-functions.ts';
import type { Program } from '../program.ts';

const buttonDebounceMs = 25;

export function installWatches(program: Program): void {
  const { realm, pins } = program;
  const watches = new Watches(program.time, program.timers);
  program.clearWatches = () => {
    watches.removeAll();
  };
  pins.onEdge = (pin, level) => {
    watches.edge(pin, level);
  };

  realm.methods(realm.global, {
    setWatch: (_self, args) => {
      const fn = args[0];
      const pin = named(program, args[1]);
      const button = pins.isButton(pin);
      const given = args[2];
      const options =
        typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : { repeat: given };
      if (typeof fn !== 'function' && typeof fn !== 'string') {
        throw new BoardError('Error', 'Function or String not supplied!');
      }
      const debounce =
        options['debounce'] === undefined ? (button ? buttonDebounceMs : 0) : Number(options['debounce']);
      return watches.add(
        {
          pin,
          edge: edgeOf(options['edge'], button),
          debounceMs: debounce > 0 ? debounce : 0,
          repeat: Boolean(options['repeat']),
        },
        pins.read(pin),
        (event) => {
          program.turn(() => {
            const { state, time, lastTime } = event;
            program.callback(fn, undefined, [
              realm.object({ state: state === 1, lastTime, time, pin: program.pinObject(event.pin) }),
            ]);
          });
        },
      );
    },
    clearWatch: (_self, args) => {
      if (args.length === 0) {
        watches.removeAll();
        return;
      }
      if (args[0] === undefined) {
        throw new BoardError('Error', 'clearWatch(undefined) not allowed. Use clearWatch() instead');
      }
      const id = Number(args[0]);
      if (!watches.has(id)) throw new BoardError('Error', `Unknown Watch ${id}`);
      watches.remove(id);
    },
  });
}

function edgeOf(value: unknown, button: boolean): -1 | 0 | 1 {
  if (value === undefined) return button ? 1 : 0;
  if (value === 'rising') return 1;
  if (value === 'falling') return -1;
  if (value === 'both') return 0;
  if (typeof value === 'number') return value > 0 ? 1 : value < 0 ? -1 : 0;
  throw new BoardError('TypeError', "'edge' in setWatch should be 1, -1, 0, 'rising', 'falling' or 'both'");
}
