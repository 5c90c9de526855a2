// Waiting, as something that a test can put on its own virtual clock.

export interface Timers {
  /** Runs `run` once, `delayMs` from now, unless the returned function is called before. */
  after(delayMs: number, run: () => void): () => void;
}

export const machineTimers: Timers = {
  after(delayMs, run) {
    const timeout = setTimeout(run, delayMs);
    return () => clearTimeout(timeout);
  },
};
