// The desk's web server, on the loopback interface only. A page of another site must not be able to use it: the Host and
// Origin headers are checked (DNS rebinding, cross-site WebSockets), and the page may load nothing from elsewhere.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Asset } from './page-assets.ts';

const loopback = '127.0.0.1';
/** Ports that are tried, from the first one on. */
const portsTried = 20;
/** Longest message from a page, in bytes. */
const longestMessage = 1024;

export interface DeskServer {
  readonly url: string;
  /** Sends a text to every page that is open. */
  broadcast(text: string): void;
  close(): Promise<void>;
}

export interface Visitor {
  send(text: string): void;
}

/** What to do with the messages of a page that was opened, and when it goes. */
export interface Visit {
  message(text: string): void;
  left(): void;
}

export interface Visits {
  /** A page was opened. */
  arrived(visitor: Visitor): Visit;
}

/**
 * Serves the assets on `firstPort` or the next free one.
 * Rejects with one sentence when the twenty ports from there are taken.
 */
export async function openDeskServer(
  assets: ReadonlyMap<string, Asset>,
  firstPort: number,
  visits: Visits,
): Promise<DeskServer> {
  let origins: ReadonlySet<string> = new Set();
  const server = createServer((request, response) => answer(request, response, assets, origins));
  const port = await listenNear(server, firstPort);
  origins = new Set([`http://${loopback}:${port}`, `http://localhost:${port}`]);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const origin = `http://${request.headers.host}`;
    const fromHere = origins.has(origin) && request.headers.origin === origin;
    if (!fromHere || request.url !== '/wire') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (page) => welcome(page, visits));
  });
  return {
    url: `http://${loopback}:${port}/`,
    broadcast(text) {
      for (const page of sockets.clients) if (page.readyState === page.OPEN) page.send(text);
    },
    async close() {
      for (const page of sockets.clients) page.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function welcome(page: WebSocket, visits: Visits): void {
  const visit = visits.arrived({
    send(text) {
      if (page.readyState === page.OPEN) page.send(text);
    },
  });
  page.on('message', (data, isBinary) => {
    if (!isBinary) visit.message((data as Buffer).toString('utf8'));
  });
  page.on('error', () => page.terminate());
  page.on('close', () => visit.left());
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  assets: ReadonlyMap<string, Asset>,
  origins: ReadonlySet<string>,
): void {
  const headers = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src data:; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
  const refuse = (status: number, reason: string): void => {
    response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(`${reason}\n`);
  };
  if (!origins.has(`http://${request.headers.host}`)) return refuse(403, 'The desk answers on localhost only.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'The desk takes GET only.');
  const asset = assets.get(request.url ?? '');
  if (asset === undefined) return refuse(404, 'There is no such file on the desk.');
  response.writeHead(200, { ...headers, 'content-type': asset.type, 'content-length': asset.body.length });
  response.end(request.method === 'HEAD' ? undefined : asset.body);
}

async function listenNear(server: Server, firstPort: number): Promise<number> {
  for (let port = firstPort; port < firstPort + portsTried && port <= 65_535; port++) {
    const free = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
        else reject(error);
      });
      server.listen(port, loopback, () => resolve(true));
    });
    server.removeAllListeners('error');
    if (free) return port;
  }
  throw new Error(`the ports from ${firstPort} on are taken; choose another with --port`);
}
