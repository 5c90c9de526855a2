// One wire to one board, whatever carries it. A link moves bytes; it knows nothing of consoles or protocols.

export interface Link {
  /** How the technician named it: the --port value. */
  readonly name: string;
  /** Hands bytes to the carrier. Fails with `link-lost` once the wire is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Calls `listener` with every piece that arrives, until the returned function is called. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void;
  /** Calls `listener` once when the wire is gone, with the reason in words; at once if it already is. */
  onClosed(listener: (reason: string) => void): () => void;
  close(): Promise<void>;
}

/** The bookkeeping that every carrier shares: who listens, and whether the wire is gone. */
export class Listeners {
  readonly #bytes = new Set<(bytes: Uint8Array) => void>();
  readonly #closed = new Set<(reason: string) => void>();
  #reason: string | undefined;

  /** Why the wire is gone, or undefined while it holds. */
  get reason(): string | undefined {
    return this.#reason;
  }

  received(bytes: Uint8Array): void {
    for (const listener of [...this.#bytes]) listener(bytes);
  }

  /** Only the first reason counts: what follows a lost wire is noise. */
  lost(reason: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of [...this.#closed]) listener(reason);
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    this.#bytes.add(listener);
    return () => this.#bytes.delete(listener);
  }

  onClosed(listener: (reason: string) => void): () => void {
    if (this.#reason !== undefined) {
      listener(this.#reason);
      return () => {};
    }
    this.#closed.add(listener);
    return () => this.#closed.delete(listener);
  }
}
