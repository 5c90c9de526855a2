// E.setConsole, E.setPassword and E.lockConsole. A console on LoopbackB talks to nobody: what it prints comes out of LoopbackA.
import { BoardError } from '../outcome.ts';
import type { RealmObject } from '../realm.ts';
import type { Program } from '../program.ts';

export function installEConsole(program: Program): void {
  const { realm, console } = program;
  const { device: port } = program.description.serial;
  const loopback = 'LoopbackB';
  const loopbackObject = realm.object();
  realm.define(loopbackObject, '#text', loopback);
  realm.define(realm.global, loopback, loopbackObject);
  program.setConsole = (device) => {
    if (console.device === device) return;
    if (console.echoing) console.print(`-> ${device ?? ''}\n`);
    const before = console.device;
    console.device = device;
    if (console.echoing) console.print(`<- ${before ?? ''}\n`);
  };
  realm.methods(realm.global['E'] as RealmObject, {
    setConsole: (_self, args) => {
      const wanted = args[0];
      const name =
        typeof wanted === 'object' && wanted !== null ? (wanted as { readonly '#text'?: unknown })['#text'] : wanted;
      if (name === null) program.setConsole(undefined, true);
      else if (name === port || name === loopback) program.setConsole(name, true);
      else throw new BoardError('Error', 'Unknown device type "undefined"');
    },
    getConsole: () => console.device ?? null,
    setPassword: (_self, args) => {
      console.password = args[0] === undefined ? undefined : String(args[0]);
    },
    lockConsole: () => {
      if (console.password !== undefined) console.locked = true;
    },
  });
}
