// What a language of the code reader is: a text for every clip, and how its numbers are put together. Host only.
import type { PhraseName } from './clip-names.ts';
import { clipNames } from './clip-names.ts';

/** The text of one clip. */
export interface ClipText {
  /** On the panel, and in captions. */
  readonly shown: string;
  /** For the synthesiser, where it needs another spelling. */
  readonly said?: string;
  /** For the synthesiser, where the word is borrowed: the language that it is said in. */
  readonly voice?: string;
}

type Text = string | ClipText;

export interface ReaderLanguage {
  /** `VoiceFlag`s, added. */
  readonly flags: number;
  /** Which of the synthesiser's voices says it; undefined: its usual one. */
  readonly variant?: string;
  /** 0 to 19. */
  readonly numbers: readonly Text[];
  /** 20, 30, to 90, then a hundred. */
  readonly tens: readonly Text[];
  /** 1 to 9 joined to the ten that follows; empty where units come last. */
  readonly joined: readonly Text[];
  /** Its words may be wider than the panel, where they are parted then. */
  readonly partsWords?: boolean;
  readonly phrases: { readonly [name in PhraseName]: Text };
}

const numberCount = 20;
const tenCount = 9;
const joinedCount = 9;

/** The texts of a language in the order of its clips; undefined where it has none and should have. */
export function textsOf(language: ReaderLanguage): readonly (ClipText | undefined)[] {
  const joined = language.joined.length === 0 ? Array.from({ length: joinedCount }, () => '') : language.joined;
  const texts: readonly (Text | undefined)[] = [
    ...padded(language.numbers, numberCount),
    ...padded(language.tens, tenCount),
    ...padded(joined, joinedCount),
    ...clipNames
      .slice(numberCount + tenCount + joinedCount)
      .map((name) => (language.phrases as { readonly [name in string]?: Text })[name]),
  ];
  return texts.map((text) => (typeof text === 'string' ? { shown: text } : text));
}

function padded(texts: readonly Text[], length: number): (Text | undefined)[] {
  return Array.from({ length }, (_, at) => texts[at]);
}
