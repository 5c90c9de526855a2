// Builds every product on every board into <output>/<product>/<board>/. All is built before anything is written.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boards } from '../../hardware/boards.ts';
import { budgetLine, buildProduct, keepsBudget, type BuiltProduct } from './product.ts';

/** The root of the checkout. */
export const root = join(import.meta.dirname, '..', '..');

/**
 * Builds and writes everything.
 * @param output folder; what it held is replaced
 * @param say takes a line for people
 * @param recordings folder of recorded voices; undefined: the usual one, where it exists
 * @throws Error when anything does not build, and then nothing is written; or, after writing, when a bundle is over its budget
 */
export async function buildAll(output: string, say: (line: string) => void, recordings?: string): Promise<void> {
  const built: BuiltProduct[] = [];
  for (const board of boards) {
    for (const product of board.products) {
      built.push(
        await buildProduct({ product, board, version: projectVersion(), firmware: join(root, 'firmware'), recordings }),
      );
    }
  }
  for (const one of built) {
    say(budgetLine(one));
    for (const note of one.notes) say(`  ${note}`);
  }
  rmSync(output, { recursive: true, force: true });
  for (const { manifest, files } of built) {
    const folder = join(output, manifest.product, manifest.board);
    mkdirSync(folder, { recursive: true });
    for (const { name, content } of files) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
  const over = built.filter((one) => !keepsBudget(one));
  if (over.length > 0) {
    const names = over.map(({ manifest }) => `${manifest.product} for ${manifest.board}`).join(', ');
    throw new Error(`${names}: the bundle is over its budget; make it smaller.`);
  }
}

function projectVersion(): string {
  const description: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (
    typeof description === 'object' &&
    description &&
    'version' in description &&
    typeof description.version === 'string'
  ) {
    return description.version;
  }
  throw new Error('package.json has no version.');
}
