// Whether the ten digits of a voice file are the ten digits: each is matched against the same words from another voice of
// the synthesiser at another pace. It shows that no clip is swapped, cut or corrupt; not that a person understands it.
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { textsOf } from '../../firmware/core/words/reader/language.ts';
import { clipsOf, samplesPerSecond } from '../../firmware/voice/clips.ts';
import { silentByte } from '../../firmware/voice/level.ts';
import { newSynthesiser } from '../../firmware/voice/synthesiser.ts';
import { distance, featuresOf, type Features } from './matching.ts';

export interface DigitAgreement {
  readonly language: string;
  /** The voice and the pace that they were matched against, in words. */
  readonly against: string;
  /** Of ten. */
  readonly recognised: number;
  /** What was taken for what: `6 for 3`. */
  readonly mistaken: readonly string[];
  /** The nearest wrong digit's distance against the right one's, for the digit where they are closest: above 1 is right. */
  readonly smallestMargin: number;
}

const variant = 'f2';
const faster = 30;
const digits = 10;

/** @param clips the voice's clips, the digits first, as `decodeVoice` gives them */
export async function digitAgreement(language: string, clips: readonly Uint8Array[]): Promise<DigitAgreement> {
  const known = readerLanguages[language];
  if (known === undefined) throw new Error(`There is no language "${language}".`);
  const texts = textsOf(known)
    .slice(0, digits)
    .map((text) => text!);
  const templates = clipsOf({ language, texts, recorded: new Map(), variant, faster }, await newSynthesiser());
  const heard = templates.slice(0, digits).map(featuresOfClip);
  const mistaken: string[] = [];
  let smallestMargin = Infinity;
  for (const [digit, clip] of clips.slice(0, digits).entries()) {
    const spoken = featuresOfClip(clip);
    const distances = heard.map((template) => distance(spoken, template));
    const wrong = Math.min(...distances.filter((_, other) => other !== digit));
    smallestMargin = Math.min(smallestMargin, wrong / distances[digit]!);
    if (distances[digit]! >= wrong) mistaken.push(`${distances.indexOf(wrong)} for ${digit}`);
  }
  return {
    language,
    against: `the voice ${language}+${variant}, ${faster} words a minute faster`,
    recognised: digits - mistaken.length,
    mistaken,
    smallestMargin,
  };
}

function featuresOfClip(clip: Uint8Array): Features {
  return featuresOf(
    Float64Array.from(clip, (byte) => (byte - silentByte) / 127),
    2 * samplesPerSecond,
  );
}
