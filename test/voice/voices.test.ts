// Every voice is whole, equally loud, without clicks and small enough, and the same on every build.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { crc32 } from '../../firmware/core/crc32.ts';
import { Clip } from '../../firmware/core/words/clip.ts';
import { clipNames } from '../../firmware/core/words/reader/clip-names.ts';
import { textsOf, type ReaderLanguage } from '../../firmware/core/words/reader/language.ts';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { VoiceFlag } from '../../firmware/core/words/utterance.ts';
import { decibelsOf, silentByte } from '../../firmware/voice/level.ts';
import { decodeVoice, encodeVoice, mostClipBytes, rateOf } from '../../firmware/voice/voice-file.ts';
import { makeVoices, usualCache } from '../../firmware/voice/voices.ts';
import { figure } from '../accessibility/figure.ts';
import { builtVoices, type BuiltVoice } from './built-voices.ts';
import { digitAgreement } from './digit-agreement.ts';

/** Danish and English together. */
const budgetBytes = 400 * 1024;
const mostDecibelsApart = 1;
/** Between neighbouring samples where clips meet, of 127: what a quiet click would be. */
const largestStepAtJoins = 8;
/** Of the loudest sample of a clip: what is quieter is not heard at its ends. */
const heardShare = 0.04;
/** At either end of a clip, so that pauses are those that the token makes. */
const mostSilenceSeconds = 0.03;
/** On each side of a join. */
const joinSeconds = 0.001;

const fewestRecognised: { readonly [language: string]: number } = { da: 10, en: 10, nb: 10, sv: 10, de: 10, kl: 10 };

let voices: readonly BuiltVoice[];

beforeAll(async () => {
  voices = await builtVoices();
});

describe('the texts', () => {
  it('have a name for each clip, in the order of the clips', () => {
    expect(clipNames).toHaveLength(Clip.Count);
    expect(new Set(clipNames).size).toBe(Clip.Count);
    const places = [Clip.Zero, Clip.Ten, Clip.Twenty, Clip.Hundred, Clip.JoinedOne, Clip.And, Clip.Of, Clip.Count - 1];
    expect(places.map((clip) => clipNames[clip])).toEqual([
      ...['zero', 'ten', 'twenty', 'hundred', 'joinedOne', 'and', 'of', 'tooFast'],
    ]);
  });

  it.each(Object.keys(readerLanguages))('are complete in %s', (language) => {
    const known = readerLanguages[language]!;
    const texts = textsOf(known);
    expect(texts).toHaveLength(Clip.Count);
    const empty = clipNames.filter((_, clip) => (texts[clip]?.shown ?? '') === '');
    const mayBeEmpty = (known.flags & VoiceFlag.UnitsFirst) === 0 ? clipNames.slice(Clip.JoinedOne, Clip.And) : [];
    expect(empty).toEqual(mayBeEmpty);
  });

  it('of a language without one are refused by name', async () => {
    const { da } = readerLanguages;
    const { battery: _gone, ...phrases } = da!.phrases;
    const languages = { da: { ...da!, phrases } as ReaderLanguage };
    await expect(makeVoices({ languages })).rejects.toThrow(/reader\/da\.ts has no text for the clip battery\.$/);
  });

  it('in a language that the synthesiser can not speak are refused by name', async () => {
    const languages = { xx: readerLanguages['en']! };
    await expect(makeVoices({ languages })).rejects.toThrow(/no voice for the language "xx": record all clips of "xx"/);
  });
});

