// The clips of a token's voices, read out of its flash from outside, with the words that they say. The words are those of
// our own phrase table: what stands in the token's files is shown and spoken by nobody here.
import { clipNames } from '../../firmware/core/words/reader/clip-names.ts';
import { textsOf } from '../../firmware/core/words/reader/language.ts';
import { readerLanguages } from '../../firmware/core/words/reader/languages.ts';
import type { Flash } from '../board/flash.ts';
import { FlashStorage } from '../board/storage.ts';
import { stringBytes } from '../board/bytes.ts';
import type { Clip } from '../world/ears.ts';

/** kk.vxx: firmware/voice/voice-file.ts. */
const magic = 'KV2';
const headerBytes = 12;
const offsetBytes = 3;
/** In a clip's offset: it has a sample for each of the converter's. Of the other clips each sample sounds twice. */
const fineBit = 0x800000;

/** What a clip says. */
export interface Phrase {
  /** As in core/words/reader/clip-names.ts. */
  readonly name: string;
  /** On the panel, and in captions. */
  readonly text: string;
  /** For a synthesiser, and the language in which it says it. */
  readonly said: string;
  readonly voice: string;
}

/** The clips of all voices that are in the flash, as they leave the converter; none where there are none. */
export function clipsIn(flash: Flash): readonly Clip[] {
  const storage = new FlashStorage(flash);
  return Object.keys(readerLanguages).flatMap((language) => {
    const file = storage.read(`kk.v${language}`);
    return file === undefined ? [] : clipsOf(language, Buffer.from(stringBytes(file)));
  });
}

/** The words of a clip; undefined for a number or a language that there is not. */
export function phraseOf(language: string, clip: number): Phrase | undefined {
  const words = readerLanguages[language];
  const text = words === undefined ? undefined : textsOf(words)[clip];
  const name = clipNames[clip];
  if (text === undefined || name === undefined) return undefined;
  return { name, text: text.shown, said: text.said ?? text.shown, voice: text.voice ?? language };
}

/** A file that is damaged has no clips: the token says so itself. */
function clipsOf(language: string, file: Buffer): Clip[] {
  if (file.length < headerBytes || file.toString('latin1', 0, magic.length) !== magic) return [];
  const count = file.readUInt8(6);
  if (file.length < headerBytes + offsetBytes * (count + 1)) return [];
  const entry = (at: number): number => file.readUIntBE(headerBytes + offsetBytes * at, offsetBytes);
  return Array.from({ length: count }, (_, at) => {
    const samples = file.subarray(entry(at) & ~fineBit, entry(at + 1) & ~fineBit);
    return { language, number: at, samples: (entry(at) & fineBit) === 0 ? eachTwice(samples) : samples };
  });
}

function eachTwice(samples: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 2 * samples.length }, (_, at) => samples[at >> 1]!);
}
