// Whatever the code reader may have to show together fits on its panel, in every language and both sizes: nothing runs over an
// edge, no word is parted, and what is left out of a long page is where one is, never what one came for.
import { describe, expect, it } from 'vitest';
import { largeFont, textFont, type Screen } from '../../../firmware/core/machine.ts';
import type { ReaderLanguage } from '../../../firmware/core/words/reader/language.ts';
import { readerLanguages } from '../../../firmware/core/words/reader/languages.ts';
import type { Page } from '../../../firmware/token/reader/page.ts';
import { VoiceFlag } from '../../../firmware/core/words/utterance.ts';
import { paintPage } from '../../../firmware/token/reader/paint.ts';
import { esp32Cyd } from '../../../hardware/boards/esp32-cyd.ts';
import { fonts } from './panel.ts';

const { width, height } = esp32Cyd.display;
const code = { code: '123456', digits: 6, leftSeconds: 20, periodSeconds: 30 };

interface Line {
  readonly font: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

const glyphWidths = fonts.map(
  ({ glyphs }) => new Map(glyphs.map((glyph) => [String.fromCharCode(glyph.code), glyph.pixels[0]!.length])),
);
const widthOf = (font: number, text: string): number =>
  [...text].reduce((sum, character) => sum + (glyphWidths[font]!.get(character) ?? NaN), 0);

/** The strings of the page, from a screen that keeps no pixels; none of them may leave the panel. */
function drawn(page: Partial<Page>): string[] {
  const lines: Line[] = [];
  const screen: Screen = {
    width,
    height,
    sixDigitFont: largeFont,
    clear: () => (lines.length = 0),
    text: (font, text, x, y) => lines.push({ font, text, x, y }),
    widthOf,
    heightOf: (font) => fonts[font]!.height,
    fill: (left, top, right, bottom) => {
      expect(left >= 0 && top >= 0 && right < width && bottom < height).toBe(true);
    },
    reverse: () => {},
    show: () => {},
    off: () => {},
  };
  const blank: Page = {
    ...code,
    code: '',
    digits: 0,
    leftSeconds: -1,
    phrases: [],
    warning: '',
    sign: '!',
    large: false,
    inverse: false,
  };
  paintPage(screen, { ...blank, ...page });
  for (const { font, text, x, y } of lines) {
    expect([x + widthOf(font, text) <= width, text]).toEqual([true, text]);
    // The font of the time has rows for accents above its capitals, which the time leaves out.
    const bottom = y + fonts[font]!.height;
    if (!/^\d+ s$|^!( \S{3})?$/.test(text)) expect([y >= 0, bottom <= height, text]).toEqual([true, true, text]);
  }
  return lines.map(({ text }) => text);
}

const textOf = (language: ReaderLanguage, name: keyof ReaderLanguage['phrases']): string => {
  const text = language.phrases[name];
  return typeof text === 'string' ? text : text.shown;
};

/** Phrases that are shown together, and how many at the beginning may be left out. */
function pagesOf(language: ReaderLanguage): { readonly phrases: string[]; readonly spare: number }[] {
  const t = (name: keyof ReaderLanguage['phrases']): string => textOf(language, name);
  const menu = (title: string, item: string, count: number, value: string) => ({
    phrases: [title, item, `${count} ${t('of')} ${count}`, value].filter((phrase) => phrase !== ''),
    spare: 1,
  });
  const reasons = [t('notReady'), t('clockLost'), t('clockUnsure'), `${t('fault')} 12`];
  const device: [string, string][] = [
    ...[`24 ${t('secondsLeft')}`, ...reasons].map((value): [string, string] => [t('timeLeft'), value]),
    [t('battery'), `100 ${t('percent')}`],
    [t('keyHelp'), ''],
    ...[`${t('clockWithin')} 120 ${t('seconds')}`, t('clockLost'), t('clockUnsure')].map((value): [string, string] => [
      t('clock'),
      value,
    ]),
    ...[t('normal'), t('large')].map((value): [string, string] => [t('textSize'), value]),
    ...[t('on'), t('off')].map((value): [string, string] => [t('inverse'), value]),
  ];
  const settings: [string, string][] = [
    [t('volume'), '4'],
    ...[t('slow'), t('normal'), t('fast')].map((value): [string, string] => [t('pace'), value]),
    [t('language'), t('languageName')],
    ...[t('headsetOnly'), t('oneByOne')].flatMap((item) =>
      [t('on'), t('off')].map((value): [string, string] => [item, value]),
    ),
  ];
  return [
    ...device.map(([item, value]) => menu(t('device'), item, 7, value)),
    ...settings.map(([item, value]) => menu(t('settings'), item, 5, value)),
    ...reasons.map((reason) => ({ phrases: [reason, t('askSupport')], spare: 0 })),
    { phrases: [t('waitForNext'), `120 ${t('seconds')}`], spare: 0 },
    ...(['speakKey', 'nextKey', 'upKey', 'downKey'] as const).map((key) => ({
      phrases: [t('keyHelp'), t(key), t('pressAgain')],
      spare: 1,
    })),
    ...(['batteryLow', 'headsetIn', 'headsetOut', 'voiceFailed', 'notSaved', 'setClockSoon'] as const).map((news) => ({
      phrases: [t(news)],
      spare: 0,
    })),
  ];
}

/** The words, whatever lines they are in. */
const words = (lines: readonly string[]): string => lines.join(' ');

describe.each(Object.entries(readerLanguages))('%s', (_name, language) => {
  const t = (name: keyof ReaderLanguage['phrases']): string => textOf(language, name);
  const partsWords = (language.flags & VoiceFlag.Experimental) !== 0;
  const whole = (lines: readonly string[]): string => (partsWords ? words(lines).replaceAll('- ', '') : words(lines));

  it.each([false, true])('every page of words fits (large: %s)', (large) => {
    for (const { phrases, spare } of pagesOf(language)) {
      const said = whole(drawn({ phrases, large }));
      const all = phrases.join(' ');
      const without = phrases.slice(spare).join(' ');
      expect([all, without].includes(said) ? '' : said, all).toBe('');
    }
  });

  it('so do the words beside a code, with the time in sight', () => {
    for (const phrases of [[t('plugHeadset')], [t('tooFast')], []]) {
      for (const warning of ['', t('batteryLow'), t('setClockSoon')]) {
        for (const digits of ['123456', '1234567801']) {
          const lines = drawn({ ...code, code: digits, digits: digits.length, phrases, warning });
          const said = whole(lines.filter((line) => !/^[\d]+$|^!$|^\d+ s$/.test(line)));
          expect(lines).toContain('20 s');
          expect(lines.filter((line) => /^\d+$/.test(line)).join('')).toBe(digits);
          // The sign stands for what has no room.
          if (!lines.includes('!')) expect(said).toBe([...phrases, warning].join(' ').trim());
          else expect(said.startsWith(phrases.join(' '))).toBe(true);
        }
      }
    }
  });

  it('and the first letters of the language that failed, where there is no room for more, beside a bar', () => {
    const warning = `${t('voiceFailed')} ${t('languageName')}`;
    for (const [name, failed] of Object.entries(readerLanguages)) {
      const sign = `! ${textOf(failed, 'languageName').slice(0, 3).toUpperCase()}`;
      const page = { ...code, leftSeconds: 110, periodSeconds: 120, phrases: [t('plugHeadset')], warning, sign };
      expect(drawn(page), name).toEqual(expect.arrayContaining(['110 s', sign]));
      // What is left for the bar, with its frame.
      expect(width - widthOf(textFont, '000 s') - widthOf(textFont, sign) - 28, name).toBeGreaterThan(50);
    }
  });

  it('and what to do for digits one by one', () => {
    for (const phrases of [[t('pressNext')], [t('newCode'), t('pressNext')]]) {
      const lines = drawn({ ...code, code: '', phrases, warning: t('batteryLow') });
      expect(whole(lines)).toContain(phrases.join(' '));
    }
  });

  if (!partsWords) {
    it('parts no word', () => {
      const phrases = Object.keys(language.phrases).map((name) => t(name as keyof ReaderLanguage['phrases']));
      for (const phrase of phrases) expect(words(drawn({ phrases: [phrase] }))).toBe(phrase);
    });
  }
});

it('a word wider than the panel is parted with a hyphen, and nothing of it is lost', () => {
  const lines = drawn({ phrases: ['Wmwmwmwmwmwmwmwmwmwmwmw'] });
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.slice(0, -1).every((line) => line.endsWith('-'))).toBe(true);
  expect(lines.join('').replaceAll('-', '')).toBe('Wmwmwmwmwmwmwmwmwmwmwmw');
});

it('of a page that is too long the beginning is left out, and of a notice never its title', () => {
  const menu = drawn({ phrases: ['Device', 'About', '5 of 7', 'Code reader', 'KK-0000013', '0123abcd'] });
  expect(menu).toEqual(['About', '5 of 7', 'Code reader', 'KK-0000013', '0123abcd']);
  const notice = drawn({ phrases: ['Clock lost', 'one', 'a a a a a a a a a a a a a a'], warning: 'Voice failed' });
  expect(notice.at(-1)).toBe('Voice failed');
  const two = drawn({ phrases: ['Clock lost', 'a '.repeat(50).trim()], warning: 'Voice failed' });
  expect(two).toEqual(['Clock lost', 'Voice failed']);
});
