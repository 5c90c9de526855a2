// The guides that there are, each from its source text, with its three forms as files.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { largePrintOf } from './large-print.ts';
import { plainTextOf } from './plain-text.ts';
import { screenWordsOf } from './screen-words.ts';
import { parseGuide, type Guide } from './source.ts';
import { webPageOf } from './web-page.ts';

const texts = join(import.meta.dirname, 'text');

/** The date in every PDF: that of the newest text, changed by hand with it, so that the same text gives the same bytes. */
const writtenAt = new Date('2026-11-22T12:00:00Z');

/**
 * Every guide, in the order of their names.
 * @throws Error when a source breaks the form, or quotes a word that its device has not
 */
export function readGuides(): Guide[] {
  return readdirSync(texts)
    .filter((file) => /^[a-z-]+\.[a-z]{2}\.md$/.test(file))
    .sort()
    .map((file) => {
      const name = file.slice(0, -3);
      return parseGuide(
        name,
        readFileSync(join(texts, file), 'utf8'),
        screenWordsOf(name.slice(0, -3), name.slice(-2)),
      );
    });
}

/** The guide's files by name: web page, large print, plain text. */
export async function filesOf(guide: Guide): Promise<ReadonlyMap<string, Buffer>> {
  return new Map([
    [`${guide.name}.html`, Buffer.from(webPageOf(guide))],
    [`${guide.name}.pdf`, await largePrintOf(guide, writtenAt)],
    [`${guide.name}.txt`, Buffer.from(plainTextOf(guide))],
  ]);
}
