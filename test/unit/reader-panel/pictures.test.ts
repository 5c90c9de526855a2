// The code reader's pages as they were looked at and approved (test/golden/code-reader), in Danish and English.
// UPDATE_GOLDEN=1 writes what is drawn now: look at it before it is committed.
import { encode } from 'fast-png';
import { describe, it } from 'vitest';
import type { ReaderLanguage } from '../../../firmware/core/words/reader/language.ts';
import { readerLanguages } from '../../../firmware/core/words/reader/languages.ts';
import type { Page } from '../../../firmware/token/reader/page.ts';
import { panelPicture } from '../../../simulator/world/eyes.ts';
import { expectPicture } from '../../golden/pictures.ts';
import { fontSheet } from '../../../firmware/build/font-sheet.ts';
import { bigFont, largeFont, largeTextFont, textFont } from '../../../firmware/core/machine.ts';
import { fonts, ReaderPanel } from './panel.ts';

const reader = new ReaderPanel();
const six = { code: '755224', digits: 6, leftSeconds: 24, periodSeconds: 30 };

function picture(name: string, page: Partial<Page>): void {
  reader.paint(page);
  expectPicture(`code-reader/${name}`, panelPicture(reader.bench.board.panel));
}

it.each<[string, Partial<Page>]>([
  ['digits-6', six],
  ['digits-6-marked', { ...six, code: '069906', leftSeconds: 3 }],
  ['digits-6-inverse', { ...six, inverse: true }],
  ['digits-7', { ...six, code: '4696079', digits: 7 }],
  ['digits-8', { ...six, code: '94287082', digits: 8 }],
  ['digits-9', { ...six, code: '469607901', digits: 9 }],
  ['digits-10', { ...six, code: '1284755224', digits: 10, leftSeconds: 110, periodSeconds: 120 }],
  ['digits-6-of-an-event', { ...six, leftSeconds: -1 }],
  ['one-by-one-third', { ...six, code: '755' }],
])('%s', (name, page) => {
  picture(name, page);
});

it.each([
  ['text', textFont],
  ['large-text', largeTextFont],
  ['large-digits', largeFont],
  ['small-digits', bigFont],
])('the font %s', (name, font) => {
  const { width, height, pixels } = fontSheet(fonts[font]!);
  expectPicture(`fonts/320x240-${name}`, encode({ width, height, data: pixels, channels: 1, depth: 8 }));
});

describe.each(['da', 'en'])('%s', (code) => {
  const language = readerLanguages[code]!;
  const t = (name: keyof ReaderLanguage['phrases']): string => {
    const text = language.phrases[name];
    return typeof text === 'string' ? text : text.shown;
  };
  const menu = [t('settings'), t('volume'), `1 ${t('of')} 5`, '4'];

  it.each<[string, Partial<Page>]>([
    ['low-battery', { ...six, warning: t('batteryLow') }],
    ['one-by-one-begins', { ...six, code: '', phrases: [t('pressNext')] }],
    ['headset-only', { ...six, phrases: [t('plugHeadset')] }],
    [
      'headset-only-low-battery-10',
      { ...six, code: '1284755224', digits: 10, phrases: [t('plugHeadset')], warning: t('batteryLow') },
    ],
    ['menu', { phrases: menu }],
    ['menu-large', { phrases: menu, large: true }],
    ['menu-inverse', { phrases: menu, inverse: true }],
    ['notice', { phrases: [t('clockUnsure'), t('askSupport')] }],
    ['notice-large', { phrases: [t('clockUnsure'), t('askSupport')], large: true }],
    ['wait', { phrases: [t('waitForNext'), `12 ${t('seconds')}`] }],
    ['voice-failed', { ...six, warning: `${t('voiceFailed')} ${code === 'da' ? 'English' : 'Dansk'}` }],
    [
      'voice-failed-headset-only',
      {
        ...six,
        phrases: [t('plugHeadset')],
        warning: `${t('voiceFailed')} ${code === 'da' ? 'English' : 'Dansk'}`,
        sign: code === 'da' ? '! ENG' : '! DAN',
      },
    ],
    ['clock', { phrases: [t('device'), t('clock'), `4 ${t('of')} 7`, `${t('clockWithin')} 120 ${t('seconds')}`] }],
    ['key-help', { phrases: [t('keyHelp'), t('speakKey'), t('pressAgain')] }],
  ])('%s', (name, page) => {
    picture(`${code}/${name}`, page);
  });
});
