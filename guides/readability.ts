// How easy a guide is to read, by two old formulas that count and don't understand. Neither measures a CEFR level; they
// catch long sentences and long words. Headings and quoted screen words are not counted.
import type { Guide, Line } from './source.ts';

export interface Readability {
  /** `LIX` for Danish, `Flesch-Kincaid grade` for English. */
  readonly measure: string;
  readonly figure: number;
  /** The most that a guide may have. */
  readonly limit: number;
  readonly words: number;
  readonly sentences: number;
}

/** Björnsson found up to 30 in children's books, 40 to 50 in newspapers. */
const mostLix = 30;
/** Years of school; plain-language guides ask for 6 to 8. */
const mostGrade = 6;

/** The figure of a guide in its language's measure. */
export function readabilityOf(guide: Guide): Readability {
  const sentences = sentencesOf(guide);
  const words = sentences.flat();
  const perSentence = words.length / sentences.length;
  const count = { words: words.length, sentences: sentences.length };
  if (guide.language === 'da') {
    // C. H. Björnsson, Läsbarhet (1968): words per sentence plus the percentage of words of more than six letters.
    const long = words.filter((word) => word.length > 6).length;
    return { measure: 'LIX', figure: perSentence + (100 * long) / words.length, limit: mostLix, ...count };
  }
  // J. P. Kincaid and others, Research Branch Report 8-75 (1975): the grade level.
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const figure = 0.39 * perSentence + (11.8 * syllables) / words.length - 15.59;
  return { measure: 'Flesch-Kincaid grade', figure, limit: mostGrade, ...count };
}

/** One list of words for each sentence. Both formulas end a sentence at a colon too; so does the end of a list item. */
function sentencesOf(guide: Guide): string[][] {
  const lines = guide.blocks.flatMap((block) => (block.kind === 'list' ? block.items : [block]).map(lineIn));
  return lines
    .flatMap((line) => line.split(/[.!?:](?=\s|$)/))
    .map((sentence) => sentence.toLowerCase().match(/[a-zæøåé]+(?:['’-][a-zæøåé]+)*/g) ?? [])
    .filter((words) => words.length > 0);
}

function lineIn(of: Line | Guide['blocks'][number]): string {
  if ('kind' in of && of.kind !== 'paragraph') return '';
  const line = 'kind' in of ? of.line : of;
  return line.map((piece) => (piece.kind === 'screen' ? '' : piece.text)).join('');
}

/** Syllables of an English word by its groups of vowels, without a silent e. Right for about nine words in ten. */
export function syllablesOf(word: string): number {
  const bare = word.replace(/[^a-z]/g, '');
  const spoken = bare.replace(/(?:[^laeiouycgsxz]es|[^aeioutd]ed|[^laeiouy]e)$/, (end) => end.charAt(0));
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0);
}
