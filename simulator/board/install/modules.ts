// require and Modules: the built-in modules, modules that were added, and modules in Storage.
import { BoardError } from '../outcome.ts';
import { flashModule } from './flash-module.ts';
import { cryptoModule } from './hashes.ts';
import { storageModule } from './storage-object.ts';
import type { RealmObject } from '../realm.ts';
import type { Program } from '../program.ts';

export function installModules(program: Program): void {
  const { realm } = program;
  const cached = new Map<string, unknown>();
  const builtIn: Readonly<Record<string, () => RealmObject | undefined>> = {
    Storage: () => storageModule(program),
    Flash: () => flashModule(program),
    crypto: () => cryptoModule(program),
  };

  const fromSource = (source: string): unknown => {
    const module = realm.object({ exports: realm.object() });
    const wrapped = realm.evaluate(`(function(exports, module) {${source}\n})`, 'module');
    realm.call(wrapped, undefined, [module['exports'], module]);
    return module['exports'];
  };

  const load = (name: string): unknown => {
    if (cached.has(name)) return cached.get(name);
    let module: unknown = builtIn[name]?.();
    if (module === undefined) {
      const source = program.storage.read(name);
      if (source === undefined) throw new BoardError('Error', `Module "${name}" not found`);
      module = fromSource(source);
    }
    cached.set(name, module);
    return module;
  };

  const modules = realm.object();
  realm.define(realm.global, 'Modules', modules);
  realm.methods(realm.global, { require: (_self, args) => load(String(args[0])) });
  realm.methods(modules, {
    getCached: () => realm.array([...cached.keys()]),
    removeCached: (_self, args) => {
      cached.delete(String(args[0]));
    },
    removeAllCached: () => {
      cached.clear();
    },
    addCached: (_self, args) => {
      cached.set(String(args[0]), typeof args[1] === 'string' ? fromSource(args[1]) : args[1]);
    },
  });
}
