// Writes kk.<language>: the words of one language, a line each, in the order of firmware/core/words/word.ts or, for the code
// reader, clip.ts, as Latin-1, which is what the token's fonts draw. Refuses what a holder could not read: a character
// without a glyph, a line wider than the panel, or where lines are made on the panel a word wider than it.
import { clipNames } from '../core/words/reader/clip-names.ts';
import type { ClipText } from '../core/words/reader/language.ts';
import { wordNames, type Words } from '../core/words/word.ts';
import type { RasterFont } from './typeface.ts';

export interface PanelOptions {
  /** Two letters, for the messages. */
  readonly language: string;
  /** The font that draws them. */
  readonly font: RasterFont;
  /** Width of the panel, in pixels. */
  readonly screenWidth: number;
}

export interface WordsOptions extends PanelOptions {
  readonly words: Words;
}

export interface ReaderWordsOptions extends PanelOptions {
  readonly texts: readonly ClipText[];
  /** Words wider than the panel are parted on it, in a language that has them so long. */
  readonly partsWords: boolean;
}

/** What a number in a phrase is taken to be when its line is measured. */
const numberText = '888';
/** Left and right of the words on the code reader's panel, in pixels. */
const readerMargin = 4;

/**
 * The file's bytes, for a code display.
 * @throws Error that names the language, the word and what is wrong with it
 */
export function wordsFile({ language, words, font, screenWidth }: WordsOptions): Buffer {
  const widths = widthsOf(font);
  for (const name of wordNames) {
    const at = `firmware/core/words/${language}.ts: ${name}`;
    refuseForeign(at, words[name], widths);
    const lines = words[name].split('|');
    const wide = lines.find((line) => widthOf(line.replace('%', numberText), widths) > screenWidth);
    if (wide === undefined) continue;
    const width = widthOf(wide.replace('%', numberText), widths);
    throw new Error(
      `${at} has the line "${wide}", ${width} pixels wide; the panel shows ${screenWidth}. Shorten it or part it with "|".`,
    );
  }
  return Buffer.from(wordNames.map((name) => words[name]).join('\n'), 'latin1');
}

/**
 * The file's bytes, for a code reader.
 * @throws Error that names the language, the clip and what is wrong with its text
 */
export function readerWordsFile({ language, texts, partsWords, font, screenWidth }: ReaderWordsOptions): Buffer {
  const widths = widthsOf(font);
  const room = screenWidth - 2 * readerMargin;
  for (const [clip, { shown }] of texts.entries()) {
    const at = `The text of the clip ${clipNames[clip]} in the language "${language}"`;
    refuseForeign(at, shown, widths);
    const wide = partsWords ? undefined : shown.split(' ').find((word) => widthOf(word, widths) > room);
    if (wide === undefined) continue;
    throw new Error(
      `${at} has the word "${wide}", ${widthOf(wide, widths)} pixels wide; the panel shows ${room}. Take a shorter one.`,
    );
  }
  return Buffer.from(texts.map(({ shown }) => shown).join('\n'), 'latin1');
}

type Widths = ReadonlyMap<string, number>;

function widthsOf(font: RasterFont): Widths {
  return new Map(font.glyphs.map(({ code, pixels }) => [String.fromCharCode(code), pixels[0]?.length ?? 0]));
}

function widthOf(text: string, widths: Widths): number {
  return [...text].reduce((sum, character) => sum + (widths.get(character) ?? 0), 0);
}

function refuseForeign(at: string, text: string, widths: Widths): void {
  const foreign = [...text].find((character) => !widths.has(character));
  if (foreign === undefined) return;
  throw new Error(`${at} holds "${foreign}", which the token's font lacks; it has the letters and signs of Latin-1.`);
}
