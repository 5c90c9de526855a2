// A real serial port without hardware: the master side of a pseudo-terminal whose other side any program can open.
// A pty has no line rate; the board paces itself. It must stay open while nobody has the other side open.
import { close, constants, open, write } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { ReadStream } from 'node:tty';
import type { WireEnd } from './wire-end.ts';

/** What @lydell/node-pty's `open` returns and its types leave out. */
interface OpenPty {
  readonly ptsName: string;
  readonly master: ReadStream;
  readonly slave: ReadStream;
  readonly fd: number;
}

/** How long bytes wait for a reader before they are lost, as in a port that nobody has open. */
const unreadMs = 1000;
const retryMs = 4;

/** Opens a pty in raw mode. Rejects where this machine has none: use TCP there. */
export async function openPtyEnd(): Promise<WireEnd> {
  // A CommonJS module with native code: loaded only here, so that a machine without it can still use TCP.
  const nodePty = createRequire(import.meta.url)('@lydell/node-pty') as { open(options: object): OpenPty };
  const pty = nodePty.open({ cols: 80, rows: 24, encoding: null });
  // Our own hold on the other side: without it the master fails while nobody has the port open.
  const hold = await promisify(open)(pty.ptsName, constants.O_RDWR | constants.O_NOCTTY);
  // Raw before anyone writes (the default echoes and edits lines); then give up the library's reader, which eats input.
  pty.slave.setRawMode(true);
  pty.slave.destroy();

  let closed = false;
  let waiting: Buffer[] = [];
  let draining = false;
  const drain = async (): Promise<void> => {
    if (draining) return;
    draining = true;
    let stuckSince: number | undefined;
    while (!closed && waiting.length > 0) {
      const bytes = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting);
      const written = await writeSome(pty.fd, bytes);
      if (written > 0) {
        stuckSince = undefined;
        // Bytes may have been added while this write was under way.
        waiting = afterWritten(waiting, written);
        continue;
      }
      stuckSince ??= performance.now();
      if (performance.now() - stuckSince > unreadMs) waiting = [];
      else await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
    draining = false;
  };
  // A pty whose other side is gone reports EIO; it is only an error while we mean it to be open.
  pty.master.on('error', (error: NodeJS.ErrnoException) => {
    if (!closed && error.code !== 'EIO') throw error;
  });
  return {
    port: pty.ptsName,
    write(bytes) {
      if (closed) return;
      waiting.push(Buffer.from(bytes));
      void drain();
    },
    onReceived(listener) {
      pty.master.on('data', (bytes: Buffer) => listener(bytes));
    },
    async close() {
      if (closed) return;
      closed = true;
      pty.master.destroy();
      await promisify(close)(hold).catch(() => undefined);
    },
  };
}

/** Writes what fits now; 0 when the reader's buffer is full. */
function writeSome(fd: number, bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    write(fd, bytes, (error, written) => resolve(error === null ? written : 0));
  });
}

function afterWritten(chunks: readonly Buffer[], written: number): Buffer[] {
  const rest = Buffer.concat(chunks).subarray(written);
  return rest.length === 0 ? [] : [rest];
}
