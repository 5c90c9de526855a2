// The board's serial port as a TCP port, for machines without ptys. On the loopback interface only, and for one program
// at a time, as a serial port is. It must never listen where another machine can reach it.
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { WireEnd } from './wire-end.ts';

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `7631`, `localhost:7631`, `127.0.0.1:7631` or `[::1]:7631`; port 0 lets the system choose.
 * Throws an Error that says what is allowed.
 */
export function parseTcpAddress(text: string): TcpAddress {
  const match = /^(?:(localhost|127\.0\.0\.1|\[::1\]):)?(\d{1,5})$/.exec(text);
  const port = Number.parseInt(match?.[2] ?? '', 10);
  if (match === null || port > 65_535) {
    throw new Error(`--tcp takes a port from 0 to 65535, alone or after 127.0.0.1: or [::1]:, not '${text}'`);
  }
  return { host: match[1] === '[::1]' ? '::1' : '127.0.0.1', port };
}

/** Starts listening. Rejects with one sentence when the port is taken. */
export async function openTcpEnd(address: TcpAddress): Promise<WireEnd> {
  let plugged: Socket | undefined;
  let listener: (bytes: Uint8Array) => void = () => undefined;
  const server = createServer((socket) => {
    if (plugged !== undefined) {
      socket.destroy();
      return;
    }
    plugged = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => listener(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => (plugged = undefined));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'another program has it' : (error.code ?? error.message);
      reject(new Error(`TCP port ${address.port} can't be opened: ${reason}; choose another with --tcp`));
    });
    server.listen(address.port, address.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = address.host === '::1' ? '[::1]' : address.host;
  return {
    port: `tcp://${host}:${port}`,
    write(bytes) {
      plugged?.write(bytes);
    },
    onReceived(received) {
      listener = received;
    },
    async close() {
      plugged?.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
