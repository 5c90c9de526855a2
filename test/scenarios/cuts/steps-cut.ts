// The cuts of a trace, one after another: cheap when they are asked for in the order of their steps.
import type { Flash } from '../../../simulator/board/flash.ts';
import { cutAt, tornMasks, type Trace } from './trace.ts';

export const untouched = 0xff;
export const whole = 0x00;

export class StepsCut {
  #reached: { readonly step: number; readonly before: Uint8Array };

  constructor(readonly trace: Trace) {
    this.#reached = { step: 0, before: trace.before };
  }

  /** The flash when all steps before that one are done. */
  before(step: number): Uint8Array {
    const { before, steps, pageBytes } = this.trace;
    if (this.#reached.step > step) this.#reached = { step: 0, before };
    const between = steps.slice(this.#reached.step, step);
    if (between.length > 0) {
      const { bytes } = cutAt({ before: this.#reached.before, steps: between, pageBytes }, between.length, untouched);
      this.#reached = { step, before: bytes };
    }
    return this.#reached.before;
  }

  /** What `cutAt` of trace.ts gives. */
  at(step: number, tornMask: number): Flash {
    const { steps, pageBytes } = this.trace;
    return cutAt({ before: this.before(step), steps: steps.slice(step, step + 1), pageBytes }, 0, tornMask);
  }

  /** Of these masks, one for each state that the failing byte is left in, but for untouched and whole. Bits that were 0 before make many the same. */
  different(step: number, masks: readonly number[]): readonly number[] {
    const failing = this.trace.steps[step];
    if (failing === undefined || !('address' in failing)) return [];
    const before = this.before(step)[failing.address]!;
    const stateAfter = (mask: number): number => before & (failing.value | mask);
    const seen = new Set([untouched, whole].map(stateAfter));
    return masks.filter((mask) => {
      const state = stateAfter(mask);
      return seen.has(state) ? false : seen.add(state);
    });
  }

  /** A mask for each state that the failing byte can be left in, untouched and whole among them. */
  every(step: number): readonly number[] {
    return [untouched, ...this.different(step, tornMasks(this.trace, step)), whole];
  }
}
