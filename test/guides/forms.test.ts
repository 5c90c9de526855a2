// The three forms of every guide: built anew, and looked at as a reader's programs do.
import { describe, expect, it } from 'vitest';
import { filesOf, readGuides } from '../../guides/guides.ts';
import { leastPoints } from '../../guides/large-print.ts';
import { plainLine } from '../../guides/source.ts';
import { wordingOf } from '../../guides/wording.ts';
import { readTaggedPdf, textOf, textString, walk } from './pdf.ts';
import { elementsOf, wordsOfHtml, wordsOfPdf, wordsOfPlainText } from './three-forms.ts';

const guides = readGuides();

it('there is a guide for each device in Danish and in English', () => {
  expect(guides.map(({ name }) => name)).toEqual([
    'code-display.da',
    'code-display.en',
    'code-reader.da',
    'code-reader.en',
  ]);
});

describe.each(guides)('$name', (guide) => {
  const files = filesOf(guide);
  const file = async (ending: string): Promise<Buffer> => (await files).get(`${guide.name}.${ending}`)!;
  const html = async (): Promise<string> => (await file('html')).toString();
  const pdf = async (): Promise<ReturnType<typeof readTaggedPdf>> => readTaggedPdf(await file('pdf'));
  const headings = guide.blocks.flatMap((block) =>
    block.kind === 'heading' ? [{ level: block.level, text: plainLine(block.line, guide.language) }] : [],
  );
  const chapters = headings.filter(({ level }) => level === 2).map(({ text }) => text);

  it('has the same words in the same order in all three forms', async () => {
    const page = wordsOfHtml(await html());
    expect(page.length).toBeGreaterThan(50);
    expect(wordsOfPdf(await pdf())).toEqual(page);
    expect(wordsOfPlainText((await file('txt')).toString('utf8'))).toEqual(page);
  });

  it('names its language and its title in page and print', async () => {
    expect(await html()).toContain(`<html lang="${guide.language}">`);
    expect(await html()).toContain(`<title>${guide.title} – Klarkode</title>`);
    const { source, metadata } = await pdf();
    expect(source).toContain(`/Lang (${guide.language})`);
    expect(source).toContain('/DisplayDocTitle true');
    expect(metadata).toContain(guide.title);
  });

  it('has headings in order, and none is left out between', async () => {
    const onPage = elementsOf(await html()).filter(({ tag }) => tag.startsWith('h'));
    const inPrint = walk((await pdf()).root).filter(({ type }) => /^H\d$/.test(type));
    const levels = onPage.map(({ tag }) => Number(tag.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, at) => at === 0 || level <= levels[at - 1]! + 1)).toBe(true);
    expect(inPrint.map(({ type }) => Number(type.slice(1)))).toEqual(levels);
    expect(onPage.slice(1).map(({ text }) => text)).toEqual(headings.map(({ text }) => text));
  });

  it('is a page that loads nothing, runs nothing, and whose links lead somewhere', async () => {
    const page = await html();
    expect(page).not.toMatch(/<script|<link|@import|url\((?!data:)|\ssrc=|\son\w+=|https?:/);
    const names = new Set(
      guides.map(({ name }) => name).flatMap((name) => [`${name}.html`, `${name}.pdf`, `${name}.txt`]),
    );
    for (const [, to] of page.matchAll(/href="([^"]+)"/g)) {
      if (to!.startsWith('#')) expect(page).toContain(`id="${to!.slice(1)}"`);
      else expect(names).toContain(to);
    }
    expect(page).toContain('@media print');
  });

  it('is a tagged PDF whose every letter is in its structure or a page number', async () => {
    const { source, metadata, untagged, artifacts, pages, root } = await pdf();
    expect(source).toContain('/Marked true');
    expect(metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(untagged).toEqual([]);
    const { page } = wordingOf(guide.language);
    expect(artifacts.map(({ text }) => text)).toEqual(Array.from({ length: pages }, (_, at) => page(at + 1)));
    expect(root.type).toBe('Document');
    for (const list of walk(root).filter(({ type }) => type === 'L')) {
      expect(list.source).toMatch(/\/ListNumbering \/(Decimal|Disc)/);
      expect(list.children.map(({ children }) => children.map(({ type }) => type))).toEqual(
        list.children.map(() => ['Lbl', 'LBody']),
      );
    }
    expect(walk(root).some(({ lines }) => lines.some(({ text }) => text.includes('\uFFFD')))).toBe(false);
  });

  it(`is printed in Atkinson Hyperlegible, inside the file, nowhere under ${leastPoints} points`, async () => {
    const { source, root, artifacts } = await pdf();
    const runs = [...walk(root).flatMap(({ lines }) => lines), ...artifacts];
    expect(leastPoints).toBeGreaterThanOrEqual(18);
    expect(Math.min(...runs.map(({ points }) => points))).toBeGreaterThanOrEqual(leastPoints);
    const faces = [...source.matchAll(/\/BaseFont \/(\S+)/g)].map(([, face]) => face);
    expect(faces.length).toBeGreaterThan(0);
    for (const face of faces) expect(face).toMatch(/^[A-Z]{6}\+AtkinsonHyperlegible-(Regular|Bold)$/);
    expect(source.match(/\/FontFile2 /g)).toHaveLength(2);
  });

  it('has a bookmark for each chapter, and contents with the right pages', async () => {
    const { bookmarks, root } = await pdf();
    expect(bookmarks).toEqual([guide.title, ...chapters]);
    const entries = walk(root).filter(({ type }) => type === 'TOCI');
    const pages = walk(root)
      .filter(({ type }) => type === 'H2')
      .map(({ lines }) => lines[0]!.page);
    const { page } = wordingOf(guide.language);
    expect(entries.map((entry) => textOf(entry).replace(/\s+/g, ' ').trim())).toEqual(
      chapters.map((chapter, at) => `${page(pages[at]!)}: ${chapter}`),
    );
  });

  it('gives the same bytes again', async () => {
    const again = await filesOf(guide);
    for (const [name, bytes] of await files) expect(again.get(name)!.equals(bytes), name).toBe(true);
  });
});

it('text strings of a PDF are read with and without a byte order mark', () => {
  expect(textString('Fob \\(red\\)')).toBe('Fob (red)');
  expect(textString('\xFE\xFF\x00S\x00\xE5')).toBe('Så');
});
