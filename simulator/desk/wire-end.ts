// The far end of a board's serial cable: where another program can plug in. A pty and a TCP port are the two kinds.
// Like a cable, it carries bytes as they are, and drops them when nobody listens.

/** One way into the board for other programs. */
export interface WireEnd {
  /** What a tool's `--port` takes: `/dev/pts/5`, a stable link to it, or `tcp://127.0.0.1:40123`. */
  readonly port: string;
  /** Sends bytes from the board to whoever has plugged in. */
  write(bytes: Uint8Array): void;
  /** Calls `listener` with bytes that came from the other program. */
  onReceived(listener: (bytes: Uint8Array) => void): void;
  /** Pulls the plug and leaves nothing behind. */
  close(): Promise<void>;
}
