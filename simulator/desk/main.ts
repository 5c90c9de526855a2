// The desk (npm start): a web page with one token of each product on it, which the technician's command reaches over a
// serial port each. Everything is on the loopback interface; the state folder keeps the boards and their registry.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boards, keyForCode } from '../../hardware/boards.ts';
import { boardFor, boardsWithProducts, parseIsoTime, readArguments } from './arguments.ts';
import { Desks } from './desks.ts';
import { Fingers } from './pace.ts';
import { pageAssets } from './page-assets.ts';
import { openDeskServer } from './server.ts';
import { openToken } from './token-on-desk.ts';
import type { TokenOnDesk } from './token-on-desk.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const defaultPort = 7630;
/** Every product, in the order in which they lie on the desk. */
const products = [...new Set(boards.flatMap((board) => board.products))];

const help = `npm start -- [options]
  --port N        the page's port, or the next free one; default ${defaultPort}
  --product NAME  the only token on the desk: ${products.join(', ')}; default: one of each
  --board NAME    the board of that token, or of the code display: ${boardsWithProducts.join(', ')}
  --state DIR     where the boards and their registry are kept; default .klarkode in the checkout
  --at ISO-TIME   the world's time at the start, such as 2009-02-13T23:31:30Z; default: now`;

function readOptions(argv: readonly string[]) {
  const kinds = { port: 'string', board: 'string', product: 'string', state: 'string', at: 'string', help: 'boolean' };
  const given = readArguments(argv, kinds as { [N in keyof typeof kinds]: N extends 'help' ? 'boolean' : 'string' });
  if (given.help === true) return undefined;
  const port = given.port ?? String(defaultPort);
  if (!/^\d{1,5}$/.test(port) || Number.parseInt(port, 10) > 65_535 || Number.parseInt(port, 10) < 1) {
    throw new Error(`--port takes a number from 1 to 65535, not '${port}'`);
  }
  if (given.product !== undefined && !products.includes(given.product)) {
    throw new Error(`--product '${given.product}' is not known; the products are ${products.join(', ')}`);
  }
  const firstProduct = given.product ?? products[0]!;
  const wanted = given.product === undefined ? products : [given.product];
  return {
    port: Number.parseInt(port, 10),
    tokens: wanted.map((product) => {
      const usual = boards.find((board) => board.products.includes(product))!.name;
      const board = product === firstProduct ? (given.board ?? usual) : usual;
      return { product, description: boardFor(board, product) };
    }),
    state: resolve(given.state ?? join(checkout, '.klarkode')),
    startUtcMs: given.at === undefined ? undefined : parseIsoTime('--at', given.at),
  };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(`${help}\n`);
    return;
  }
  const ended = new Promise<void>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end());
  });
  const beganMs = performance.now();
  const startUtcMs = options.startUtcMs ?? Date.now();
  const worldTime = (): number =>
    options.startUtcMs === undefined ? Date.now() : startUtcMs + (performance.now() - beganMs);
  const fingers = new Fingers();
  const tokens = new Map<string, TokenOnDesk>();
  const closing: (() => Promise<void>)[] = [];
  try {
    for (const token of options.tokens) {
      const opened = await openToken({ ...token, stateFolder: options.state, startUtcMs, worldTime, fingers });
      closing.unshift(() => opened.close());
      tokens.set(token.product, opened);
    }
    const desks = new Desks(new Map([...tokens].map(([name, { desk }]) => [name, desk])));
    const server = await openDeskServer(await pageAssets(), options.port, desks);
    closing.unshift(() => server.close());
    for (const token of tokens.values()) token.begin();
    process.stdout.write(`The desk is at ${server.url} (Ctrl-C ends it); its state is in ${options.state}\n`);
    for (const { product, description } of options.tokens) {
      const port = tokens.get(product)!.ports[0];
      process.stdout.write(`The ${spaced(product)} (${description.title}) is on the serial port ${port}\n`);
    }
    void prepareAll(
      tokens,
      new Map(options.tokens.map(({ product, description }) => [product, keyForCode(description)])),
    );
    await ended;
  } finally {
    for (const close of closing) await close();
  }
}

/** One after another: each of them wants the whole machine while it is flashed. */
async function prepareAll(tokens: ReadonlyMap<string, TokenOnDesk>, keys: ReadonlyMap<string, string>): Promise<void> {
  for (const [product, token] of tokens) {
    const trouble = await token.prepare();
    const ready = trouble === undefined ? `is ready: press ${keys.get(product)!}` : `is not ready: ${trouble}`;
    process.stdout.write(`The ${spaced(product)} ${ready}.\n`);
  }
}

function spaced(product: string): string {
  return product.replaceAll('-', ' ');
}

try {
  await main();
  // A tool that is being ended, or a page's last bytes, must not keep the process.
  process.exit(process.exitCode ?? 0);
} catch (error) {
  process.stderr.write(`desk: ${(error as Error).message}.\n`);
  process.exit(2);
}
