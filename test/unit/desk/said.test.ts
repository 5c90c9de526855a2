// What the page makes of captions and silences: utterances, as words with their language.
import { describe, expect, it } from 'vitest';
import { digitPause, groupPause, phrasePause, rateOf, spansOf } from '../../../firmware/token/reader/voice.ts';
import type { Voice } from '../../../firmware/token/reader/voice.ts';
import type { Caption } from '../../../simulator/desk/messages.ts';
import { inWords, withCaptions, withSound } from '../../../simulator/desk/page/said.ts';
import { phraseOf } from '../../../simulator/desk/vocabulary.ts';
import type { Utterance } from '../../../simulator/desk/page/said.ts';

const caption = (startMs: number, text: string, language = 'en'): Caption => ({
  startMs,
  clip: 1,
  text,
  language,
  pauseMs: 0,
});
const silence = (startMs: number) => ({ kind: 'sound', startMs, samplesPerSecond: 8000, samples: '' }) as const;
const texts = (said: readonly Utterance[]) => said.map((utterance) => inWords(utterance).map(({ text }) => text));

/** The milliseconds that the reader is silent between two items at a pace (0 slow, 1 normal, 2 fast); the clips here have no samples. */
function pauseAt(pace: number, items: readonly number[]): number {
  const voice: Voice = {
    chosen: 0,
    file: 'kk.ven',
    language: 'en',
    whole: true,
    failure: [],
    failureSeconds: 0,
    flags: 0,
    samplesPerSecond: 12_048,
    digitMs: 500,
  };
  const spans = spansOf('\0'.repeat(512), voice, pace, items);
  return (spans[1]! * 1000) / rateOf(voice, pace);
}

describe('what was said', () => {
  it('is one utterance until the board falls silent, then another', () => {
    let said = withCaptions([], [caption(1000, 'seven')]);
    said = withCaptions(said, [caption(1400, 'five'), caption(1800, 'five')]);
    said = withSound(said, silence(2300));
    said = withCaptions(said, [caption(2300, 'twenty')]);
    expect(texts(said)).toEqual([['seven five five'], ['twenty']]);
    expect(said[0]).toMatchObject({ startMs: 1000, endMs: 2300 });
    expect(said[1]!.endMs).toBeUndefined();
  });

  it('takes a caption that comes after the silence which cut its clip off', () => {
    const said = withSound(withCaptions([], [caption(1000, 'seven')]), silence(1500));
    expect(texts(withCaptions(said, [caption(1400, 'five')]))).toEqual([['seven five']]);
  });

  it('is the same thing while nothing changes, so that nothing is drawn again', () => {
    const said = withCaptions([], [caption(1000, 'seven')]);
    expect(withSound(said, { ...silence(1050), samples: 'gICA' })).toBe(said);
    const over = withSound(said, silence(1500));
    expect(withSound(over, silence(1600))).toBe(over);
  });

  it('keeps the languages apart, and tells a tone from words', () => {
    const captions = [caption(0, 'Sprog', 'da'), caption(1, '', 'da'), caption(2, 'English'), caption(3, 'two')];
    expect(inWords({ id: 1, startMs: 0, captions })).toEqual([
      { language: 'da', text: 'Sprog (tone)' },
      { language: 'en', text: 'English two' },
    ]);
  });

  it('has a number as one word where the voice says it so', () => {
    const [toog, tyve] = [phraseOf('da', 30)!, phraseOf('da', 20)!];
    const captions = [
      { ...caption(0, toog.text, 'da'), clip: 30 },
      { ...caption(1, tyve.text, 'da'), clip: 20 },
      { ...caption(2, 'sekunder tilbage', 'da'), clip: 44 },
    ];
    expect(inWords({ id: 1, startMs: 0, captions })).toEqual([{ language: 'da', text: 'toogtyve sekunder tilbage' }]);
    const cutOff = [captions[0]!, { ...caption(3, '', 'da'), clip: -1 }];
    expect(inWords({ id: 1, startMs: 0, captions: cutOff })).toEqual([{ language: 'da', text: 'toog (tone)' }]);
    for (const [clip, name] of [
      [28, 'hundred'],
      [29, 'joinedOne'],
      [37, 'joinedNine'],
      [38, 'and'],
    ] as const) {
      expect(phraseOf('da', clip)?.name).toBe(name);
    }
  });

  it.each(['slow', 'normal', 'fast'])('has commas where the voice makes pauses, at the pace %s', (name) => {
    const pace = ['slow', 'normal', 'fast'].indexOf(name);
    const digit = pauseAt(pace, [1, digitPause, 2]);
    const group = pauseAt(pace, [1, groupPause, 2]);
    const word = pauseAt(pace, [60, 61]);
    const phrase = pauseAt(pace, [60, phrasePause, 61]);
    const told = (...clips: readonly (readonly [pauseMs: number, text: string, clip?: number])[]): string =>
      inWords({
        id: 1,
        startMs: 0,
        captions: clips.map(([pauseMs, text, clip = 60]) => ({ ...caption(0, text), pauseMs, clip })),
      })[0]!.text;
    expect(told([0, 'one', 1], [digit, 'two', 2], [group, 'three', 3], [digit, 'four', 4])).toBe('one two, three four');
    expect(told([0, 'one', 1], [digit, 'two', 2])).toBe('one two');
    expect(told([0, 'one', 1], [digit, '', 80])).toBe('one (tone)');
    expect(told([0, 'Volume'], [phrase, 'one', 1], [word, 'of'], [word, 'five', 5], [phrase, 'three', 3])).toBe(
      'Volume, one of five, three',
    );
  });

  it('is forgotten after a while', () => {
    let said: readonly Utterance[] = [];
    for (let i = 0; i < 60; i++) said = withSound(withCaptions(said, [caption(i * 10, `${i}`)]), silence(i * 10 + 5));
    expect(texts(said).flat().slice(0, 1)).toEqual(['20']);
    expect(new Set(said.map(({ id }) => id)).size).toBe(40);
  });
});
