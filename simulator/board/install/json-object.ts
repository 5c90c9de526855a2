// JSON.stringify and JSON.parse.
import { jsonText, parseJson } from '../json.ts';
import type { RealmObject } from '../realm.ts';
import type { Program } from '../program.ts';

const widestIndent = 10;

export function installJson(program: Program): void {
  const { realm } = program;
  realm.methods(realm.global['JSON'] as RealmObject, {
    stringify: (_self, args) => {
      const [value, replacer, space] = [args[0], args[1], args[2]];
      const indent = typeof space === 'number' ? ' '.repeat(Math.min(space, widestIndent)) : space;
      return jsonText(value, {
        prepare: (key, item) => prepared(program, replacer, key, item),
        indent: typeof indent === 'string' && indent !== '' ? indent : undefined,
      });
    },
    parse: (_self, args) => parseJson(String(args[0]), realm, false),
  });
}

function prepared(program: Program, replacer: unknown, key: string, item: unknown): unknown {
  const { toJSON } = (typeof item === 'object' && item !== null ? item : {}) as { readonly toJSON?: unknown };
  const value = typeof toJSON === 'function' ? program.realm.call(toJSON, item, [key]) : item;
  return typeof replacer === 'function' ? program.realm.call(replacer, undefined, [key, value]) : value;
}
