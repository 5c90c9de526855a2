// Storage against a map: whatever is written, erased and compacted, the same comes back after a restart; and a power
// cut at any byte of a write or an erasure touches no other file.
import { describe, expect, it } from 'vitest';
import { Flash, PowerCut } from '../../../simulator/board/flash.ts';
import { FlashStorage, StorageError } from '../../../simulator/board/storage.ts';
import { fc, runs } from '../../chance/property.ts';

const PAGE = 512;
const PAGES = 6;

type Operation =
  | { readonly kind: 'write'; readonly name: string; readonly data: string; readonly room: number }
  | { readonly kind: 'fill'; readonly name: string; readonly data: string; readonly offset: number }
  | { readonly kind: 'erase'; readonly name: string }
  | { readonly kind: 'compact' }
  | { readonly kind: 'restart' };

const name = fc.constantFrom('a', 'kk.c0', 'kk.c1', 'kk.app', '.boot0');
const data = fc
  .tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 0, max: 254 }))
  .map(([length, first]) => Array.from({ length }, (_, i) => String.fromCharCode((first + i * 7) % 255)).join(''));
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), name, data, room: fc.nat({ max: 60 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('fill' as const), name, data, offset: fc.integer({ min: 1, max: 700 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('erase' as const), name }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'compact' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);

/** Does it on the map as the documentation says it, given whether Storage threw. */
function expectInMap(files: Map<string, string>, step: Operation, error: string | undefined): void {
  if (step.kind === 'erase') files.delete(step.name);
  if (step.kind === 'write') {
    // Without room for the new file the old one is gone all the same.
    if (error === undefined) files.set(step.name, step.data.padEnd(step.data.length + step.room, '\xff'));
    else files.delete(step.name);
  }
  const old = step.kind === 'fill' ? files.get(step.name) : undefined;
  if (step.kind === 'fill' && old !== undefined && error === undefined) {
    const end = step.offset + step.data.length;
    files.set(step.name, old.slice(0, step.offset) + step.data + old.slice(end));
  }
}

function run(storage: FlashStorage, step: Operation): string | undefined {
  try {
    if (step.kind === 'write') storage.write(step.name, step.data, 0, step.data.length + step.room);
    else if (step.kind === 'fill') storage.write(step.name, step.data, step.offset);
    else if (step.kind === 'erase') storage.erase(step.name);
    else if (step.kind === 'compact') storage.compact();
    return undefined;
  } catch (error) {
    if (error instanceof StorageError) return error.message;
    throw error;
  }
}

function powerFails(storage: FlashStorage, step: Operation): boolean {
  try {
    run(storage, step);
    return false;
  } catch (error) {
    if (error instanceof PowerCut) return true;
    throw error;
  }
}

function contents(flash: Flash): Map<string, string> {
  const storage = new FlashStorage(flash);
  return new Map(storage.list().map((file) => [file, storage.read(file)!]));
}

/** Whether filling is allowed there: only erased bytes within the file. */
function mayFill(files: Map<string, string>, step: Operation): boolean {
  if (step.kind !== 'fill') return true;
  const there = files.get(step.name)?.slice(step.offset, step.offset + step.data.length);
  return there !== undefined && there.length === step.data.length && /^\xff*$/.test(there);
}

describe('Storage', () => {
  it('behaves like a map of names to bytes, through compactions and restarts', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (steps) => {
        const flash = new Flash(PAGE * PAGES, PAGE);
        let storage = new FlashStorage(flash);
        const files = new Map<string, string>();
        for (const step of steps) {
          if (step.kind === 'restart') storage = new FlashStorage(flash);
          const error = run(storage, step);
          const allowed = step.kind !== 'fill' || mayFill(files, step);
          expect(step.kind === 'fill' && error === undefined).toBe(step.kind === 'fill' && allowed);
          expectInMap(files, step, error);
          expect(contents(flash)).toEqual(files);
          expect(new FlashStorage(flash).isValid()).toBe(true);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('always finds room when there is enough for two more copies', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.integer({ min: 1, max: 120 })), { maxLength: 120 }), (writes) => {
        const flash = new Flash(PAGE * PAGES, PAGE);
        const storage = new FlashStorage(flash);
        for (const [i, [file, length]] of writes.entries()) {
          const text = String.fromCharCode(65 + (i % 26)).repeat(length);
          expect(storage.write(file, text)).toBe(true);
          expect(storage.read(file)).toBe(text);
        }
      }),
    );
  });

  it('loses at most the file that was being written when the power fails at a byte', () => {
    const cut = fc.record({
      before: fc.array(operation, { maxLength: 25 }),
      last: operation.filter((step) => step.kind === 'write' || step.kind === 'erase'),
      at: fc.nat({ max: 800 }),
      tornMask: fc.constantFrom(0xff, 0xf0, 0x55, 0),
    });
    fc.assert(
      fc.property(cut, ({ before, last, at, tornMask }) => {
        const flash = new Flash(PAGE * PAGES, PAGE);
        const storage = new FlashStorage(flash);
        for (const step of before) run(storage, step);
        const files = contents(flash);
        flash.pagesErased = 0;
        flash.stepsUntilPowerCut = at;
        flash.tornMask = tornMask;
        fc.pre(powerFails(storage, last) && flash.pagesErased === 0);
        const after = contents(flash);
        const others = [...files].filter(([file]) => !('name' in last) || file !== last.name);
        expect(others.map(([file]) => [file, after.get(file)])).toEqual(others);
      }),
      { numRuns: runs(300) },
    );
  });
});
