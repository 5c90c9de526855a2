// The short form of the intelligibility floor (`npm run accessibility` has the long one): pocketsphinx_batch hears 20 codes as the device
// says them in English. It was made for American voices in full bandwidth; a listener is not a recogniser, and no listener was asked.
import { describe, expect, it } from 'vitest';
import { silentByte } from '../../firmware/voice/level.ts';
import { atRate } from '../../firmware/voice/sound.ts';
import { decodeVoice, encodeVoice } from '../../firmware/voice/voice-file.ts';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { makeVoices, usualCache } from '../../firmware/voice/voices.ts';
import { figure } from '../accessibility/figure.ts';
import { codeDigits, floorOf, leastAtOtherPaces, leastWhole, randomCodes, summaryOf, weakDigits } from './floor.ts';
import { hasRecogniser } from './recogniser.ts';

const seed = 7;

const isMissing = !hasRecogniser();
const mustRun = process.env['CI'] === 'true';
if (isMissing && !mustRun) {
  console.log(
    'pocketsphinx or its English model is missing (Debian packages pocketsphinx and pocketsphinx-en-us): skipped.',
  );
}

const englishVoice = async (): Promise<Buffer> =>
  (await makeVoices({ languages: { en: readerLanguages['en']! }, cache: usualCache }))[0]!.file;

/** Half the rate, and what it can't carry filtered out. */
const everySecond = (clip: Uint8Array): Uint8Array => {
  const levels = { samples: Float64Array.from(clip, (byte) => byte - silentByte), samplesPerSecond: 2 };
  return Uint8Array.from(atRate(levels, 1).samples, (level) => silentByte + Math.max(-127, Math.min(127, level)));
};

describe.skipIf(isMissing && !mustRun)('spoken English codes', () => {
  it('are heard by a recogniser: every digit and nearly every code', async ({ task }) => {
    const floor = floorOf(await englishVoice(), randomCodes(20, seed), seed);
    figure(task, summaryOf(floor));
    expect(floor.digits.every(({ of }) => of > 3)).toBe(true);
    expect(weakDigits(floor)).toEqual([]);
    expect(floor.wholeRight).toBeGreaterThanOrEqual(leastWhole * floor.codes);
  });

  it.for([
    ['slow', 0],
    ['fast', 2],
  ] as const)('are heard at the %s pace as well', async ([name, pace], { task }) => {
    const floor = floorOf(await englishVoice(), randomCodes(20, seed), seed, pace);
    figure(task, `${name} pace: ${summaryOf(floor)}`);
    expect(floor.digitsRight).toBeGreaterThanOrEqual(leastAtOtherPaces * floor.codes * codeDigits);
    expect(floor.wholeRight).toBeGreaterThanOrEqual(leastWhole * floor.codes);
  });

  it('are not, when the digits have no more samples a second than the phrases', async () => {
    const voice = decodeVoice(await englishVoice())!;
    const clips = voice.clips.map((clip, at) => (voice.fine.has(at) ? everySecond(clip) : clip));
    const floor = floorOf(encodeVoice({ ...voice, clips, fine: new Set() }), ['667767', '776676', '706167'], seed);
    expect(weakDigits(floor)).toEqual(expect.arrayContaining([6, 7]));
  });

  it('are not, when clips are swapped or broken', async () => {
    const voice = decodeVoice(await englishVoice())!;
    const clips = [...voice.clips];
    [clips[3], clips[4]] = [clips[4]!, clips[3]!];
    clips[5] = clips[5]!.toReversed();
    const floor = floorOf(encodeVoice({ ...voice, clips }), ['345019', '534201', '450953', '304455'], seed);
    expect(weakDigits(floor)).toEqual(expect.arrayContaining([3, 4, 5]));
  });
});
