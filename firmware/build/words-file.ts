// Writes kk.<language>: the words of one language, a line each, in the order of firmware/core/words/word.ts, as Latin-1, which
// is what the token's fonts draw. Refuses what a holder could not read: a character without a glyph, a line wider than the panel.
import { wordNames, type Words } from '../core/words/word.ts';
import type { RasterFont } from './typeface.ts';

export interface WordsOptions {
  /** Two letters, for the messages. */
  readonly language: string;
  readonly words: Words;
  /** The font that draws them. */
  readonly font: RasterFont;
  /** Width of the panel, in pixels. */
  readonly screenWidth: number;
}

/** What a number in a phrase is taken to be when its line is measured. */
const numberText = '888';

/**
 * The file's bytes.
 * @throws Error that names the language, the word and what is wrong with it
 */
export function wordsFile({ language, words, font, screenWidth }: WordsOptions): Buffer {
  const widths = new Map(font.glyphs.map(({ code, pixels }) => [String.fromCharCode(code), pixels[0]?.length ?? 0]));
  for (const name of wordNames) {
    const at = `firmware/core/words/${language}.ts: ${name}`;
    const foreign = [...words[name]].find((character) => !widths.has(character));
    if (foreign !== undefined) {
      throw new Error(
        `${at} holds "${foreign}", which the token's font lacks; it has the letters and signs of Latin-1.`,
      );
    }
    for (const line of words[name].split('|')) {
      const width = [...line.replace('%', numberText)].reduce(
        (sum, character) => sum + (widths.get(character) ?? 0),
        0,
      );
      if (width <= screenWidth) continue;
      throw new Error(
        `${at} has the line "${line}", ${width} pixels wide; the panel shows ${screenWidth}. Shorten it or part it with "|".`,
      );
    }
  }
  return Buffer.from(wordNames.map((name) => words[name]).join('\n'), 'latin1');
}
