// A folder of recordings replaces the synthesiser's clips, whatever their format, and what is wrong with it is said in one
// sentence.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Clip } from '../../firmware/core/words/clip.ts';
import { clipNames } from '../../firmware/core/words/reader/clip-names.ts';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { VoiceFlag } from '../../firmware/core/words/utterance.ts';
import { decibelsOf, silentByte } from '../../firmware/voice/level.ts';
import { decodeVoice, rateOf } from '../../firmware/voice/voice-file.ts';
import { makeVoices, reportOf, type Voice } from '../../firmware/voice/voices.ts';

interface Format {
  readonly samplesPerSecond?: number;
  readonly channels?: number;
  readonly bits?: number;
  readonly coding?: number;
  readonly hertz?: number;
  readonly amplitude?: number;
  readonly seconds?: number;
}

/** A tone with a tenth of a second of silence on both sides. */
function wav(format: Format = {}): Buffer {
  const { samplesPerSecond = 44_100, channels = 1, bits = 16, coding = 1 } = format;
  const { hertz = 440, amplitude = 0.3, seconds = 0.4 } = format;
  const frames = Math.round((seconds + 0.2) * samplesPerSecond);
  const frameBytes = (channels * bits) / 8;
  const data = Buffer.alloc(frames * frameBytes, bits === 8 ? 128 : 0);
  for (let frame = 0; frame < frames; frame++) {
    const at = frame / samplesPerSecond - 0.1;
    const value = at < 0 || at > seconds ? 0 : amplitude * Math.sin(2 * Math.PI * hertz * at);
    for (let channel = 0; channel < channels; channel++) {
      const place = frame * frameBytes + (channel * bits) / 8;
      if (bits === 8) data.writeUInt8(128 + Math.round(127 * value), place);
      else if (bits === 16) data.writeInt16LE(Math.round(32_767 * value), place);
    }
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(coding, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(samplesPerSecond, 24);
  head.writeUInt32LE(samplesPerSecond * frameBytes, 28);
  head.writeUInt16LE(frameBytes, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

/** A short language, so that the tests are quick: its other clips say "a". */
const short = {
  flags: VoiceFlag.Experimental,
  numbers: Array.from({ length: 20 }, () => 'a'),
  tens: Array.from({ length: 9 }, () => 'a'),
  joined: [],
  phrases: Object.fromEntries(Object.keys(readerLanguages['en']!.phrases).map((name) => [name, 'a'])),
} as unknown as (typeof readerLanguages)[string];

let folder: string;
const make = async (): Promise<Voice> => (await makeVoices({ languages: { en: short }, recordings: folder }))[0]!;
const put = (name: string, content: Buffer | string): void => writeFileSync(join(folder, 'en', name), content);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-'));
  mkdirSync(join(folder, 'en'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('recordings', () => {
  it('in any format become clips like the others', async () => {
    const formats: Record<string, Format> = {
      one: {},
      two: { bits: 8, samplesPerSecond: 8000 },
      three: { channels: 2, samplesPerSecond: 48_000 },
      four: { bits: 8, channels: 2, samplesPerSecond: 11_025 },
      five: { amplitude: 0.02 },
      six: { amplitude: 1 },
      twelve: {},
      volume: { samplesPerSecond: 8000 },
    };
    for (const [name, format] of Object.entries(formats)) put(`${name}.wav`, wav(format));
    put(
      'texts.txt',
      `# as spoken by a person\n${Object.keys(formats)
        .map((name) => `${name}: tone`)
        .join('\n')}\n`,
    );
    const voice = await make();
    const decoded = decodeVoice(voice.file)!;
    const { clips } = decoded;
    for (const name of Object.keys(formats)) {
      const clip = clips[clipNames.indexOf(name)]!;
      const samplesPerSecond = rateOf(decoded, clipNames.indexOf(name));
      // The silence around it is gone, the tone has kept its length and pitch.
      expect(clip.length / samplesPerSecond, name).toBeCloseTo(0.4, 1);
      const crossings = clip.filter((byte, at) => byte >= silentByte && (clip[at - 1] ?? byte) < silentByte).length;
      expect(crossings / (clip.length / samplesPerSecond), name).toBeGreaterThan(420);
      expect(crossings / (clip.length / samplesPerSecond), name).toBeLessThan(460);
      expect(Math.abs(decibelsOf(clip) - decibelsOf(clips[8]!)), name).toBeLessThan(0.5);
      expect(voice.texts[clipNames.indexOf(name)]!.shown).toBe('tone');
    }
    expect(voice.recorded).toEqual(Object.keys(formats));
    // Digits have twice the rate of the others, whoever says them.
    expect([...decoded.fine]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('change no other clip, and the build names those that are missing', async () => {
    put('texts.txt', 'seven: sieben\n');
    const before = decodeVoice((await make()).file)!;
    put('seven.wav', wav());
    const voice = await make();
    const after = decodeVoice(voice.file)!;
    const changed = after.clips.flatMap((clip, at) => (Buffer.compare(clip, before.clips[at]!) === 0 ? [] : [at]));
    expect(changed).toEqual([7]);
    const [line] = reportOf([voice]);
    expect(line).toMatch(
      /^voice en: 1 clips recorded; the synthesiser says the missing ones: zero, one, .*, six, eight, /,
    );
    expect(line).toContain('tooFast');
  });

  it('of every clip make a voice that nobody calls experimental', async () => {
    const spoken = clipNames.filter((_, clip) => clip < Clip.JoinedOne || clip >= Clip.And);
    for (const name of spoken) put(`${name}.wav`, wav({ samplesPerSecond: 8000 }));
    put('texts.txt', spoken.map((name) => `${name}: word`).join('\r\n'));
    const voice = await make();
    expect(decodeVoice(voice.file)!.flags).toBe(0);
    expect(reportOf([voice])).toEqual([`voice en: ${spoken.length} clips recorded; none is missing.`]);
  });

  it.each([
    ['a file that is no WAV', 'seven.wav', Buffer.from('ID3'), /seven\.wav is no WAV file\.$/],
    [
      'a WAV that was cut off',
      'seven.wav',
      wav().subarray(0, 5000),
      /seven\.wav is cut off: \d+ of its bytes are missing\.$/,
    ],
    ['a WAV without sound', 'seven.wav', wav().subarray(0, 36), /seven\.wav holds no sound\.$/],
    [
      '24 bits',
      'seven.wav',
      wav({ bits: 24 }),
      /holds 24 bits in 1 channels; save it as PCM with 8 or 16 bits, mono or stereo\.$/,
    ],
    ['six channels', 'seven.wav', wav({ channels: 6 }), /holds 16 bits in 6 channels; save it as PCM/],
    ['MP3 in a WAV', 'seven.wav', wav({ coding: 0x55 }), /holds compressed or floating-point sound; save it as PCM/],
    [
      'a rate of 100',
      'seven.wav',
      wav({ samplesPerSecond: 100 }),
      /has 100 samples a second; record it at 6,000 to 192,000\.$/,
    ],
    ['silence', 'seven.wav', wav({ amplitude: 0 }), /seven\.wav is silent; record it again\.$/],
    [
      'a recording without text',
      'eight.wav',
      wav(),
      /texts\.txt has no text for eight\.wav; add a line "eight: " with the words/,
    ],
    [
      'a recording of no clip',
      'sevn.wav',
      wav(),
      /sevn\.wav is not named for a clip; firmware\/voice\/README\.md lists them\.$/,
    ],
    ['a text for no clip', 'texts.txt', 'sevn: syv', /texts\.txt, line 1 names no clip: "sevn"/],
    [
      'a line that is no text',
      'texts.txt',
      'seven: syv\nseven',
      /texts\.txt, line 2 is not "clip name: text" but "seven"\.$/,
    ],
    [
      'a clip of eleven seconds',
      'seven.wav',
      wav({ seconds: 11 }),
      /clip seven of the language "en" lasts 12 s; make it 5 s at most\.$/,
    ],
    [
      'a phrase of eleven seconds',
      'volume.wav',
      wav({ seconds: 11 }),
      /clip volume of the language "en" lasts 12 s; make it 10 s at most\.$/,
    ],
  ])('with %s are refused in one sentence', async (_what, name, content, message) => {
    put('texts.txt', 'seven: seven\nvolume: volume\n');
    put(name, content);
    await expect(make()).rejects.toThrow(message);
  });

  it('without a text list are refused', async () => {
    put('seven.wav', wav());
    await expect(make()).rejects.toThrow(
      /texts\.txt is missing; it says in words what is recorded, a line for each clip/,
    );
  });

  it('of an unknown language are refused, and so are an empty and a missing folder', async () => {
    mkdirSync(join(folder, 'fo'));
    await expect(make()).rejects.toThrow(/fo is no language; the folders in it may be en, each with its WAV files\.$/);
    rmSync(join(folder, 'fo'), { recursive: true });
    rmSync(join(folder, 'en'), { recursive: true });
    await expect(make()).rejects.toThrow(/holds no recordings; put them into a folder for each language/);
    await expect(makeVoices({ languages: { en: short }, recordings: join(folder, 'none') })).rejects.toThrow(
      /There is no folder .*none with recorded voices\.$/,
    );
  });
});
