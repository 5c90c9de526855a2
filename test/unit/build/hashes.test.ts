// Where each board's hashes come from: what the board's file says is in its bundle, and in the table that people read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoardDescription, HashSource } from '../../../hardware/board.ts';
import { boards } from '../../../hardware/boards.ts';
import { root } from '../../../tools/setup/root.mjs';
import { builtProducts } from '../../bench/built.ts';

const sourcesOf = ({ hashes }: BoardDescription): Record<string, HashSource> => ({
  SHA1: hashes.sha1,
  SHA256: hashes.sha256,
  SHA512: hashes.sha512,
});

/** Where a bundle takes it from: a hash that is made has its name, and one of the interpreter's is asked of its module. */
function sourceIn(bundle: string, hash: string): HashSource {
  if (!bundle.includes(`"${hash}"`)) return 'none';
  return new RegExp(`[\\w$]\\.${hash}\\b`).test(bundle) ? 'native' : 'own';
}

describe.each(builtProducts().map((built) => [built.title, built] as const))(
  '%s',
  (_title, { board, bundle, files }) => {
    const text = files.find(({ name }) => name === bundle)!.content.toString('latin1');

    it.each(Object.entries(sourcesOf(board)))('takes %s from where its board has it: %s', (hash, source) => {
      expect(sourceIn(text, hash)).toBe(source);
    });
  },
);

it('hardware/README.md lists the hashes of every board as they are', () => {
  const rows = readFileSync(join(root, 'hardware', 'README.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, , sha1]) => sha1 === 'native' || sha1 === 'own')
    .map((cells) => cells.slice(1, -1));
  expect(rows).toEqual(
    boards.map((board) => [
      board.title,
      ...Object.values(sourcesOf(board)).map((source) => (source === 'none' ? '-' : source)),
    ]),
  );
});
