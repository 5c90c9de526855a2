// How big the flashed bundles are, against the budget that the build wrote beside them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFirmware } from '../../tools/setup/firmware.mjs';
import { root } from '../../tools/setup/root.mjs';
import type { Figure } from './figure.ts';

interface Manifest {
  readonly product: string;
  readonly board: string;
  readonly bundle: string;
  readonly budgetBytes: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

export async function bundleBytes(): Promise<readonly Figure[]> {
  if (!(await ensureFirmware())) throw new Error('the firmware could not be built');
  return manifests().map(({ product, board, bundle, budgetBytes, files }) => {
    const file = files.find(({ name }) => name === bundle);
    if (file === undefined) throw new Error(`the manifest of ${product} on ${board} lists no ${bundle}`);
    return {
      title: `bundle, ${product} on ${board}`,
      value: file.bytes,
      unit: 'bytes',
      budget: budgetBytes,
      bound: 'at most',
    };
  });
}

function manifests(): Manifest[] {
  const output = join(root, 'dist', 'firmware');
  return readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('manifest.json'))
    .toSorted()
    .map((path) => JSON.parse(readFileSync(join(output, path), 'utf8')) as Manifest);
}
