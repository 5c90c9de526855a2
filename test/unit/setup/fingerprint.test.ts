// What counts as a change of the files that something was made from, and what doesn't.
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../tools/setup/fingerprint.mjs';

describe('the fingerprint of a folder and a file', () => {
  let folder = '';
  let file = '';
  const now = (): string => fingerprintOf([join(folder, 'sources'), file, join(folder, 'not there')]);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'klarkode-fingerprint-'));
    file = join(folder, 'lock.json');
    mkdirSync(join(folder, 'sources', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'sources', 'deep', 'a.ts'), 'one');
    writeFileSync(join(folder, 'sources', 'deep', 'README.md'), 'about it');
    writeFileSync(file, '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('stays with them', () => expect(now()).toBe(now()));

  it.each([
    ['a byte', () => writeFileSync(join(folder, 'sources', 'deep', 'a.ts'), 'onE')],
    ['a name', () => renameSync(join(folder, 'sources', 'deep', 'a.ts'), join(folder, 'sources', 'deep', 'b.ts'))],
    ['a file more', () => writeFileSync(join(folder, 'sources', 'b.wav'), '')],
    ['a file less', () => rmSync(join(folder, 'sources', 'deep', 'a.ts'))],
    ['the file', () => writeFileSync(file, '[]')],
    ['what was not there', () => writeFileSync(join(folder, 'not there'), '')],
  ])('changes with %s', (_what, change) => {
    const before = now();
    change();
    expect(now()).not.toBe(before);
  });

  it('does not change with what people read', () => {
    const before = now();
    writeFileSync(join(folder, 'sources', 'deep', 'README.md'), 'more about it');
    writeFileSync(join(folder, 'sources', 'SECURITY.md'), '');
    expect(now()).toBe(before);
  });
});
