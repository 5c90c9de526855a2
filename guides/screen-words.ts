// What a guide quotes from a device, taken from the very words that are flashed, so that a guide can't quote what no screen
// shows. `{fault 3}` is the word `fault` with 3 in its place; `{24 secondsLeft}` is a number before a word.
import { languages } from '../firmware/core/words/languages.ts';
import { readerLanguages } from '../firmware/core/words/reader/languages.ts';
import type { ScreenWords } from './source.ts';

/** Phrases of the code display whose first line is a title, with an explanation under it. */
const titled: ReadonlySet<string> = new Set(['blank', 'clockLost', 'clockUnsure', 'fault', 'waitForNext']);

/**
 * The words of a product in a language.
 * @throws Error when there is no such product or language
 */
export function screenWordsOf(product: string, language: string): ScreenWords {
  const texts = textsOf(product, language);
  return (words) => {
    let phrase = '';
    for (const word of words.split(' ')) {
      if (/^\d+$/.test(word) && phrase.includes('%')) {
        phrase = phrase.replace('%', word);
        continue;
      }
      const text = /^\d+$/.test(word) ? word : texts.get(word);
      if (text === undefined)
        throw new Error(`The ${product} has no words named "${word}" in the language "${language}".`);
      phrase = `${phrase} ${text}`.trim();
    }
    return phrase;
  };
}

function textsOf(product: string, language: string): ReadonlyMap<string, string> {
  const texts = product === 'code-display' ? languages[language] : readerLanguages[language]?.phrases;
  if (texts === undefined) throw new Error(`There are no words for the ${product} in the language "${language}".`);
  return new Map(
    Object.entries(texts).map(([name, text]: [string, string | { readonly shown: string }]) => {
      const shown = typeof text === 'string' ? text : text.shown;
      const lines = shown.split('|');
      return [name, (titled.has(name) ? lines[0]! : lines.join(' ')).trim()];
    }),
  );
}
