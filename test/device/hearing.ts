// What a token under check says: its clips, told from the samples that left the loudspeaker's pin and from nothing else.
import { phraseOf, clipsIn } from '../../simulator/desk/vocabulary.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { Ears } from '../../simulator/world/ears.ts';
import type { CheckedBoard } from './checked-board.ts';

/** A clip that was heard. */
export interface Said {
  /** As in core/words/reader/clip-names.ts; `?` for a sound that is no clip. */
  readonly name: string;
  /** The digit that it is. */
  readonly digit: string | undefined;
  /** It was cut off before its end. */
  readonly isCut: boolean;
}

const pollMs = 100;
/** One sentence follows the other sooner. */
const quietMs = 1500;
/** From a press to the first sound at most, and from that to the last one. */
const startsWithinMs = 8000;
const longestMs = 45_000;

/** Listens from what was not heard yet until it is quiet. Nothing is heard when nothing begins. */
export async function hear(board: CheckedBoard): Promise<Said[]> {
  const said: Said[] = [];
  const ears = new Ears({
    ended: ({ clip, part }) => {
      const name = clip === undefined ? undefined : phraseOf(clip.language, clip.number)?.name;
      const isDigit = clip !== undefined && clip.number <= 9;
      said.push({ name: name ?? '?', digit: isDigit ? String(clip.number) : undefined, isCut: part < 1 });
    },
  });
  ears.know(clipsIn(new Flash(board.storage.bytes, board.storage.pageBytes, board.flash)));
  let sounding = false;
  let begun = false;
  let silentMs = 0;
  for (let waitedMs = 0; waitedMs < longestMs; waitedMs += pollMs) {
    for (const run of board.takeSounds()) {
      ears.hear(run);
      sounding = run.samples.length > 0;
      begun ||= sounding;
      silentMs = 0;
    }
    if (!sounding && silentMs > (begun ? quietMs : startsWithinMs)) return said;
    silentMs += pollMs;
    await board.pause(pollMs);
  }
  throw new Error(`it has been sounding for ${longestMs / 1000} s`);
}

/** The code that was said first, whole; undefined: none of so many digits. */
export function codeSaid(said: readonly Said[], digits: number): string | undefined {
  const code = said.slice(0, digits).map(({ digit, isCut }) => (isCut ? undefined : digit));
  return code.length === digits && !code.includes(undefined) ? code.join('') : undefined;
}
