// Builds everything that goes on one board to make it one product. The same sources give the same bytes, on any machine.
import { join } from 'node:path';
import type { BoardDescription } from '../../hardware/board.ts';
import { textFont } from '../core/machine.ts';
import { bootGlobals, bootText } from './boot.ts';
import { bundle, bundledSources } from './bundle.ts';
import { buildConstants } from './constants.ts';
import { refuseForeignDialect } from './dialect.ts';
import { globalsOf } from './dialect/globals.ts';
import { fontFile } from './font-file.ts';
import { fontsFor } from './fonts.ts';
import { languageFiles } from './language-files.ts';
import { crc32Of, manifestOf, sha256Of, type BuiltFile, type Manifest } from './manifest.ts';
import { keptNames } from './names.ts';

export interface ProductOptions {
  /** `code-display`: a file in firmware/products. */
  readonly product: string;
  readonly board: BoardDescription;
  /** Of package.json. */
  readonly version: string;
  /** Path of the firmware folder. */
  readonly firmware: string;
  /** Folder of recorded voices; undefined: the usual one, where it exists (firmware/voice/README.md). */
  readonly recordings?: string | undefined;
}

export interface BuiltProduct {
  readonly manifest: Manifest;
  /** In the order in which they are to be written: `.boot0`, which locks the console, comes last. */
  readonly files: readonly BuiltFile[];
  /** What people should know of it, a line each. */
  readonly notes: readonly string[];
}

/** Most bytes that a product's bundle may have. */
export const budgetBytes: Readonly<Record<string, number>> = {
  'code-display': 16 * 1024,
  'code-reader': 24 * 1024,
};

const appName = 'kk.app';

/**
 * One product on one board.
 * @throws Error when the source does not bundle, Espruino would not run the result, a word can't be shown, or the product is unknown
 */
export async function buildProduct({
  product,
  board,
  version,
  firmware,
  recordings,
}: ProductOptions): Promise<BuiltProduct> {
  const budget = budgetBytes[product];
  if (budget === undefined) {
    const known = Object.keys(budgetBytes).join(', ');
    throw new Error(`hardware/boards/${board.name}.ts names the product "${product}"; there are: ${known}.`);
  }
  const options = {
    entry: join(firmware, 'products', `${product}.ts`),
    firmware,
    displayDriver: board.display.driver,
    constants: buildConstants(product, board, version),
  };
  const text = await bundle({ ...options, keptNames: keptNames(firmware, await bundledSources(options)) });
  const globals = globalsOf(board);
  refuseForeignDialect(appName, text, globals);
  const app = Buffer.from(text, 'latin1');
  const boot = bootText({ crc32: crc32Of(app), sha256: sha256Of(app) });
  refuseForeignDialect('.boot0', boot, [...globals, ...bootGlobals]);
  const fonts = fontsFor(board.display);
  const font = fonts[textFont];
  if (!font) throw new Error('firmware/build/fonts.ts makes no font for text.');
  const spoken = await languageFiles({ product, screenWidth: board.display.width, font, recordings });
  const files: BuiltFile[] = [
    { name: appName, content: app },
    { name: 'kk.font', content: fontFile(fonts) },
    ...spoken.files,
    { name: '.boot0', content: Buffer.from(boot, 'latin1') },
  ];
  const manifest = manifestOf({ product, board, version, bundle: appName, budgetBytes: budget, files });
  return { files, manifest, notes: spoken.notes };
}

/** One line for people: what was built and how much of its budget it takes. */
export function budgetLine({ manifest, files }: BuiltProduct): string {
  const figures = files.map(({ name, content }) =>
    name === manifest.bundle
      ? `${name} ${thousands(content.length)} / ${thousands(manifest.budgetBytes)} bytes (${Math.ceil((100 * content.length) / manifest.budgetBytes)} %)`
      : `${name} ${thousands(content.length)}`,
  );
  return [`${manifest.product} ${manifest.board}`, ...figures].join('  ');
}

/** Whether the bundle keeps its budget. */
export function keepsBudget({ manifest, files }: BuiltProduct): boolean {
  return files.every(({ name, content }) => name !== manifest.bundle || content.length <= manifest.budgetBytes);
}

function thousands(value: number): string {
  return value.toLocaleString('en-US');
}
