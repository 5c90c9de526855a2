// The manifest of one product on one board: what the technician's tool writes, in which order, and how it checks the result.
import { createHash } from 'node:crypto';
import type { BoardDescription, HashSource } from '../../hardware/board.ts';
import { crc32 } from '../core/crc32.ts';

/** One file that goes on the board. */
export interface BuiltFile {
  readonly name: string;
  readonly content: Buffer;
  /** Languages that need the file; undefined: every unit does. */
  readonly languages?: readonly string[];
}

export interface Manifest {
  readonly format: 1;
  readonly product: string;
  readonly board: string;
  readonly version: string;
  /** Name of the file that holds the application. */
  readonly bundle: string;
  /** SHA-256 of that file, 64 hex digits. */
  readonly firmwareHash: string;
  /** Most bytes that it may have. */
  readonly budgetBytes: number;
  /** In the order in which they are to be written. */
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    /** 8 hex digits, as Espruino's E.CRC32 gives it. */
    readonly crc32: string;
    readonly sha256: string;
    readonly languages?: readonly string[];
  }[];
  /** Where each hash comes from on this board; a credential that needs one of `none` is refused. */
  readonly hashes: { readonly SHA1: HashSource; readonly SHA256: HashSource; readonly SHA512: HashSource };
}

export interface ManifestFacts {
  readonly product: string;
  readonly board: BoardDescription;
  readonly version: string;
  readonly bundle: string;
  readonly budgetBytes: number;
  readonly files: readonly BuiltFile[];
}

/**
 * The manifest of these files.
 * @throws Error when none of them is the bundle
 */
export function manifestOf({ product, board, version, bundle, budgetBytes, files }: ManifestFacts): Manifest {
  const app = files.find((file) => file.name === bundle);
  if (!app) throw new Error(`There is no ${bundle} among the files of ${product} for ${board.name}.`);
  return {
    format: 1,
    product,
    board: board.name,
    version,
    bundle,
    firmwareHash: sha256Of(app.content),
    budgetBytes,
    files: files.map(({ name, content, languages }) => ({
      name,
      bytes: content.length,
      crc32: crc32Of(content).toString(16).padStart(8, '0'),
      sha256: sha256Of(content),
      ...(languages ? { languages } : {}),
    })),
    hashes: { SHA1: board.hashes.sha1, SHA256: board.hashes.sha256, SHA512: board.hashes.sha512 },
  };
}

export function crc32Of(content: Buffer): number {
  return crc32(content.toString('latin1'));
}

/** 64 hex digits. */
export function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
