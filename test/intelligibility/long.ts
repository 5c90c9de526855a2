// The long form of the intelligibility floor, for the accessibility report: 200 codes, and the digits of Danish and English against
// another voice. The same codes in the synthesiser's full bandwidth tell what the recogniser itself is worth.
import { builtVoices } from '../voice/built-voices.ts';
import { digitAgreement } from '../voice/digit-agreement.ts';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { codeItems } from '../../firmware/token/reader/items.ts';
import { atRate, trimmed } from '../../firmware/voice/sound.ts';
import { newSynthesiser } from '../../firmware/voice/synthesiser.ts';
import { digitTempo } from '../../firmware/voice/clips.ts';
import { makeVoices, usualCache } from '../../firmware/voice/voices.ts';
import { recogniserRate } from './assembled.ts';
import { floorOf, heardOf, randomCodes, summaryOf } from './floor.ts';
import { hasRecogniser } from './recogniser.ts';

const codes = 200;
const comparedCodes = 100;
const paces = [
  { pace: 0, name: 'slow' },
  { pace: 2, name: 'fast' },
];
const seed = 20_261_122;
const digitWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** As loud as the voices that are built. */
const level = 5600;

/** One line for each measurement. */
export async function intelligibilityLong(): Promise<string[]> {
  return [...(await heardCodes()), ...(await matchedDigits())];
}

/** What the figures do not say. */
export const unproven: readonly string[] = [
  'That a person understands the codes: a recogniser is no listener, least of all an old ear in a kitchen.',
  'Anything about Danish, Norwegian, Swedish, German or Greenlandic speech: the recogniser knows English only, and template matching compares the synthesiser with itself.',
  "That the English voice is the best one for people: it was chosen among the synthesiser's because this recogniser, which was taught American voices, mistakes its seven least.",
  'That the slow and the fast pace are harder or easier for people. The slow one is longer pauses at the recorded rate; the fast one has shorter pauses and raises the voice a little.',
  'How the digits are heard against noise: the room is nearly quiet (36 dB below the voice).',
  'Anything about the words between the codes: menus and times are said with half as many samples a second as the digits of a code.',
  'Anything about loudspeaker, amplifier, room and hearing loss.',
];

async function heardCodes(): Promise<string[]> {
  if (!hasRecogniser())
    return [
      'Not measured: pocketsphinx or its English model is missing (apt-get install pocketsphinx pocketsphinx-en-us).',
    ];
  const languages = { en: readerLanguages['en']! };
  const [voice] = await makeVoices({ languages, cache: usualCache });
  const drawn = randomCodes(codes, seed);
  const device = floorOf(voice!.file, drawn, seed);
  const whole = heardOf(await fullBandwidth(), drawn.slice(0, comparedCodes), seed);
  const otherwise = paces.map(({ pace, name }) => {
    const heard = floorOf(voice!.file, drawn.slice(0, comparedCodes), seed, pace);
    return `At the ${name} pace, the first ${comparedCodes} of these codes: ${summaryOf(heard)}.`;
  });
  return [
    `pocketsphinx, ${codes} random English codes as the device says them (normal pace, a little noise): ${summaryOf(device)}.`,
    `For comparison, the first ${comparedCodes} of these codes in the same voice's full bandwidth: ${summaryOf(whole)}.`,
    ...otherwise,
  ];
}

async function matchedDigits(): Promise<string[]> {
  const voices = (await builtVoices()).filter(({ language }) => language === 'da' || language === 'en');
  const agreements = [];
  for (const { language, clips } of voices) agreements.push(await digitAgreement(language, clips));
  return agreements.map(
    ({ language, against, recognised, mistaken, smallestMargin }) =>
      `Template matching (MFCC and dynamic time warping), ${language} digits against ${against}: ${recognised} of 10 right, smallest margin ${smallestMargin.toFixed(2)}${mistaken.length > 0 ? ` (${mistaken.join(', ')})` : ''}.`,
  );
}

/** Codes from the synthesiser without the way through 8 bits and few samples, with the pauses of the application. */
async function fullBandwidth(): Promise<(code: string) => Int16Array> {
  const synthesiser = await newSynthesiser();
  const voice = `en+${readerLanguages['en']!.variant}`;
  const clips = digitWords.map((word) => {
    const { samples } = trimmed(atRate(synthesiser.say(word, { voice, wordsPerMinute: digitTempo }), recogniserRate));
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    return Array.from(samples, (sample) => (sample * level) / Math.sqrt(power));
  });
  const silence = (ms: number): number[] => new Array<number>(Math.round((ms * recogniserRate) / 1000)).fill(0);
  return (code) => {
    const parts = codeItems(code).map((item) => (item < 0 ? silence(-item) : clips[item]!));
    const said = [...silence(300), ...parts.flat(), ...silence(300)];
    return Int16Array.from(said, (sample) => Math.max(-32_000, Math.min(32_000, sample)));
  };
}
