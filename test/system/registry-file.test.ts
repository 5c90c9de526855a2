// A mistyped --registry: nothing is made of it. Only `flash` begins a registry, and only once it has its passphrase.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asFob } from './fob.ts';
import { Rehearsal } from './rehearsal.ts';

let station: Rehearsal;
let missing: string;
beforeEach(() => {
  station = new Rehearsal();
  missing = join(station.folder, 'mistyped', 'registry.sqlite');
});
afterEach(() => {
  station.end();
});

it.each([
  ['issue'],
  ['clock'],
  ['wipe', '--yes'],
  ['activate', '--serial-number', 'KK-0000013', '--code', '123456'],
  ['verify', '--serial-number', 'KK-0000013', '--code', '123456'],
])('%s on a missing registry fails by its name and makes nothing', async (...verb) => {
  const run = await station.klarkode([...verb, '--registry', missing], { withoutPort: verb.includes('--code') });
  expect(run.exitCode).toBe(5);
  expect(run.err).toBe(
    `Error: There is no registry ${missing}: name the right one with --registry, or run "klarkode flash", which begins a new one.\n`,
  );
  expect(readdirSync(station.folder)).toEqual([]);
});

it('status on a missing registry does the same once the token has answered', async () => {
  expect((await station.klarkode(asFob)).exitCode).toBe(0);
  const run = await station.klarkode(['status', '--registry', missing]);
  expect(run.exitCode).toBe(5);
  expect(run.err).toContain(`There is no registry ${missing}:`);
  expect(existsSync(join(station.folder, 'mistyped'))).toBe(false);
});

it('an empty file is no registry, and stays empty', async () => {
  const empty = join(station.folder, 'empty');
  writeFileSync(empty, '');
  expect((await station.klarkode(['issue', '--registry', empty])).err).toContain(`There is no registry ${empty}:`);
  expect(statSync(empty).size).toBe(0);
  expect(readdirSync(station.folder)).toEqual(['empty']);
});

it.each(['', 'short'])('flash leaves nothing behind when the passphrase is %j', async (typed) => {
  const run = await station.klarkode([...asFob, '--registry', missing], {
    environment: { KLARKODE_PASSPHRASE: typed },
  });
  expect(run.exitCode).toBe(5);
  expect(run.err).toMatch(/passphrase/);
  expect(readdirSync(station.folder)).toEqual([]);
  expect(station.bytesToBoard).toBe(0);
});

it('flash begins one, folder and all, and the other verbs find it there', async () => {
  expect((await station.klarkode([...asFob, '--registry', missing])).exitCode).toBe(0);
  expect((await station.klarkode(['issue', '--registry', missing])).exitCode).toBe(0);
});

it.each(['http://example.org/registry', 'libsql://registry', 'file:///registry', ''])(
  'refuses %j as a registry by name',
  async (named) => {
    for (const verb of [asFob, ['issue']]) {
      const run = await station.klarkode([...verb, '--registry', named]);
      expect(run.exitCode).toBe(2);
      expect(run.err).toMatch(/--registry is .*: it takes the path of a file/);
    }
    expect(station.bytesToBoard).toBe(0);
  },
);
