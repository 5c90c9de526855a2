// Which languages a token gets, and whether they fit: each takes its words and, on a code reader, a voice of some 200 KB.
// Answered before anything is asked of the board.
import { VoiceFlag } from '../../firmware/core/words/utterance.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import { Failure } from '../failure.ts';
import { languagesOf, type Firmware } from './manifest.ts';

/** What a token's own records may take beside the firmware: at least this, and a share of a large store. */
export const leastRecordBytes = 2048;
const recordShare = 32;
/** Where not all fit: the default and the one that most others read. */
const usualLanguages = 2;
/** Where a voice file has its flags: firmware/voice/voice-file.ts. */
const voiceFlagsAt = 3;

/** Bytes of files that may be written to this board. */
export function roomOn({ storage }: BoardDescription): number {
  return storage.bytes - Math.max(leastRecordBytes, storage.bytes / recordShare);
}

interface Sizes {
  /** Files that every language needs. */
  readonly shared: number;
  readonly byLanguage: ReadonlyMap<string, number>;
}

function sizesOf(firmware: Firmware): Sizes {
  const byLanguage = new Map(languagesOf(firmware).map((language) => [language, 0]));
  let shared = 0;
  for (const { data, languages } of firmware.files) {
    if (languages === undefined) shared += data.length;
    for (const language of languages ?? []) byLanguage.set(language, byLanguage.get(language)! + data.length);
  }
  return { shared, byLanguage };
}

const sumOf = ({ shared, byLanguage }: Sizes, languages: readonly string[]): number =>
  languages.reduce((sum, language) => sum + (byLanguage.get(language) ?? 0), shared);

/**
 * The languages of `--languages`, without repetition. Undefined: all; where they don't fit together, the first two. Fails with `bad-input` when a language is unknown.
 */
export function chosenLanguages(
  text: string | undefined,
  firmware: Firmware,
  description: BoardDescription,
): readonly string[] {
  const offered = languagesOf(firmware);
  if (text === undefined) {
    const sizes = sizesOf(firmware);
    if (sumOf(sizes, offered) <= roomOn(description)) return offered;
    return offered.slice(0, usualLanguages);
  }
  const chosen = text.split(',').map((language) => language.trim());
  const unknown = chosen.find((language) => !offered.includes(language));
  if (unknown === undefined) return [...new Set(chosen)];
  throw new Failure(
    'bad-input',
    `The firmware has no language "${unknown}": --languages takes ${offered.join(', ')}, the first of them is the token's own.`,
  );
}

/** Whether nobody who speaks the language has checked its words and its voice. */
function isExperimental({ files }: Firmware, language: string): boolean {
  const voice = files.find(({ name }) => name === `kk.v${language}`);
  return ((voice?.data[voiceFlagsAt] ?? 0) & VoiceFlag.Experimental) !== 0;
}

/**
 * What fits, in lines for people, none where all languages fit anyway; and which of the chosen ones are experimental. Fails with `bad-input` when the chosen ones don't fit.
 */
export function whatFits(
  languages: readonly string[],
  firmware: Firmware,
  description: BoardDescription,
): readonly string[] {
  const sizes = sizesOf(firmware);
  const room = roomOn(description);
  const taken = sumOf(sizes, languages);
  const list = (some: readonly string[]): string =>
    some
      .map((language) => {
        const bytes = thousands(sizes.byLanguage.get(language) ?? 0);
        return isExperimental(firmware, language) ? `${language} ${bytes} (experimental)` : `${language} ${bytes}`;
      })
      .join(', ');
  if (taken > room) {
    throw new Failure(
      'bad-input',
      `The languages ${languages.join(',')} do not fit on a ${description.title}: ${thousands(taken)} bytes with the firmware, ` +
        `and there is room for ${thousands(room)}; choose fewer with --languages (bytes: ${list(languages)}).`,
    );
  }
  const others = languagesOf(firmware).filter((language) => !languages.includes(language));
  const warnings = languages
    .filter((language) => isExperimental(firmware, language))
    .map(
      (language) =>
        `The language ${language} is experimental: nobody who speaks it has checked its words or its voice.`,
    );
  if (sumOf(sizes, [...languages, ...others]) <= room) return warnings;
  const fitting = others.filter((language) => sumOf(sizes, [...languages, language]) <= room);
  return [
    `Languages: ${list(languages)} bytes; with the firmware ${thousands(taken)} of ${thousands(room)} bytes.`,
    fitting.length === 0
      ? 'No other language fits beside them.'
      : `One more would fit beside them: ${list(fitting)} bytes.`,
    ...warnings,
  ];
}

function thousands(bytes: number): string {
  return Math.floor(bytes).toLocaleString('en-US');
}
