// Overhears what a page gives to WebAudio: every run of samples, when it is to sound, and when it really ends.
import type { Page } from 'playwright-core';

export interface Run {
  /** Unsigned, 8 bits, as the board has them. */
  readonly levels: readonly number[];
  readonly rate: number;
  /** In the context's seconds. */
  readonly fromSeconds: number;
  /** Earlier than it would be if it was stopped. */
  readonly toSeconds: number;
}

type Noted = { -readonly [K in keyof Run]: Run[K] };

declare global {
  interface Window {
    /** What was given to WebAudio since it was last read. */
    runs?: Noted[];
    /** When a key went down last, in the seconds of the context that was used last. */
    pressedSeconds?: number;
  }
}

/** Listens from the next page load on. */
export async function eavesdrop(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted = new WeakMap<object, Noted>();
    let context: BaseAudioContext | undefined;
    window.runs = [];
    window.addEventListener('keydown', () => (window.pressedSeconds = context?.currentTime ?? 0), true);
    const prototype = AudioBufferSourceNode.prototype;
    const { start } = prototype;
    const { stop } = AudioScheduledSourceNode.prototype;
    prototype.start = function (this: AudioBufferSourceNode, when = 0, ...rest: number[]) {
      const { buffer } = this;
      if (buffer !== null) {
        const fromSeconds = Math.max(when, this.context.currentTime);
        const levels = Array.from(buffer.getChannelData(0), (value) => Math.round(value * 128) + 128);
        const run = { levels, rate: buffer.sampleRate, fromSeconds, toSeconds: fromSeconds + buffer.duration };
        noted.set(this, run);
        window.runs?.push(run);
      }
      context = this.context;
      start.call(this, when, ...rest);
    };
    AudioScheduledSourceNode.prototype.stop = function (this: AudioScheduledSourceNode, when = 0) {
      const run = noted.get(this);
      if (run !== undefined) run.toSeconds = Math.min(run.toSeconds, Math.max(when, this.context.currentTime));
      stop.call(this, when);
    };
  });
}

/** What was given to WebAudio since this was asked last. */
export async function overheard(page: Page): Promise<readonly Run[]> {
  return page.evaluate(() => window.runs?.splice(0) ?? []);
}
