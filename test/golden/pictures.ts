// Pictures that were looked at and approved, pixel by pixel. UPDATE_GOLDEN=1 writes what is drawn now: look at it before
// it is committed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decode } from 'fast-png';
import { expect } from 'vitest';

/** Holds a PNG against test/golden/NAME.png. */
export function expectPicture(name: string, png: Uint8Array): void {
  const file = join(import.meta.dirname, `${name}.png`);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, png);
  }
  expect(existsSync(file), `there is no golden picture ${name}: look at it, then UPDATE_GOLDEN=1`).toBe(true);
  const now = decode(png);
  const golden = decode(readFileSync(file));
  expect([now.width, now.height]).toEqual([golden.width, golden.height]);
  expect(Buffer.from(now.data.buffer).equals(Buffer.from(golden.data.buffer)), `${name} is drawn differently`).toBe(
    true,
  );
}
