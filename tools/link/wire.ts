// What came in over a link, kept until somebody knows what it means. Text here is one character per byte.
import { Failure } from '../failure.ts';
import type { Link } from './link.ts';
import { linkLost } from './serial.ts';
import type { Timers } from './timers.ts';

/** What a reader makes of the text so far: a value and how many characters it used up, or undefined for "not yet". */
export type Reading<T> = (text: string) => { readonly value: T; readonly used: number } | undefined;

// A board that talks nonsense for ever must not fill the memory; an honest answer is far below this.
const keptCharacters = 65536;
// Nor may it keep a command from going on: what it is asked next finds its answer among the noise, or not in time.
const mostNoiseMs = 5000;

export class Wire {
  readonly link: Link;
  readonly timers: Timers;
  #text = '';
  #wake: (() => void) | undefined;
  #lost: string | undefined;

  constructor(link: Link, timers: Timers) {
    this.link = link;
    this.timers = timers;
    link.onBytes((bytes) => {
      this.#text = (this.#text + Buffer.from(bytes).toString('latin1')).slice(-keptCharacters);
      this.#wake?.();
    });
    link.onClosed((reason) => {
      this.#lost = reason;
      this.#wake?.();
    });
  }

  /** Puts text on the wire, one byte per character. */
  async send(text: string): Promise<void> {
    await this.link.write(Buffer.from(text, 'latin1'));
  }

  /** Throws away what came in so far: it answers nothing that is asked from here on. */
  forget(): void {
    this.#text = '';
  }

  /** What came in and nobody has used. */
  get unread(): string {
    return this.#text;
  }

  /**
   * Waits until `read` makes something of what came in. Fails with `link-lost`, or with `link-silent`
   * and `whatFor` ("an answer to hello") after `withinMs`.
   */
  async until<T>(read: Reading<T>, withinMs: number, whatFor: string): Promise<T> {
    let late = false;
    const cancel = this.timers.after(withinMs, () => {
      late = true;
      this.#wake?.();
    });
    try {
      for (;;) {
        const found = read(this.#text);
        if (found !== undefined) {
          this.#text = this.#text.slice(found.used);
          return found.value;
        }
        if (this.#lost !== undefined) throw linkLost(this.link.name, this.#lost);
        if (late) {
          throw new Failure(
            'link-silent',
            `The board on ${this.link.name} gave no ${whatFor} within ${withinMs / 1000} s.`,
          );
        }
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    } finally {
      cancel();
    }
  }

  /** Waits until nothing has come in for `quietMs`, on a wire that never falls silent for five seconds. */
  async quiet(quietMs: number): Promise<void> {
    let heard = true;
    const stop = this.link.onBytes(() => {
      heard = true;
    });
    try {
      for (let waitedMs = 0; heard && waitedMs < mostNoiseMs; waitedMs += quietMs) {
        heard = false;
        await new Promise<void>((resolve) => this.timers.after(quietMs, resolve));
        if (this.#lost !== undefined) throw linkLost(this.link.name, this.#lost);
      }
    } finally {
      stop();
    }
  }
}
