// What the build left in dist/firmware: a manifest for every product and board, and the files that it names.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { boardNamed, boards } from '../../hardware/boards.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import { root } from '../../tools/setup/root.mjs';

export interface Built {
  /** `code-display on pixljs`. */
  readonly title: string;
  readonly board: BoardDescription;
  readonly bundle: string;
  readonly budgetBytes: number;
  /** In the order in which they are written to the board. */
  readonly files: readonly {
    readonly name: string;
    readonly content: Buffer;
    /** The languages that it is for; undefined: all. */
    readonly languages: readonly string[] | undefined;
  }[];
}

interface Manifest {
  readonly product: string;
  readonly board: string;
  readonly bundle: string;
  readonly budgetBytes: number;
  readonly files: readonly { readonly name: string; readonly languages?: readonly string[] }[];
}

/** Everything that was built, in the order of the paths. Throws when a manifest names a board that there is not. */
export function builtProducts(): Built[] {
  const output = join(root, 'dist', 'firmware');
  return readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('manifest.json'))
    .toSorted()
    .map((path) => {
      const manifest = JSON.parse(readFileSync(join(output, path), 'utf8')) as Manifest;
      const board = boardNamed(manifest.board);
      if (board === undefined) throw new Error(`dist/firmware/${path} is for ${manifest.board}, which is no board`);
      return {
        title: `${manifest.product} on ${manifest.board}`,
        board,
        bundle: manifest.bundle,
        budgetBytes: manifest.budgetBytes,
        files: manifest.files.map(({ name, languages }) => ({
          name,
          content: readFileSync(join(output, dirname(path), name)),
          languages,
        })),
      };
    });
}

/** @throws when there is no board of that name: a misspelt one must not count as measured */
export function mustBeBoard(name: string): void {
  const names = boards.map((board) => board.name);
  if (!names.includes(name)) throw new Error(`There is no board "${name}". There are: ${names.join(', ')}.`);
}

/** Storage's header and padding of a file, and room for a device's dressing and for records. */
const fileOverheadBytes = 35;
const workingBytes = 6000;

/** Bytes of Storage that it takes on a device, with the voices and words of these languages; undefined: of all. */
export function storageBytesOf({ files }: Built, languages: readonly string[] | undefined): number {
  return files
    .filter((file) => languages === undefined || (file.languages?.some((one) => languages.includes(one)) ?? true))
    .reduce((sum, { content }) => sum + content.length + fileOverheadBytes, workingBytes);
}

/** Whether it fits, with two languages. */
export function fitsInto(built: Built, storageBytes: number): boolean {
  return storageBytesOf(built, ['en', 'da']) <= storageBytes;
}
