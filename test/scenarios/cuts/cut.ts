// Cuts one operation: runs it once to note its flash steps, then looks at the token after a cut in each step that is asked
// for. After a cut it must be the token from before or the one from after, whole.
import { isDeepStrictEqual } from 'node:util';
import type { Flash } from '../../../simulator/board/flash.ts';
import { flashedImage, Fob } from '../fob.ts';
import { Looks, type Look } from './look.ts';
import type { Operation } from './operations.ts';
import { StepsCut, untouched } from './steps-cut.ts';
import { isInSizeWord, NotingFlash, type Trace } from './trace.ts';

/**
 * What became of the token after a cut. The last two are the platform's: `void` when the interpreter found its Storage
 * corrupt and erased all of it, `mute` when it can't write any more (the holder's codes go on, or the token is blank).
 */
export type Fate = 'old' | 'new' | 'void' | 'mute';

export interface Cut {
  readonly index: number;
  readonly tornMask: number;
  readonly fate: Fate;
}

export class CutOperation {
  readonly trace: Trace;
  readonly stepsCut: StepsCut;
  readonly old: Look;
  readonly new: Look;
  /** The panel each time that it changed while the operation ran, with the number of flash steps made until then. */
  readonly frames: readonly { readonly steps: number; readonly panel: string }[];
  readonly #looks: Looks;

  constructor(readonly operation: Operation) {
    this.#looks = new Looks(operation.tells);
    const image = flashedImage();
    const flash = new NotingFlash(image.bytes.length, image.pageBytes, image.bytes);
    const fob = new Fob({ flash });
    const run = operation.prepare(fob);
    const before = flash.bytes.slice();
    const steps: NotingFlash['steps'] = (flash.steps = []);
    const frames: { steps: number; panel: string }[] = [];
    fob.board.on('frame', () => frames.push({ steps: steps.length, panel: fob.panel }));
    run();
    flash.steps = undefined;
    this.frames = frames;
    this.trace = { before, steps, pageBytes: flash.pageBytes };
    this.stepsCut = new StepsCut(this.trace);
    this.old = this.#looks.at(this.stepsCut.at(0, untouched));
    this.new = this.#looks.at(this.stepsCut.at(steps.length, untouched));
  }

  get steps(): number {
    return this.trace.steps.length;
  }

  /** Boots with different flash, so far. */
  get boots(): number {
    return this.#looks.boots;
  }

  /** What a token is after a cut in that step. Throws when it is neither the old nor the new one. */
  cut(index: number, tornMask: number): Cut {
    const where = `${this.operation.name}, cut in step ${index} of ${this.steps}, torn with ${tornMask.toString(16)}`;
    let look: Look;
    try {
      look = this.#looks.at(this.stepsCut.at(index, tornMask));
    } catch (error) {
      throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    if (isDeepStrictEqual(look, this.new)) return { index, tornMask, fate: 'new' };
    if (isDeepStrictEqual(look, this.old)) return { index, tornMask, fate: 'old' };
    if (isInSizeWord(this.trace, index)) {
      if (look.state === 'corrupt') return { index, tornMask, fate: 'void' };
      if (look.state === 'mute' && this.#showsAsBeforeOrAfter(look.shown)) return { index, tornMask, fate: 'mute' };
    }
    throw new Error(`${where}: it is ${JSON.stringify(look)}; old ${JSON.stringify(this.old)}`);
  }

  #showsAsBeforeOrAfter(shown: readonly string[]): boolean {
    // A code that could not be stored as used is a notice instead.
    const same = (look: Look): boolean =>
      look.state === 'running' && shown.every((text, i) => text === look.shown[i] || !/^\d/.test(text));
    return same(this.old) || same(this.new);
  }

  /** Whether the cut falls between two words: a board's flash is written in words of four bytes. */
  isBetweenWords(index: number): boolean {
    const step = this.trace.steps[index];
    return step === undefined || 'erasedPage' in step || step.address % 4 === 0;
  }

  /** The flash after the same cut on a board whose supply really fails in that step. */
  cutLive(index: number, tornMask: number): Flash {
    const flash = flashedImage();
    const fob = new Fob({ flash });
    const run = this.operation.prepare(fob);
    flash.stepsUntilPowerCut = index;
    flash.tornMask = tornMask;
    try {
      run();
    } catch {
      // Nobody answers any more.
    }
    if (fob.board.powered) throw new Error('the power did not fail');
    return flash;
  }
}
