// The E object: checksums, conversions, random numbers, battery, watchdog, flags. The console's part is e-console.ts.
import { crc32 } from 'node:zlib';
import { types } from 'node:util';
import { byteString, bytesOf, bytesOfAll } from '../bytes.ts';
import { variablesOf } from '../memory.ts';
import { sourceOf } from '../packet-host.ts';
import { BoardError, Halt } from '../outcome.ts';
import { instructions } from '../processor.ts';
import type { Program } from '../program.ts';

export function installE(program: Program): void {
  const { realm } = program;
  const e = realm.library();
  realm.define(realm.global, 'E', e);
  const flags = realm.object();
  realm.define(realm.global, '#flags', flags);

  realm.methods(e, {
    CRC32: (_self, args) => {
      const bytes = bytesOfAll([args[0]]);
      program.spend(bytes.length * instructions.checkedByte);
      return crc32(bytes) >>> 0;
    },
    toString: (_self: unknown, args: ArrayLike<unknown>) => {
      const bytes = bytesOfAll(args);
      const whole = types.isAnyArrayBuffer(args[0]);
      program.spend(bytes.length * (whole ? instructions.bufferByte : instructions.copiedByte));
      return byteString(bytes);
    },
    toFlatString: (_self, args) => byteString(bytesOfAll(args)),
    toUint8Array: (_self, args) => realm.uint8Array(bytesOfAll(args)),
    toArrayBuffer: (_self, args) => {
      if (typeof args[0] !== 'string') return undefined;
      const buffer = realm.arrayBuffer(bytesOfAll([args[0]]));
      const { lastRead } = program.storage;
      if (program.description.storage.inPlace && lastRead?.text === args[0]) program.flashBuffers.add(buffer);
      return buffer;
    },
    toJS: (_self, args) => sourceOf(args[0]),
    asUTF8: (_self, args) => String(args[0]),
    fromUTF8: (_self, args) => String(args[0]),
    isUTF8: () => false,
    mapInPlace: (_self, args) => {
      mapInPlace(program, args);
    },
    sum: (_self, args) => Array.from(numbers(args[0])).reduce((sum, value) => sum + value, 0),
    variance: (_self, args) =>
      Array.from(numbers(args[0])).reduce((sum, value) => sum + (value - Number(args[1])) ** 2, 0),
    clip: (_self, args) => Math.max(Number(args[1]), Math.min(Number(args[2]), Number(args[0]))),
    reverseByte: (_self, args) => {
      let reversed = 0;
      for (let bit = 0; bit < 8; bit++) if (Number(args[0]) & (1 << bit)) reversed |= 128 >> bit;
      return reversed;
    },
    hwRand: () => program.noise.hardware(),
    srand: (_self, args) => {
      program.noise.seed(Number(args[0]));
    },
    getBattery: () => {
      const { emptyMillivolts, fullMillivolts, gauge } = program.description.battery;
      if (!gauge) return undefined;
      const part = (program.batteryMillivolts() - emptyMillivolts) / (fullMillivolts - emptyMillivolts);
      return Math.floor(Math.max(0, Math.min(1, part)) * 100);
    },
    getTemperature: () => 20,
    getErrorFlags: () => realm.array(program.errorFlags.take()),
    setFlags: (_self, args) => {
      Object.assign(flags, args[0]);
    },
    getFlags: () => realm.object(flags),
    enableWatchdog: (_self, args) => {
      const seconds = Number(args[0]);
      program.watchdog.start((seconds > 0 ? seconds : 1) * 1000, args[1] === undefined || Boolean(args[1]));
    },
    kickWatchdog: () => {
      program.watchdog.kick();
    },
    reboot: () => {
      throw new Halt('reboot');
    },
    getSizeOf: (_self, args) => variablesOf(args[0], program.description),
    // A host's strings have no address: only the one that Storage gave last is known to lie in flash.
    getAddressOf: (_self, args) => {
      const { lastRead, baseAddress } = program.storage;
      // Flash that is only mapped in software has no address that a pointer could hold.
      if (!program.description.storage.inPlace) return 0;
      return args[1] && lastRead !== undefined && lastRead.text === args[0] ? baseAddress + lastRead.offset : 0;
    },
    dumpStr: () => '',
    defrag: () => undefined,
    setBootCode: (_self, args) => {
      for (const name of ['.bootcde', '.bootrst']) program.storage.erase(name);
      if (typeof args[0] === 'string' && args[0] !== '')
        program.storage.write(args[1] ? '.bootrst' : '.bootcde', args[0]);
    },
    setTimeZone: () => undefined,
    stopEventPropagation: () => undefined,
    setClock: () => 0,
    lookupNoCase: (_self, args) => {
      const wanted = String(args[1]).toLowerCase();
      const haystack = args[0];
      if (typeof haystack !== 'object' || haystack === null) return undefined;
      const name = Object.keys(haystack).find((key) => key.toLowerCase() === wanted);
      if (name === undefined) return undefined;
      return args[2] ? name : (haystack as Record<string, unknown>)[name];
    },
  });
}

function numbers(value: unknown): ArrayLike<number> {
  if (types.isTypedArray(value)) return value as unknown as ArrayLike<number>;
  if (Array.isArray(value)) return value as number[];
  const bytes = bytesOf(value);
  if (bytes === undefined) throw new BoardError('Error', 'Expecting something iterable');
  return bytes;
}

/** E.mapInPlace(from, to, map?, bits?): a table or a function over the elements, or over groups of bits of them. */
function mapInPlace(program: Program, args: ArrayLike<unknown>): void {
  const [from, to, map] = [args[0], args[1], args[2]];
  const isBuffer = (value: unknown): value is ArrayBuffer => types.isTypedArray(value) || types.isAnyArrayBuffer(value);
  if (!isBuffer(from) || !isBuffer(to)) throw new BoardError('Error', 'First 2 arguments should be array buffers');
  if (map !== undefined && typeof map !== 'function' && !Array.isArray(map) && !isBuffer(map)) {
    throw new BoardError('Error', 'Third argument should be a function or array');
  }
  const source = elements(from);
  const target = elements(to);
  const bits = args[3] === undefined ? 0 : Number(args[3]);
  const values = bits === 0 ? source : grouped(source, bits);
  const table = typeof map === 'object' ? elements(map) : undefined;
  const count = Math.min(values.length, target.length);
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const mapped = typeof map === 'function' ? program.realm.call(map, undefined, [value, i]) : (table?.[value] ?? 0);
    target[i] = map === undefined ? value : Number(mapped ?? 0);
  }
  program.spend(count * (map === undefined ? instructions.mapThrough : instructions.mapWithTable));
}

function elements(value: object): { [index: number]: number; readonly length: number } {
  return types.isAnyArrayBuffer(value) ? new Uint8Array(value) : (value as Uint8Array);
}

/** The elements' bits in groups of `bits`, highest first; negative: lowest first. */
function grouped(source: ArrayLike<number>, bits: number): number[] {
  const width = Math.abs(bits);
  const mask = 2 ** width - 1;
  const groups: number[] = [];
  for (const byte of Array.from(source)) {
    for (let done = 0; done < 8; done += width)
      groups.push((bits > 0 ? byte >> (8 - width - done) : byte >> done) & mask);
  }
  return groups;
}
