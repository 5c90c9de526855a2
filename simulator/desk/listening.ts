// Somebody who listens to the board on the bench: what sounds, and which clips of the voices in its flash they are.
import type { Sound } from '../board/sound-output.ts';
import { Ears, type Heard } from '../world/ears.ts';
import type { Caption } from './messages.ts';
import { clipsIn, phraseOf } from './vocabulary.ts';
import type { Workbench } from './workbench.ts';

export interface Listener {
  /** Samples left the board, or no more come. */
  sound?(sound: Sound): void;
  /** A clip began, and could not be another one. */
  began?(heard: Heard): void;
  /** It is over, or was cut off. */
  ended?(heard: Heard): void;
}

/** Listens until what it returns is called. Boards without sound are never heard. */
export function listen({ board }: Pick<Workbench, 'board'>, listener: Listener): () => void {
  const ears = new Ears({
    began: (heard) => listener.began?.(heard),
    ended: (heard) => listener.ended?.(heard),
  });
  /** The voices may have come over the wire since; they are read when they are first needed. */
  let known = false;
  const stops = [
    board.on('power', () => void (known = false)),
    board.on('ready', () => void (known = false)),
    board.on('sound', (sound) => {
      if (sound.pin !== board.description.audio?.pin) return;
      if (!known) ears.know(clipsIn(board.flash));
      known = true;
      listener.sound?.(sound);
      ears.hear(sound);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What was heard, in words; `language` is that of a sound without any. */
export function captionOf(
  { clip, startMs, pauseMs = 0 }: Heard,
  { world, board }: Workbench,
  language: string,
): Caption {
  const atMs = world.momentUtcMs - board.clock.nowMs + startMs;
  const text = (clip && phraseOf(clip.language, clip.number)?.text) ?? '';
  return { startMs: atMs, clip: clip?.number ?? -1, text, language: clip?.language ?? language, pauseMs };
}
