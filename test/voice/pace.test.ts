// How long six digits take at the three paces, in the voices as they are built: each digit equally often, over the code reader's own pauses.
import { describe, expect, it } from 'vitest';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { codeItems } from '../../firmware/token/reader/items.ts';
import { findVoice, rateOf, secondsToSay, spansOf } from '../../firmware/token/reader/voice.ts';
import { makeVoices, usualCache } from '../../firmware/voice/voices.ts';
import { MemoryStore } from '../unit/records/memory-store.ts';

const voices = await makeVoices({ languages: readerLanguages, cache: usualCache });
const slow = 0;
const normal = 1;
const fast = 2;
/** Greenlandic digits are so long that pauses are a smaller part of them. */
const mostFast = (language: string): number => (language === 'kl' ? 0.88 : 0.85);

describe.each(voices.map((voice) => [voice.language, voice] as const))('six digits in %s', (language, { file }) => {
  const bytes = file.toString('latin1');
  const store = new MemoryStore();
  store.files.set(`kk.v${language}`, bytes);
  const voice = findVoice(store, 0, language, [language]);
  const seconds = (code: string, pace: number): number =>
    spansOf(bytes, voice, pace, codeItems(code)).reduce((sum, length, at) => (at % 2 === 1 ? sum + length : sum), 0) /
    rateOf(voice, pace);
  const mean = (pace: number): number =>
    Array.from({ length: 10 }, (_, digit) => seconds(`${digit}`.repeat(6), pace)).reduce((a, b) => a + b) / 10;

  it('take markedly longer at the slow pace, and less at the fast one', () => {
    expect(mean(slow) / mean(normal)).toBeGreaterThan(1.25);
    expect(mean(fast) / mean(normal)).toBeLessThan(mostFast(language));
  });

  it('take no longer than is reckoned with, and the longest of them nearly as long', () => {
    for (const pace of [slow, normal, fast]) {
      const longest = Math.max(...Array.from({ length: 10 }, (_, digit) => seconds(`${digit}`.repeat(6), pace)));
      const reckoned = secondsToSay(voice, pace, 6);
      expect(reckoned).toBeGreaterThanOrEqual(longest - 0.01);
      // It reckons with two pauses between groups, as ten digits have, and one after the last digit.
      expect(reckoned - longest).toBeLessThan(pace === slow ? 2 : 1);
    }
  });
});
