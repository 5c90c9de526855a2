// The programs outside npm: found on the PATH or named with what is skipped without them.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findProgram, programs } from '../../../tools/setup/programs.mjs';

afterEach(() => vi.unstubAllEnvs());

describe('programs that tests need', () => {
  it('are found on the PATH, and only there', () => {
    const folder = process.execPath.replace(/[/\\][^/\\]+$/, '');
    const name = process.execPath.slice(folder.length + 1);
    vi.stubEnv('PATH', folder);
    expect(findProgram(name)).toBe(process.execPath);
    expect(findProgram('no-such-program')).toBeUndefined();
    vi.stubEnv('PATH', '');
    expect(findProgram(name)).toBeUndefined();
  });

  it('each say which package brings them and what is skipped without them', () => {
    for (const program of programs) {
      expect(program.debianPackage).toMatch(/^[a-z0-9.+-]+$/);
      expect(program.neededBy).toMatch(/test\//);
    }
  });

  it('each name the folder whose tests start them', () => {
    for (const { name, neededBy } of programs) {
      const folder = new URL(`../../../${/test\/\w+/.exec(neededBy)![0]}/`, import.meta.url);
      const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
      const sources = files.map((file) => readFileSync(new URL(file.name, folder), 'utf8'));
      expect(sources.join('\n'), name).toMatch(new RegExp(`\\b${name}\\b`));
    }
  });
});
