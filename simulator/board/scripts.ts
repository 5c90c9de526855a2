// Programs that were compiled, to be run in one board's world after the other: a virtual board boots the same bytes again and again.
import vm from 'node:vm';

const cache = new Map<string, vm.Script>();
const cachedScripts = 1024;

/** The program, compiled; it belongs to no context until it is run in one. Throws the engine's SyntaxError. */
export function compiled(source: string, fileName: string): vm.Script {
  const key = `${fileName}\0${source}`;
  let script = cache.get(key);
  if (script === undefined) {
    script = new vm.Script(source, { filename: fileName });
    if (cache.size >= cachedScripts) cache.delete(cache.keys().next().value!);
    cache.set(key, script);
  }
  return script;
}
