// What a token has said, utterance by utterance, as words: from the captions of its clips, and the silences between.
import type { Caption, ToPage } from '../messages.ts';

export interface Utterance {
  readonly id: number;
  /** World time, milliseconds since 1970, UTC. */
  readonly startMs: number;
  /** Undefined while it is being said. */
  readonly endMs?: number;
  readonly captions: readonly Caption[];
}

/** Utterances that are remembered. */
const remembered = 40;

/** Clips that begin to sound: they belong to the utterance that is being said, or begin one. */
export function withCaptions(said: readonly Utterance[], captions: readonly Caption[]): readonly Utterance[] {
  return captions.reduce<readonly Utterance[]>((before, caption) => {
    const last = before.at(-1);
    if (last !== undefined && (last.endMs === undefined || caption.startMs < last.endMs)) {
      return [...before.slice(0, -1), { ...last, captions: [...last.captions, caption] }];
    }
    const next = { id: (last?.id ?? 0) + 1, startMs: caption.startMs, captions: [caption] };
    return [...before, next].slice(-remembered);
  }, said);
}

/** Silence ends the utterance; sound begins one, whose captions are still to come. */
export function withSound(said: readonly Utterance[], sound: Extract<ToPage, { kind: 'sound' }>): readonly Utterance[] {
  const last = said.at(-1);
  if (sound.samples !== '' || last === undefined || last.endMs !== undefined) return said;
  return [...said.slice(0, -1), { ...last, endMs: sound.startMs }];
}

/** One stretch of words in one language; a tone says nothing. */
export interface Stretch {
  readonly language: string;
  readonly text: string;
}

/** An utterance as text, with the language of each stretch. */
export function inWords({ captions }: Utterance): readonly Stretch[] {
  const stretches: { language: string; text: string }[] = [];
  for (const { text, language } of captions) {
    const last = stretches.at(-1);
    const word = text === '' ? '(tone)' : text;
    if (last !== undefined && (last.language === language || text === '')) last.text += ` ${word}`;
    else stretches.push({ language, text: word });
  }
  return stretches;
}
