// Where programs take time: filling a typed array takes some, an element at a time.
import { instructions } from '../processor.ts';
import type { Program } from '../program.ts';

type Fill = (value: number, start?: number, end?: number) => unknown;

export function installTimedArrays(program: Program): void {
  const { realm } = program;
  const { prototype } = realm.global['Uint8Array'] as { readonly prototype: Uint8Array };
  const shared = Object.getPrototypeOf(prototype) as { readonly fill: Fill };
  const { fill } = shared;
  realm.methods(shared, {
    fill: (self, args) => {
      const array = self as Uint8Array;
      const [value, start = 0, end = array.length] = [Number(args[0]), args[1], args[2]] as [number, number?, number?];
      program.spend(Math.max(0, Math.min(end, array.length) - start) * instructions.filledElement);
      Reflect.apply(fill, array, [value, start, end]);
      return array;
    },
  });
}
