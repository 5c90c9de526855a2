// The short form of the intelligibility floor (`npm run accessibility` has the long one): pocketsphinx_batch hears 20 codes as the device
// says them in English. It was made for American voices in full bandwidth; a listener is not a recogniser, and no listener was asked.
import { describe, expect, it } from 'vitest';
import { decodeVoice, encodeVoice } from '../../firmware/voice/voice-file.ts';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { makeVoices, usualCache } from '../../firmware/voice/voices.ts';
import { figure } from '../accessibility/figure.ts';
import { floorOf, hardToHear, randomCodes, summaryOf, type Floor } from './floor.ts';
import { hasRecogniser } from './recogniser.ts';

const seed = 7;
/** Of a digit's occurrences. */
const leastShare = 0.8;

const isMissing = !hasRecogniser();
const mustRun = process.env['CI'] === 'true';
if (isMissing && !mustRun) {
  console.log(
    'pocketsphinx or its English model is missing (Debian packages pocketsphinx and pocketsphinx-en-us): skipped.',
  );
}

const englishVoice = async (): Promise<Buffer> =>
  (await makeVoices({ languages: { en: readerLanguages['en']! }, cache: usualCache }))[0]!.file;

/** The digits that the recogniser should hear and does not. */
const weak = ({ digits }: Floor): number[] =>
  digits.filter(({ digit, right, of }) => !hardToHear.has(digit) && right < leastShare * of).map(({ digit }) => digit);

describe.skipIf(isMissing && !mustRun)('spoken English codes', () => {
  it('are heard by a recogniser: eight of the ten digits always or nearly so', async ({ task }) => {
    const floor = floorOf(await englishVoice(), randomCodes(20, seed), seed);
    figure(task, summaryOf(floor));
    expect(floor.digits.every(({ of }) => of > 3)).toBe(true);
    expect(weak(floor)).toEqual([]);
  });

  it('are not, when clips are swapped or broken', async () => {
    const voice = decodeVoice(await englishVoice())!;
    const clips = [...voice.clips];
    [clips[3], clips[4]] = [clips[4]!, clips[3]!];
    clips[5] = clips[5]!.subarray(0, clips[5]!.length / 3);
    const floor = floorOf(encodeVoice({ ...voice, clips }), ['345019', '534201', '450953', '304455'], seed);
    expect(weak(floor)).toEqual(expect.arrayContaining([3, 4, 5]));
  });
});
