// require("Flash"): reads and writes flash by address, below Storage. Only the pages of Storage are there.
import { bytesOfAll } from '../bytes.ts';
import type { RealmObject } from '../realm.ts';
import type { Program } from '../program.ts';

export function flashModule(program: Program): RealmObject {
  const { realm, storage } = program;
  const { bytes: size, pageBytes } = program.description.storage;
  const base = storage.baseAddress;
  const module = realm.object();
  realm.methods(module, {
    /** Past the end, nothing can be read: zeros. */
    read: (_self, args) => realm.uint8Array(storage.readAddress(Number(args[1]) - base, Math.max(0, Number(args[0])))),
    write: (_self, args) => {
      const data = bytesOfAll([args[0]]);
      const at = Number(args[1]) - base;
      if (at >= 0 && at + data.length <= size) storage.writeAligned(at, data);
    },
    erasePage: (_self, args) => {
      storage.erasePage(Number(args[0]) - base);
    },
    getPage: (_self, args) => {
      const at = Number(args[0]) - base;
      if (!(at >= 0 && at < size)) return undefined;
      return realm.object({ addr: base + at - (at % pageBytes), length: pageBytes });
    },
    getFree: () => realm.array([]),
  });
  return module;
}
