// The voices as the build makes them, from its cache where it has them.
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import { decodeVoice, type VoiceFile } from '../../firmware/voice/voice-file.ts';
import { makeVoices, usualCache } from '../../firmware/voice/voices.ts';

export interface BuiltVoice extends VoiceFile {
  readonly language: string;
  readonly bytes: number;
}

export async function builtVoices(): Promise<readonly BuiltVoice[]> {
  const voices = await makeVoices({ languages: readerLanguages, cache: usualCache });
  return voices.map(({ language, file }) => {
    const decoded = decodeVoice(file);
    if (decoded === undefined) throw new Error(`kk.v${language} is no whole voice file.`);
    return { language, bytes: file.length, ...decoded };
  });
}
