// Speech equals what the screen shows: what the loudspeaker is given for a code decodes back to the code, for all codes of six
// digits in every language, and for the other lengths; and it holds digits and pauses only.
import { describe, expect, it } from 'vitest';
import { readerLanguages } from '../../../../firmware/core/words/reader/languages.ts';
import { codeItems } from '../../../../firmware/token/reader/items.ts';
import { findVoice, groupPause, secondsToSay, spansOf } from '../../../../firmware/token/reader/voice.ts';
import { MemoryStore } from '../../records/memory-store.ts';
import { clipOffsets, languageFiles } from './stand-in-voices.ts';

const languages = Object.keys(readerLanguages);

/** The voice of a language as the device finds it, and how its spans are read back. */
function voiceOf(language: string): {
  spans: (code: string, pace?: number) => number[];
  decode: (spans: number[]) => string;
  seconds: (digits: number, pace: number) => number;
  samplesPerSecond: number;
} {
  const file = languageFiles(language).get(`kk.v${language}`)!;
  const store = new MemoryStore();
  store.files.set(`kk.v${language}`, file);
  const voice = findVoice(store, 0, language, [language]);
  expect(voice).toMatchObject({ file: `kk.v${language}`, whole: true });
  const offsets = clipOffsets(file);
  return {
    spans: (code, pace = 1) => spansOf(file, voice, pace, codeItems(code)),
    seconds: (digits, pace) => secondsToSay(voice, pace, digits),
    samplesPerSecond: voice.samplesPerSecond,
    decode: (spans) => {
      let digits = '';
      for (let i = 0; i < spans.length; i += 2) {
        if (spans[i] === 0) continue;
        const clip = offsets.get(spans[i]!);
        if (clip === undefined || clip > 9) return `clip ${clip}`;
        digits += clip;
      }
      return digits;
    },
  };
}

describe.each(languages)('in %s', (language) => {
  const { spans, decode, seconds, samplesPerSecond } = voiceOf(language);

  it('what is played for each of the million codes of six digits is that code', () => {
    let wrong = '';
    for (let n = 0; n < 1_000_000 && wrong === ''; n++) {
      const code = `${n + 1_000_000}`.slice(1);
      if (decode(spans(code)) !== code) wrong = code;
    }
    expect(wrong).toBe('');
  });

  it.each([7, 8, 9, 10])(
    'and for codes of %i digits, at every pace, within the time that is reckoned with',
    (digits) => {
      for (let i = 0; i < 300; i++) {
        const code = `${(i * 7919 * 104_729) % 10_000_000_000}`.padStart(10, '0').slice(-digits);
        for (const [pace, speed] of [
          [0, 1],
          [1, 1],
          [2, 1.09],
        ] as const) {
          const played = spans(code, pace);
          expect(decode(played)).toBe(code);
          const samples = played.reduce((sum, length, at) => (at % 2 === 1 ? sum + length : sum), 0);
          expect(samples / (samplesPerSecond * speed)).toBeLessThanOrEqual(seconds(digits, pace) + 0.01);
        }
      }
    },
  );
});

it.each([
  ['123456', '123 456'],
  ['1234567', '123 4567'],
  ['12345678', '1234 5678'],
  ['123456789', '123 456 789'],
  ['1234567890', '123 456 7890'],
])('%s is said in groups: %s', (code, groups) => {
  const said = codeItems(code).map((item) => (item >= 0 ? `${item}` : item === groupPause ? ' ' : ''));
  expect(said.join('')).toBe(groups);
});
