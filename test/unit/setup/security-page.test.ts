// firmware/SECURITY.md makes no claim without a test or a reason, names no test that is not there, and leaves no board out.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { boards } from '../../../hardware/boards.ts';
import { root } from '../../../tools/setup/root.mjs';

const page = readFileSync(join(root, 'firmware/SECURITY.md'), 'utf8');
/** The rows of the table under that heading. */
const rowsUnder = (heading: string): string[][] => {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading));
  const rows = section!.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) => row.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()));
};

it('names tests and files that are there', () => {
  const named = [...page.matchAll(/`((?:test|tools|firmware|core)\/[\w./-]+)`/g)].map((match) => match[1]!);
  const missing = named.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, 'firmware', path)));
  expect(missing).toEqual([]);
  expect(named.length).toBeGreaterThan(15);
});

it('has a test, or says that it was not tried, behind every attack that it says is stopped', () => {
  const rows = rowsUnder('What stops the first four');
  expect(rows.length).toBeGreaterThan(9);
  for (const [attack, , shown] of rows) expect(shown, attack).toMatch(/`test\/|not tried/);
});

it('says for every board how its flash can be read, and what to do about it', () => {
  const rows = rowsUnder('What does not stop the thief');
  for (const board of boards) {
    const own = rows.filter(([name]) => name!.startsWith(board.name === 'esp32-cyd' ? 'ESP32' : board.title));
    expect(own.length, board.title).toBeGreaterThan(0);
    for (const [, way, todo] of own) expect([way!.length > 20, todo!.length > 20]).toEqual([true, true]);
  }
});
