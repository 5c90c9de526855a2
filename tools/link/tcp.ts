// A board behind tcp://host:port: a simulated one, or a serial port that a network adapter offers.
import { connect, type Socket } from 'node:net';
import { Failure } from '../failure.ts';
import { Listeners, type Link } from './link.ts';
import { linkLost } from './serial.ts';

const connectWithinMs = 5000;

/** Opens `name`, a URL like tcp://localhost:2323; fails with `bad-input` or `link-absent`. */
export async function openTcp(name: string): Promise<Link> {
  const { host, port } = parseTcp(name);
  const socket = connect({ host, port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => {
      socket.destroy();
      reject(
        new Failure(
          'link-absent',
          `Nothing answers at ${name} (${why}): check the address, and that the board or its simulator is running.`,
        ),
      );
    };
    socket.setTimeout(connectWithinMs, () => fail('no answer in 5 s'));
    socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeAllListeners('error');
      resolve();
    });
  });
  return tcpLink(name, socket);
}

function parseTcp(name: string): { host: string; port: number } {
  const parts = /^tcp:\/\/(\[[0-9a-fA-F:]+\]|[^:/[\]]+):(\d{1,5})\/?$/.exec(name);
  const port = Number(parts?.[2]);
  if (parts === null || port < 1 || port > 65535) {
    throw new Failure('bad-input', `--port ${name} is not an address: write it like tcp://localhost:2323.`);
  }
  return { host: parts[1]!.replace(/^\[|\]$/g, ''), port };
}

function tcpLink(name: string, socket: Socket): Link {
  const listeners = new Listeners();
  socket.on('data', (bytes) => listeners.received(bytes));
  socket.on('error', (error) => listeners.lost(error.message));
  socket.on('close', () => listeners.lost('the other end hung up'));
  return {
    name,
    onBytes: (listener) => listeners.onBytes(listener),
    onClosed: (listener) => listeners.onClosed(listener),
    write(bytes) {
      return new Promise((resolve, reject) => {
        if (listeners.reason !== undefined) return reject(linkLost(name, listeners.reason));
        socket.write(bytes, (error) => {
          if (error === null || error === undefined) return resolve();
          listeners.lost(error.message);
          reject(linkLost(name, error.message));
        });
      });
    },
    close() {
      return new Promise((resolve) => {
        if (socket.closed) return resolve();
        socket.once('close', () => resolve());
        socket.end();
        socket.destroySoon();
      });
    },
  };
}
