// The voices of all languages: texts and voice files, from the synthesiser and from recordings. What was made once is kept
// by a fingerprint of everything that it was made from.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { VoiceFlag } from '../core/words/utterance.ts';
import { clipNames } from '../core/words/reader/clip-names.ts';
import { textsOf, type ClipText, type ReaderLanguage } from '../core/words/reader/language.ts';
import { clipsOf, fineClips, samplesPerSecond } from './clips.ts';
import { fingerprintOf, kept } from './kept.ts';
import { readRecordings, recordedLanguages, type Recordings } from './recordings.ts';
import { newSynthesiser } from './synthesiser.ts';
import { encodeVoice } from './voice-file.ts';

export interface Voice {
  /** Two letters. */
  readonly language: string;
  /** What each clip says, for the panel. */
  readonly texts: readonly ClipText[];
  /** The voice file. */
  readonly file: Buffer;
  /** Names of the clips that a recording gave. */
  readonly recorded: readonly string[];
  /** Names of the clips that the synthesiser says: in a language that is recorded, those that are missing. */
  readonly synthetic: readonly string[];
}

export interface VoicesOptions {
  readonly languages: { readonly [code: string]: ReaderLanguage };
  /** Folder of recorded voices; undefined: `usualRecordings`, where that exists. */
  readonly recordings?: string | undefined;
  /** Where finished voices are kept; undefined: nowhere. */
  readonly cache?: string | undefined;
}

/** Recordings that lie here are always taken. */
export const usualRecordings = join(import.meta.dirname, 'recordings');
/** Where finished voices are kept. */
export const usualCache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'klarkode-voices');

/**
 * The voice of each language, in their order.
 * @throws Error in one sentence: a text or a voice is missing, a recording can't be read, a clip is too long
 */
export async function makeVoices({ languages, recordings, cache }: VoicesOptions): Promise<Voice[]> {
  const folder = recordings ?? (existsSync(usualRecordings) ? usualRecordings : undefined);
  const recordedIn = folder === undefined ? [] : recordedLanguages(folder, Object.keys(languages));
  const voices: Voice[] = [];
  for (const [code, language] of Object.entries(languages)) {
    const found =
      folder !== undefined && recordedIn.includes(code) ? readRecordings(join(folder, code)) : nothingRecorded;
    voices.push(await makeVoice(code, language, found, cache));
  }
  return voices;
}

const nothingRecorded: Recordings = { sounds: new Map(), texts: new Map() };

async function makeVoice(
  language: string,
  spoken: ReaderLanguage,
  { sounds, texts: recordedTexts }: Recordings,
  cache: string | undefined,
): Promise<Voice> {
  const { variant } = spoken;
  const texts = textsOf(spoken).map((text, clip): ClipText => {
    const name = clipNames[clip]!;
    const words = recordedTexts.get(name);
    if (words !== undefined) return { shown: words };
    if (text !== undefined) return text;
    throw new Error(`firmware/core/words/reader/${language}.ts has no text for the clip ${name}.`);
  });
  const needed = clipNames.filter((_, clip) => texts[clip]!.shown !== '');
  // A language whose every clip is recorded has a voice that somebody vouches for.
  const synthetic = needed.filter((name) => !sounds.has(name));
  const flags = synthetic.length > 0 ? spoken.flags : spoken.flags & ~VoiceFlag.Experimental;
  const file = await kept(cache, fingerprintOf({ language, variant, flags, texts, sounds }), async () =>
    encodeVoice({
      flags,
      samplesPerSecond,
      clips: clipsOf({ language, texts, recorded: sounds, variant }, await newSynthesiser()),
      fine: fineClips,
    }),
  );
  return { language, texts, file, recorded: needed.filter((name) => sounds.has(name)), synthetic };
}

/** Lines for people: which languages are experimental, and which clips of a recorded language are still synthetic. */
export function reportOf(voices: readonly Voice[]): string[] {
  return voices.flatMap(({ language, recorded, synthetic, file }) => [
    ...(recorded.length === 0 ? [] : [`voice ${language}: ${recorded.length} clips recorded; ${missing(synthetic)}.`]),
    ...((file[flagsAt]! & VoiceFlag.Experimental) === 0
      ? []
      : [`voice ${language}: experimental, checked by no speaker.`]),
  ]);
}

const flagsAt = 3;

function missing(synthetic: readonly string[]): string {
  return synthetic.length === 0 ? 'none is missing' : `the synthesiser says the missing ones: ${synthetic.join(', ')}`;
}
