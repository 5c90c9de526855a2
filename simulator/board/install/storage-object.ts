// require("Storage") over the board's flash.
import { types } from 'node:util';
import { byteString, bytesOf } from '../bytes.ts';
import { parseJson } from '../json.ts';
import { sourceOf } from '../packet-host.ts';
import { BoardError } from '../outcome.ts';
import type { Native, RealmObject } from '../realm.ts';
import type { StorageFile } from '../storage.ts';
import type { Program } from '../program.ts';

export function storageModule(program: Program): RealmObject {
  const { realm, storage } = program;
  const module = realm.object();

  const read: Native = (_self, args) => storage.read(String(args[0]), integer(args[1]), integer(args[2]));
  realm.methods(module, {
    read,
    readJSON: (_self, args) => {
      const text = storage.read(String(args[0]));
      if (text === undefined) return undefined;
      try {
        return parseJson(text, realm, true);
      } catch (error) {
        if (args[1]) return undefined;
        throw error;
      }
    },
    readArrayBuffer: (_self, args) => {
      const bytes = storage.readArrayBuffer(String(args[0]));
      return bytes === undefined ? undefined : realm.arrayBuffer(bytes);
    },
    write: (_self, args) =>
      storage.write(String(args[0]), contentOf(program, args[1]), integer(args[2]), integer(args[3])),
    writeJSON: (_self, args) => storage.write(String(args[0]), sourceOf(args[1])),
    erase: (_self, args) => {
      storage.erase(String(args[0]));
    },
    eraseAll: () => {
      storage.eraseAll();
    },
    list: (_self, args) => realm.array(storage.list(matcher(program, args[0]), filterOf(args[1]))),
    hash: (_self, args) => storage.hash(matcher(program, args[0])),
    compact: () => {
      storage.compact();
    },
    getFree: () => storage.getFree(),
    getStats: () => realm.object({ ...storage.getStats() }),
    debug: () => undefined,
    optimise: () => undefined,
    open: (_self, args) =>
      fileObject(program, storage.open(String(args[0]), args[1] === undefined ? undefined : String(args[1]))),
  });
  return module;
}

function integer(value: unknown): number {
  return value === undefined ? 0 : Number(value) | 0;
}

/** A string, bytes of an array or a buffer, or an object as JSON. */
function contentOf(program: Program, value: unknown): string | Uint8Array | undefined {
  if (typeof value === 'string') return value;
  const plain = Object.prototype.toString.call(value) === '[object Object]';
  if (plain) {
    const { stringify } = program.realm.global['JSON'] as { readonly stringify: unknown };
    return String(program.realm.call(stringify, undefined, [value]));
  }
  // Wider elements are copied as they lie in memory, and only as many bytes as there are elements.
  if (types.isTypedArray(value) && value.BYTES_PER_ELEMENT > 1) {
    return Uint8Array.from(new Uint8Array(value.buffer, value.byteOffset, value.length));
  }
  return bytesOf(value);
}

function matcher(program: Program, pattern: unknown): ((name: string) => boolean) | undefined {
  if (pattern === undefined || pattern === null) return undefined;
  const { match } = (program.realm.global['String'] as { readonly prototype: { readonly match: unknown } }).prototype;
  return (name) => Boolean(program.realm.call(match, name, [pattern]));
}

function filterOf(value: unknown): { readonly sf?: boolean } | undefined {
  const wanted = (value as { readonly sf?: unknown } | undefined | null)?.sf;
  return wanted === undefined ? undefined : { sf: Boolean(wanted) };
}

function fileObject(program: Program, file: StorageFile): RealmObject {
  const { realm } = program;
  const object = realm.object();
  realm.methods(object, {
    read: (_self, args) => file.read(integer(args[0])),
    readLine: () => file.readLine(),
    getLength: () => file.getLength(),
    write: (_self, args) => {
      const bytes = bytesOf(args[0]);
      if (bytes === undefined) throw new BoardError('Error', 'Expecting a string');
      file.write(byteString(bytes));
    },
    erase: () => {
      file.erase();
    },
  });
  return object;
}
