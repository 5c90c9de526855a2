// Voices for a code reader in memory: their clips hold silence, but have lengths, texts and offsets like real ones.
import { readerLanguages } from '../../../../firmware/core/words/reader/languages.ts';
import { textsOf } from '../../../../firmware/core/words/reader/language.ts';
import { encodeVoice } from '../../../../firmware/voice/voice-file.ts';

const samplesPerSecond = 500;
const digitSeconds = 0.4;

/** Clip texts by language, in the order of the clips. */
export const clipTexts = (language: string): readonly string[] =>
  textsOf(readerLanguages[language]!).map((text) => text?.shown ?? '');

const made = new Map<string, ReadonlyMap<string, string>>();

/** kk.xx and kk.vxx of a language. */
export function languageFiles(language: string): ReadonlyMap<string, string> {
  const known = made.get(language);
  if (known) return known;
  const texts = clipTexts(language);
  const clips = texts.map((text, clip) => {
    const seconds = clip < 10 ? digitSeconds : text === '' ? 0 : 0.2 + 0.05 * text.length;
    const rate = clip < 10 ? 2 * samplesPerSecond : samplesPerSecond;
    return new Uint8Array(Math.round(seconds * rate)).fill(0x80);
  });
  const fine = new Set([...clips.keys()].filter((clip) => clip < 10));
  const flags = readerLanguages[language]!.flags;
  const files = new Map([
    [`kk.${language}`, texts.join('\n')],
    [`kk.v${language}`, encodeVoice({ flags, samplesPerSecond, clips, fine }).toString('latin1')],
  ]);
  made.set(language, files);
  return files;
}

/** The clip of each offset of a voice file, as it is played, that is no empty clip. */
const offsetsOf = new Map<string, ReadonlyMap<number, number>>();
export function clipOffsets(file: string): ReadonlyMap<number, number> {
  const known = offsetsOf.get(file);
  if (known) return known;
  const bytes = Buffer.from(file, 'latin1');
  const offsets = new Map<number, number>();
  for (let clip = bytes[6]! - 1; clip >= 0; clip--) {
    const entry = bytes.readUIntBE(12 + 3 * clip, 3);
    const from = entry & 0x7fffff;
    if ((bytes.readUIntBE(15 + 3 * clip, 3) & 0x7fffff) > from) offsets.set(entry, clip);
  }
  offsetsOf.set(file, offsets);
  return offsets;
}
