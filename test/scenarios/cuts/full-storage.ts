// What a power cut does while the interpreter compacts a full Storage: every hello after power-on takes 48 bytes, and when
// none are left the interpreter moves all files through its memory, page by page. `npm run cuts -- --full-storage` counts.
import type { Flash } from '../../../simulator/board/flash.ts';
import { consolePassword, deviceKey, flashedImage, Fob } from '../fob.ts';
import { FobStation } from '../station.ts';
import { secrets } from './operations.ts';
import { tracesOf } from './secret-traces.ts';
import { cutAt, NotingFlash, type Trace } from './trace.ts';

/** `alive`: it shows the right code. `dead`: nothing runs. `open`: the console runs what anybody types. */
export type Condition = 'alive' | 'dead' | 'open' | 'open, with secrets in flash';

/** Powers a token on and greets it until its Storage is compacted; the steps of that start. */
export function fillStorage(): { readonly trace: Trace; readonly starts: number } {
  const image = flashedImage();
  const flash = new NotingFlash(image.bytes.length, image.pageBytes, image.bytes);
  const fob = new Fob({ flash });
  new FobStation(fob).issue({ eventBased: true, secret: secrets.old });
  for (let starts = 1; starts < 5000; starts++) {
    const before = flash.bytes.slice();
    flash.steps = [];
    fob.board.powerOff();
    fob.board.powerOn();
    fob.pass(0.3);
    fob.ask('hello');
    if (flash.steps.some((step) => 'erasedPage' in step)) {
      return { trace: { before, steps: flash.steps, pageBytes: flash.pageBytes }, starts };
    }
  }
  throw new Error('Storage was never full');
}

/** How the token is when it is switched on with that flash. */
export function conditionOf(flash: Flash): Condition {
  const fob = new Fob({ flash });
  if (/^755 \/ 224/.test(fob.press())) return 'alive';
  const answer = fob.wire('\n\x10print(6*7)\n', 1);
  if (!answer.includes('42')) return 'dead';
  const kept = [secrets.old, deviceKey, Buffer.from(consolePassword)];
  return kept.some((secret) => tracesOf(secret, flash.bytes).length > 0) ? 'open, with secrets in flash' : 'open';
}

/** Cuts in every `stride`th step of the compaction, whole words only. */
export function cutCompaction(stride: number): { readonly starts: number; readonly count: Map<Condition, number> } {
  const { trace, starts } = fillStorage();
  const count = new Map<Condition, number>();
  for (let index = 0; index <= trace.steps.length; index += stride) {
    const condition = conditionOf(cutAt(trace, index, 0xff));
    count.set(condition, (count.get(condition) ?? 0) + 1);
  }
  return { starts, count };
}
