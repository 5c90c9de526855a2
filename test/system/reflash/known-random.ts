// The same random bytes in every second run of a process: two runs that do the same then write the same, down to their keys and nonces.
// Another process has others.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

let drawn = 0;
let runName = '';

/** Calls of `randomBytes` since the sequence began. */
export function randomDrawn(): number {
  return drawn;
}

/** The sequence of runs with that name begins. */
export function restartRandom(name: string): void {
  drawn = 0;
  runName = name;
}

/** From now on `randomBytes` of node:crypto, also where it was imported already, gives a sequence that can be begun again. */
export function knowRandom(): void {
  const seed = crypto.randomBytes(32);
  const next = (length: number): Buffer => {
    const block = crypto.createHmac('sha256', seed).update(`${runName} ${drawn++}`).digest();
    if (length > block.length) throw new Error(`${length} random bytes at once were not foreseen`);
    return block.subarray(0, length);
  };
  Object.assign(crypto, { randomBytes: next });
  syncBuiltinESMExports();
}
