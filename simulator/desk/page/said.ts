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

/** A silence of this many milliseconds parts two phrases at any pace: a slow pause between words is 104, a fast one between phrases 160. */
const phrasePauseMs = 132;
/** Two groups of a code are parted by so many times the pause between digits: a slow one between digits is longer than a fast one between groups. */
const groupPauses = 1.25;
/** Clips below are digits: core/words/clip.ts. */
const firstOther = 10;
/** These are one word with what follows: 'toog' and 'tyve'. */
const firstJoined = 29;
const lastJoined = 37;

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

/** An utterance as text, with the language of each stretch; a comma where the voice makes a pause, so that a screen reader makes one. */
export function inWords({ captions }: Utterance): readonly Stretch[] {
  const stretches: { language: string; text: string }[] = [];
  const isCode = captions.every(({ clip, text }) => (clip >= 0 && clip < firstOther) || text === '');
  const pausesMs = captions.slice(1).flatMap(({ pauseMs }) => (pauseMs > 0 ? [pauseMs] : []));
  const partingMs = isCode ? groupPauses * Math.min(...pausesMs) : phrasePauseMs;
  let joins = false;
  for (const { clip, text, language, pauseMs } of captions) {
    const last = stretches.at(-1);
    const word = text === '' ? '(tone)' : text;
    if (last !== undefined && pauseMs >= partingMs) last.text += ',';
    if (last !== undefined && (last.language === language || text === ''))
      last.text += joins && text !== '' ? word : ` ${word}`;
    else stretches.push({ language, text: word });
    joins = clip >= firstJoined && clip <= lastJoined;
  }
  return stretches;
}
