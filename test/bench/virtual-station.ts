// A technician's station and a virtual board in one process, on one virtual clock: the tool's verbs run for real over
// the board's paced serial line, and hours of line time take a moment.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoardDescription } from '../../hardware/board.ts';
import type { VirtualBoard } from '../../simulator/board/board.ts';
import { VirtualClock } from '../../simulator/board/clock.ts';
import { createBoard } from '../../simulator/board/create.ts';
import { Flash } from '../../simulator/board/flash.ts';
import type { Link } from '../../tools/link/link.ts';
import { main } from '../../tools/main.ts';
import type { Surroundings } from '../../tools/surroundings.ts';
import { root } from '../../tools/setup/root.mjs';

/** What came out of a verb. */
export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

const epochMs = Date.parse('2026-01-01T00:00:00Z');

// The registry's key derivation takes machine time: while it works, virtual time must not run away.
const mostVirtualMsPerMs = 500;

export class VirtualStation {
  readonly clock = new VirtualClock();
  readonly board: VirtualBoard;
  readonly #folder = mkdtempSync(join(tmpdir(), 'klarkode-bench-'));

  constructor(description: BoardDescription) {
    const { bytes, pageBytes } = description.storage;
    this.board = createBoard({ description, clock: this.clock, flash: new Flash(bytes, pageBytes) });
    this.board.powerOn();
    this.clock.advance(2000);
  }

  /** The board's serial line as the tool sees it. */
  openLink(): Link {
    const closed: ((reason: string) => void)[] = [];
    return {
      name: 'virtual',
      write: async (bytes) => this.board.send(bytes),
      onBytes: (listener) => this.board.on('sent', listener),
      onClosed: (listener) => {
        closed.push(listener);
        return () => {};
      },
      close: async () => {
        for (const listener of closed) listener('the port was closed');
      },
    };
  }

  /** Runs `klarkode` with these arguments against the board. Throws when it fails. */
  async run(args: readonly string[], standardInput = ''): Promise<Outcome> {
    let out = '';
    let err = '';
    const surroundings: Surroundings = {
      streams: { out: (text) => void (out += text), err: (text) => void (err += text) },
      environment: { KLARKODE_PASSPHRASE: 'only for the benchmark' },
      prompts: undefined,
      timers: { after: (delayMs, run) => this.clock.after(delayMs, run) },
      machineMs: () => epochMs + this.clock.nowMs,
      steadyMs: () => this.clock.nowMs,
      openLink: async () => this.openLink(),
      listPorts: async () => [],
      readStandardInput: async () => standardInput,
      firmwareFolder: join(root, 'dist', 'firmware'),
      onInterrupt: () => () => {},
    };
    const all = ['--port', 'virtual', '--registry', join(this.#folder, 'registry.db'), '--yes', ...args];
    const exitCode = await this.during(main(all, surroundings));
    if (exitCode !== 0) throw new Error(`klarkode ${args.join(' ')} ended with ${exitCode}: ${err.trim()}`);
    return { exitCode, out, err };
  }

  /** Waits for `work`, letting virtual time pass whenever the work waits for it. */
  async during<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const settle = (): void => void (settled = true);
    work.then(settle, settle);
    const startMs = performance.now();
    const virtualStartMs = this.clock.nowMs;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return work;
      const dueMs = this.clock.nextMs;
      const allowedMs = virtualStartMs + (performance.now() - startMs) * mostVirtualMsPerMs;
      if (dueMs !== undefined && dueMs <= allowedMs) this.clock.advanceTo(dueMs);
    }
  }

  close(): void {
    this.board.powerOff();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
