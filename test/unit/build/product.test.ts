// The whole build: everything that the manifest promises, and the same bytes every time.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { budgetBytes, budgetLine, keepsBudget } from '../../../firmware/build/product.ts';
import { manifestOf, sha256Of, type Manifest } from '../../../firmware/build/manifest.ts';
import { wordsFile } from '../../../firmware/build/words-file.ts';
import { fontsFor } from '../../../firmware/build/fonts.ts';
import { buildAll } from '../../../firmware/build/write.ts';
import { textFont } from '../../../firmware/core/machine.ts';
import { da } from '../../../firmware/core/words/da.ts';
import { boards } from '../../../hardware/boards.ts';
import { pixljs } from '../../../hardware/boards/pixljs.ts';

describe('the build', () => {
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'firmware-')));
  const lines: string[] = [];
  let failure = '';
  beforeAll(async () => {
    for (const folder of folders) {
      // Notes are indented.
      const say = (line: string): void => void (line.startsWith(' ') || lines.push(line));
      await buildAll(folder, say).catch((error: unknown) => (failure = String(error)));
    }
  }, 240_000);
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();

  it('succeeds: every bundle is fit for Espruino and keeps its budget', () => expect(failure).toBe(''));

  it('gives the same bytes twice', () => {
    const [first, second] = folders.map((folder) => filesIn(folder));
    expect(second).toEqual(first);
    for (const file of first!) {
      expect(readFileSync(join(folders[1]!, file)).equals(readFileSync(join(folders[0]!, file))), file).toBe(true);
    }
  });

  it('says for every product and board what it takes', () => {
    const pairs = boards.flatMap((board) => board.products.map((product) => `${product} ${board.name}`));
    expect(lines).toHaveLength(pairs.length * folders.length);
    for (const [i, pair] of pairs.entries()) {
      expect(lines[i]).toMatch(
        new RegExp(`^${pair}  kk\\.app [\\d,]+ / [\\d,]+ bytes \\(\\d+ %\\)  kk\\.font [\\d,]+  kk\\.da`),
      );
    }
  });

  it.each(boards.flatMap((board) => board.products.map((product) => [product, board.name] as const)))(
    'lists the files of %s for %s as they are',
    (product, board) => {
      const folder = join(folders[0]!, product, board);
      const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
      expect(manifest).toMatchObject({ format: 1, product, board, bundle: 'kk.app' });
      const names = manifest.files.map((file) => file.name);
      const speaks = product === 'code-reader';
      const languages = speaks ? ['da', 'en', 'nb', 'sv', 'de', 'kl'] : ['da', 'en'];
      const ofLanguages = languages.flatMap((code) => (speaks ? [`kk.${code}`, `kk.v${code}`] : [`kk.${code}`]));
      expect(names).toEqual(['kk.app', 'kk.font', ...ofLanguages, '.boot0']);
      expect([...names, 'manifest.json'].sort()).toEqual(filesIn(folder));
      for (const file of manifest.files) {
        const content = readFileSync(join(folder, file.name));
        expect(file.bytes).toBe(content.length);
        expect(file.crc32).toBe(crc32(content).toString(16).padStart(8, '0'));
        expect(file.sha256).toBe(sha256Of(content));
        expect(file.languages).toEqual(ofLanguages.includes(file.name) ? [file.name.slice(-2)] : undefined);
      }
      const app = manifest.files[0]!;
      expect(manifest.firmwareHash).toBe(app.sha256);
      const boot = readFileSync(join(folder, '.boot0'), 'latin1');
      expect(boot).toContain(`===${parseInt(app.crc32, 16)})`);
      expect(boot).toContain(`("${manifest.firmwareHash.slice(0, 8)}")`);
    },
  );
});

describe('the budget', () => {
  const product = (bytes: number): Parameters<typeof keepsBudget>[0] => {
    const files = [{ name: 'kk.app', content: Buffer.alloc(bytes) }];
    const facts = {
      product: 'code-display',
      board: pixljs,
      version: '1.2.3',
      bundle: 'kk.app',
      budgetBytes: 16384,
      files,
    };
    return { files, manifest: manifestOf(facts), notes: [] };
  };

  it('is 16 KB for a code display and 24 KB for a code reader', () => {
    expect(budgetBytes).toEqual({ 'code-display': 16_384, 'code-reader': 24_576 });
  });

  it('is kept to the byte', () => {
    expect(keepsBudget(product(16384))).toBe(true);
    expect(keepsBudget(product(16385))).toBe(false);
  });

  it('is printed', () => {
    expect(budgetLine(product(12345))).toBe('code-display pixljs  kk.app 12,345 / 16,384 bytes (76 %)');
  });
});

describe('a words file', () => {
  const font = fontsFor(pixljs.display)[textFont]!;
  const options = { language: 'da', words: da, font, screenWidth: 128 };

  it('has a line for each word, in Latin-1', () => {
    const lines = wordsFile(options).toString('latin1').split('\n');
    expect(lines).toEqual(Object.values(da));
  });

  it('refuses a character that the token can not draw', () => {
    const words = { ...da, serial: 'Nr\u20ac' };
    expect(() => wordsFile({ ...options, words })).toThrow(
      /words\/da\.ts: serial holds "\u20ac", which the token's font lacks/,
    );
  });

  it('refuses a line wider than the panel', () => {
    const words = { ...da, blank: 'Kort|En linje, som er alt for lang til panelet' };
    expect(() => wordsFile({ ...options, words })).toThrow(
      /blank has the line "En linje, .*pixels wide; the panel shows 128/,
    );
  });
});