describe('the voices', () => {
  it('have a clip for each text, none of them too long', () => {
    for (const { language, clips } of voices) {
      const texts = textsOf(readerLanguages[language]!);
      expect(clips).toHaveLength(Clip.Count);
      for (const [clip, samples] of clips.entries()) {
        expect(samples.length === 0, `${language} ${clipNames[clip]}`).toBe(texts[clip]!.shown === '');
        expect(samples.length).toBeLessThanOrEqual(mostClipBytes);
      }
    }
  });

  it('are equally loud to a decibel, all clips of all languages, and none is cut off at the edge', ({ task }) => {
    const levels = voices.flatMap(({ clips }) => clips.filter((clip) => clip.length > 0).map(decibelsOf));
    const [quietest, loudest] = [Math.min(...levels), Math.max(...levels)];
    process.stdout.write(
      `${levels.length} clips at ${quietest.toFixed(2)} to ${loudest.toFixed(2)} dB of full scale\n`,
    );
    figure(task, `${levels.length} clips within ${(loudest - quietest).toFixed(2)} dB of each other`);
    expect(loudest - quietest).toBeLessThanOrEqual(mostDecibelsApart);
    for (const { clips } of voices) {
      for (const clip of clips) expect(clip.every((byte) => byte > 1 && byte < 255)).toBe(true);
    }
  });

  it('are trimmed: each clip is heard from its beginning to its end', () => {
    let longestSeconds = 0;
    for (const voice of voices) {
      for (const [number, clip] of voice.clips.entries()) {
        if (clip.length === 0) continue;
        const sizes = Array.from(clip, (byte) => Math.abs(byte - silentByte));
        const loudest = sizes.reduce((most, size) => Math.max(most, size), 0);
        const isHeard = (size: number): boolean => size > heardShare * loudest;
        const silent = Math.max(sizes.findIndex(isHeard), sizes.length - 1 - sizes.findLastIndex(isHeard));
        longestSeconds = Math.max(longestSeconds, silent / rateOf(voice, number));
      }
    }
    process.stdout.write(`longest silence at an end: ${(longestSeconds * 1000).toFixed(1)} ms\n`);
    expect(longestSeconds).toBeLessThanOrEqual(mostSilenceSeconds);
  });

  it('have no click where clips meet', () => {
    let largest = 0;
    for (const voice of voices) {
      for (const [number, clip] of voice.clips.entries()) {
        if (clip.length === 0) continue;
        expect([clip[0], clip.at(-1)]).toEqual([silentByte, silentByte]);
        const joinSamples = Math.floor(joinSeconds * rateOf(voice, number));
        const ends = [...clip.subarray(-joinSamples), ...clip.subarray(0, joinSamples)];
        for (const [at, byte] of ends.entries()) largest = Math.max(largest, Math.abs(byte - (ends[at - 1] ?? byte)));
      }
    }
    process.stdout.write(`largest step at a join: ${largest} of 127\n`);
    expect(largest).toBeLessThanOrEqual(largestStepAtJoins);
  });

  it('fit: Danish and English into 400 KB', () => {
    for (const voice of voices) {
      const seconds = voice.clips.reduce((sum, { length }, clip) => sum + length / rateOf(voice, clip), 0);
      process.stdout.write(`${voice.language}: ${voice.bytes} bytes, ${seconds.toFixed(1)} s\n`);
    }
    const [da, en] = voices;
    expect([da!.language, en!.language]).toEqual(['da', 'en']);
    expect(da!.bytes + en!.bytes).toBeLessThanOrEqual(budgetBytes);
  });

  it('say which of them nobody vouches for', () => {
    const experimental = voices.filter(({ flags }) => flags & VoiceFlag.Experimental).map(({ language }) => language);
    expect(experimental).toEqual(['kl']);
  });

  it('are the same bytes when they are made again', async () => {
    const languages = { sv: readerLanguages['sv']! };
    const [kept] = await makeVoices({ languages, cache: usualCache });
    const [anew] = await makeVoices({ languages });
    expect(createHash('sha256').update(anew!.file).digest('hex')).toBe(
      createHash('sha256').update(kept!.file).digest('hex'),
    );
  });

  it.each(Object.keys(fewestRecognised))('say the digits that they should, in %s', async (language) => {
    const agreement = await digitAgreement(language, voices.find((voice) => voice.language === language)!.clips);
    const { recognised, mistaken, smallestMargin, against } = agreement;
    process.stdout.write(
      `${language}: ${recognised} of 10 digits match ${against}; smallest margin ${smallestMargin.toFixed(2)} ${mistaken.join(', ')}\n`,
    );
    expect(recognised).toBeGreaterThanOrEqual(fewestRecognised[language]!);
  });

  it('with two digits swapped do not pass for whole', async () => {
    const clips = [...voices[0]!.clips];
    [clips[3], clips[8]] = [clips[8]!, clips[3]!];
    expect((await digitAgreement('da', clips)).recognised).toBeLessThanOrEqual(8);
  });
});

describe('a voice file', () => {
  const clips = [Uint8Array.of(128, 130, 128), new Uint8Array(), Uint8Array.of(128, 131), Uint8Array.of(128)];
  const fine = new Set([2]);
  const file = encodeVoice({ flags: 5, samplesPerSecond: 6250, clips, fine });

  it('has its parts where they are looked for', () => {
    expect(file.toString('latin1', 0, 3)).toBe('KV2');
    expect([...file.subarray(3, 8)]).toEqual([5, 6250 >> 8, 6250 & 255, 4, 139]);
    expect(file.readUInt32BE(8)).toBe(crc32(file.toString('latin1', 12)));
    expect([12, 15, 18, 21, 24].map((at) => file.readUIntBE(at, 3))).toEqual([27, 30, 0x800000 + 30, 32, 33]);
    expect([...file.subarray(27)]).toEqual([128, 130, 128, 128, 131, 128]);
  });

  it('gives back what went in', () => {
    const decoded = decodeVoice(file)!;
    expect(decoded).toMatchObject({ flags: 5, samplesPerSecond: 6250, fine });
    expect(decoded.clips.map((clip) => [...clip])).toEqual(clips.map((clip) => [...clip]));
    expect(clips.map((_, clip) => rateOf(decoded, clip))).toEqual([6250, 6250, 12_500, 6250]);
  });

  it('takes no fine clip that ends between two samples of the others', () => {
    const odd = { flags: 5, samplesPerSecond: 6250, clips: [Uint8Array.of(128, 130, 128)], fine: new Set([0]) };
    expect(() => encodeVoice(odd)).toThrow(/fine clip 0 has 3 samples/);
  });

  it('is refused when a byte of it is another or missing', () => {
    for (let at = 0; at < file.length; at++) {
      const damaged = Buffer.from(file);
      damaged[at]! ^= 1;
      expect(decodeVoice(damaged), String(at)).toBeUndefined();
    }
    expect(decodeVoice(file.subarray(0, -1))).toBeUndefined();
  });
});
