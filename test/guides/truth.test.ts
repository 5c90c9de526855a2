// What the guides say against the firmware that they speak of: quoted words, menus, keys, times. And how easy they are to read.
import { describe, expect, it } from 'vitest';
import { languages } from '../../firmware/core/words/languages.ts';
import { clipNames } from '../../firmware/core/words/reader/clip-names.ts';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { textsOf } from '../../firmware/core/words/reader/language.ts';
import { defaultSettings, readerSettings, Setting } from '../../firmware/core/records/settings-record.ts';
import { itemsOf, nextValue } from '../../firmware/token/reader/menus.ts';
import { newReader, Place } from '../../firmware/token/reader/reader.ts';
import type { State } from '../../firmware/token/state.ts';
import { readGuides } from '../../guides/guides.ts';
import { readabilityOf, syllablesOf } from '../../guides/readability.ts';
import { screenWordsOf } from '../../guides/screen-words.ts';
import { parseGuide, plainLine, type Block, type Guide } from '../../guides/source.ts';
import { webPageOf } from '../../guides/web-page.ts';
import { insideOf } from './three-forms.ts';

const guides = readGuides();
const byName = (name: string): Guide => guides.find((guide) => guide.name === name)!;

/** Everything that a device may show in a language, whole and line by line, without its numbers. */
function shownBy(product: string, language: string): Set<string> {
  if (product === 'code-display') {
    const phrases = Object.values(languages[language]!);
    return new Set(
      phrases.flatMap((phrase) => [phrase.replaceAll('|', ' '), ...phrase.split('|')]).map(withoutNumbers),
    );
  }
  return new Set(textsOf(readerLanguages[language]!).map((text) => withoutNumbers(text!.shown)));
}

const withoutNumbers = (text: string): string =>
  text
    .replace(/[\d%]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe.each(guides)('$name', (guide) => {
  const [product = '', language = ''] = guide.name.split('.');
  const page = webPageOf(guide);

  it('quotes only what its device shows or says', () => {
    const known = shownBy(product, language);
    const quoted = [...insideOf(page, 'samp').map((quote) => quote.slice(1, -1)), ...insideOf(page, 'kbd')];
    expect(quoted.length).toBeGreaterThan(5);
    for (const quote of quoted) expect(known, quote).toContain(withoutNumbers(quote));
  });

  it('refers to chapters that it has', () => {
    const headings = guide.blocks.flatMap((block) =>
      block.kind === 'heading' ? [plainLine(block.line, language)] : [],
    );
    const text = page.replace(/<samp>.*?<\/samp>|<(style|nav)[\s\S]*?<\/\1>/g, '');
    for (const [, chapter] of text.matchAll(/[“”]([^“”<]+)”/g)) expect(headings).toContain(chapter);
  });

  it('is easy to read by the formula of its language', () => {
    const { figure, limit, words, sentences } = readabilityOf(guide);
    expect(figure).toBeLessThanOrEqual(limit);
    expect(words / sentences).toBeLessThan(12);
  });

  it('says for how long the screen stays as the firmware has it', () => {
    const seconds = (product === 'code-reader' ? readerSettings(0) : defaultSettings(0))[Setting.ShowSeconds];
    expect(seconds).toBe(60);
    expect(page).toMatch(language === 'da' ? /sker det efter et minut/ : /this is (after )?a minute/);
  });
});

describe.each(['da', 'en'])('the code reader in %s', (language) => {
  const guide = byName(`code-reader.${language}`);
  const words = screenWordsOf('code-reader', language);
  const state = { terms: { eventBased: false }, settingValues: readerSettings(0) } as unknown as State;
  const items = (place: Place): readonly number[] => itemsOf(state, { ...newReader(false), place });

  /** The numbered list under the first heading that names the menu. */
  const listUnder = (menu: string): string[] => {
    const from = guide.blocks.findIndex(
      (block) => block.kind === 'heading' && plainLine(block.line, language).includes(words(menu)),
    );
    const list = guide.blocks.slice(from).find((block): block is Block & { kind: 'list' } => block.kind === 'list');
    return list!.items.map((item) => item[0]!.text);
  };

  it.each([
    ['settings', Place.Settings],
    ['device', Place.Device],
  ])('lists the menu %s as the firmware has it', (menu, place) => {
    const names = items(place).map((clip) => words(clipNames[clip]!));
    expect(listUnder(menu)).toEqual(names);
  });

  it('says how many steps the volume has, and how many settings there are', () => {
    const seen = new Set<number>();
    for (let value = 0; !seen.has(value); value = nextValue(withVolume(value), Setting.Volume)) seen.add(value);
    expect(seen.size).toBe(4);
    expect(webPageOf(guide)).toMatch(
      language === 'da' ? /fire trin, og 4 er højest/ : /four steps, and 4 is the loudest/,
    );
    expect(webPageOf(guide)).toContain(words(`1 of ${items(Place.Settings).length}`));
  });

  const withVolume = (volume: number): State => {
    const settingValues = readerSettings(0);
    settingValues[Setting.Volume] = volume;
    return { settingValues } as unknown as State;
  };
});

describe('the formulas', () => {
  const guide = (language: string, text: string): Guide =>
    parseGuide(`x.${language}`, `# Title\n\n${text}`, () => 'screen');

  it('LIX counts words a sentence and long words', () => {
    // 10 words, 2 sentences, 3 words of more than six letters: 5 + 30.
    expect(
      readabilityOf(guide('da', 'Koden kommer straks frem nu. Kodeviseren slukker efter tredive dage.')).figure,
    ).toBeCloseTo(35);
    expect(
      readabilityOf(guide('da', 'Kontrolmyndighederne forudsætter dokumentationsforpligtelser.')).figure,
    ).toBeGreaterThan(30);
  });

  it('Flesch-Kincaid counts syllables', () => {
    const easy = readabilityOf(guide('en', 'The cat sat on the mat.'));
    expect(easy.figure).toBeCloseTo(0.39 * 6 + 11.8 - 15.59);
    expect(
      readabilityOf(guide('en', 'Organisational authentication necessitates considerable deliberation.')).figure,
    ).toBeGreaterThan(6);
  });

  it.each([
    ['code', 1],
    ['device', 2],
    ['battery', 3],
    ['pressed', 1],
    ['wanted', 2],
    ['changes', 2],
    ['little', 2],
    ['the', 1],
  ])('%s has %i', (word, syllables) => expect(syllablesOf(word)).toBe(syllables));
});

describe('a source text', () => {
  const words = screenWordsOf('code-display', 'en');

  it('may quote a word with its number', () => {
    expect(words('changesSoon 5')).toBe('New code in 5 s');
    expect(screenWordsOf('code-reader', 'da')('24 secondsLeft')).toBe('24 sekunder tilbage');
  });

  it.each([
    ['quotes what no device says', '# T\n\nIt says {nonsense}.', /no words named "nonsense"/],
    ['has no title', 'Text.', /does not begin/],
    ['leaves a mark open', '# T\n\nIt says {blank.', /not closed/],
    ['runs a list into a paragraph', '# T\n\nText\n- item', /empty line/],
  ])('is refused when it %s', (_, source, message) => {
    expect(() => parseGuide('code-display.en', source, words)).toThrow(message);
  });
});
