// Codes that were typed in, and what the verifier said of each: one check after another, in the order of typing, each at the
// moment of its typing. It must never show an older verdict in the place of one that is still to come.
import type { ToPage, Verdict } from './messages.ts';

/** Asks a verifier about a code at a world time; resolves with whether it was accepted, and why (not). */
export type Verify = (code: string, utcMs: number) => Promise<{ accepted: boolean; reason: string }>;

const verdictsShown = 6;
/** Codes that may wait for a check: nobody types faster. */
const waitingMost = 8;

export class Checks {
  readonly #verify: Verify;
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  #verdicts: Verdict[] = [];
  /** Codes that wait for their verdict; the first one is being checked. */
  readonly #waiting: { code: string; atMs: number }[] = [];

  /** `changed` is called after every change of `message`; `failed` when a code could not be checked. */
  constructor(verify: Verify, changed: () => void, failed: (error: unknown) => void) {
    this.#verify = verify;
    this.#changed = changed;
    this.#failed = failed;
  }

  /** Everything that a page must know. */
  get message(): ToPage {
    const newest = this.#waiting.at(-1);
    return { kind: 'verdicts', verdicts: this.#verdicts, ...(newest !== undefined && { checking: newest.code }) };
  }

  /** Resolves when this code, and those typed in meanwhile, have their verdicts. Rejects with one sentence when too many wait. */
  async add(code: string, atMs: number): Promise<void> {
    if (this.#waiting.length >= waitingMost) {
      throw new Error(`${waitingMost} codes wait for their check; type the next one in when they are done`);
    }
    this.#waiting.push({ code, atMs });
    this.#changed();
    if (this.#waiting.length > 1) return;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      try {
        const verdict = await this.#verify(next.code, next.atMs);
        this.#verdicts = [{ ...next, ...verdict }, ...this.#verdicts].slice(0, verdictsShown);
      } catch (error) {
        this.#failed(error);
      }
      this.#waiting.shift();
      this.#changed();
    }
  }
}
