// The files of each language: its words and, for a code reader, behind them the voice that says them.
import { languages } from '../core/words/languages.ts';
import { readerLanguages } from '../core/words/reader/languages.ts';
import { makeVoices, reportOf, usualCache } from '../voice/voices.ts';
import type { BuiltFile } from './manifest.ts';
import type { RasterFont } from './typeface.ts';
import { readerWordsFile, wordsFile } from './words-file.ts';

export interface LanguageOptions {
  readonly product: string;
  /** In pixels. */
  readonly screenWidth: number;
  readonly font: RasterFont;
  /** Folder of recorded voices; undefined: the usual one, where it exists. */
  readonly recordings: string | undefined;
}

/**
 * The files in the order of the languages, and what people should know of them.
 * @throws Error when a word can't be shown or a voice can't be made
 */
export async function languageFiles({
  product,
  screenWidth,
  font,
  recordings,
}: LanguageOptions): Promise<{ readonly files: readonly BuiltFile[]; readonly notes: readonly string[] }> {
  if (product !== 'code-reader') {
    const files = Object.entries(languages).map(([language, words]) => ({
      name: `kk.${language}`,
      content: wordsFile({ language, words, font, screenWidth }),
      languages: [language],
    }));
    return { files, notes: [] };
  }
  const voices = await makeVoices({ languages: readerLanguages, recordings, cache: usualCache });
  const files = voices.flatMap(({ language, texts, file }) => {
    const partsWords = readerLanguages[language]?.partsWords === true;
    const words = readerWordsFile({ language, texts, partsWords, font, screenWidth });
    return [
      { name: `kk.${language}`, content: words, languages: [language] },
      { name: `kk.v${language}`, content: file, languages: [language] },
    ];
  });
  return { files, notes: reportOf(voices) };
}
