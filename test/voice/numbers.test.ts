// Numbers are said as each language says them: the clips of 0 to 199 give the words of a list that was written apart.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../../firmware/core/words/reader/language.ts';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { numberClips } from '../../firmware/core/words/utterance.ts';
import { root } from '../../tools/setup/root.mjs';

const lists = JSON.parse(readFileSync(join(root, 'test', 'vectors', 'spoken-numbers.json'), 'utf8')) as {
  readonly [language: string]: readonly string[];
};

/** How a clip and the next are parted in writing is no matter of speech. */
const unspaced = (text: string): string => text.replace(/[ -]/g, '');

const textsIn = Object.fromEntries(
  Object.entries(readerLanguages).map(([code, language]) => [code, textsOf(language).map((text) => text!.shown)]),
);

const wordsOf = (language: string, n: number): string =>
  numberClips(n, readerLanguages[language]!.flags)
    .map((clip) => textsIn[language]![clip]!)
    .join(' ');

describe('numbers', () => {
  it.each(Object.keys(readerLanguages))('from 0 to 199 are words of the language %s', (language) => {
    expect(lists[language]).toHaveLength(200);
    for (const [n, words] of lists[language]!.entries()) {
      expect(unspaced(wordsOf(language, n)), String(n)).toBe(unspaced(words));
    }
  });

  it.each([
    ['da', 999, 'ni hundrede og niog halvfems'],
    ['en', 300, 'three hundred'],
    ['en', 712, 'seven hundred and twelve'],
    ['nb', 245, 'to hundre og førti fem'],
    ['sv', 301, 'tre hundra ett'],
    ['de', 621, 'sechs hundert einund zwanzig'],
  ])('in %s, %i is "%s"', (language, n, words) => expect(wordsOf(language, n)).toBe(words));

  it('never have a clip without words', () => {
    const silent = Object.entries(readerLanguages).flatMap(([code, { flags }]) =>
      Array.from({ length: 1000 }, (_, n) => n)
        .filter((n) => numberClips(n, flags).some((clip) => textsIn[code]![clip] === ''))
        .map((n) => `${code} ${n}`),
    );
    expect(silent).toEqual([]);
  });
});
