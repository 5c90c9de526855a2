// print, console, echo, trace, reset, load: what a program may do to its own console and interpreter.
import type { Native } from '../realm.ts';
import type { Program } from '../program.ts';

export function installConsoleFunctions(program: Program): void {
  const { realm } = program;
  const print: Native = (_self, args) => {
    program.console.printValues(args);
  };
  const log = realm.library();
  realm.methods(log, { log: print, debug: print, info: print, warn: print, error: print });
  realm.define(realm.global, 'console', log);
  realm.methods(realm.global, {
    print,
    echo: (_self, args) => {
      program.console.echo = Boolean(args[0]);
    },
    trace: () => undefined,
    dump: () => undefined,
    edit: () => undefined,
    reset: () => {
      program.afterwards({ kind: 'reset' });
    },
    load: (_self, args) => {
      program.afterwards({ kind: 'load', fileName: typeof args[0] === 'string' ? args[0] : undefined });
    },
    getSerial: () => '00000000-00000000',
  });
}
