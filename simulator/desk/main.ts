// The desk (npm start): a web page with one virtual board on it, which the technician's command reaches over a serial
// port. Everything is on the loopback interface; the state folder keeps the board and its demonstration token.
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBoard } from '../board/create.ts';
import { boardFor, boardsWithProducts, parseIsoTime, readArguments } from './arguments.ts';
import { Demonstration, demonstrationPassphrase, registryIn, takeUp, tokenLanguage } from './demonstration.ts';
import { Desk } from './desk.ts';
import { pageAssets } from './page-assets.ts';
import { openPtyEnd } from './pty-end.ts';
import { openDeskServer } from './server.ts';
import { makeStableLink } from './stable-link.ts';
import { StateFolder } from './state-folder.ts';
import { openTcpEnd } from './tcp-end.ts';
import { startTool } from './tool.ts';
import type { WireEnd } from './wire-end.ts';
import { openWorkbench } from './workbench.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const defaultPort = 7630;

const help = `npm start -- [options]
  --port N        the page's port, or the next free one; default ${defaultPort}
  --board NAME    the board on the desk: ${boardsWithProducts.join(', ')}; default pixljs
  --product NAME  what it is; default code-display
  --state DIR     where the board and its demonstration token are kept; default .klarkode in the checkout
  --at ISO-TIME   the world's time at the start, such as 2009-02-13T23:31:30Z; default: now`;

function readOptions(argv: readonly string[]) {
  const kinds = { port: 'string', board: 'string', product: 'string', state: 'string', at: 'string', help: 'boolean' };
  const given = readArguments(argv, kinds as { [N in keyof typeof kinds]: N extends 'help' ? 'boolean' : 'string' });
  if (given.help === true) return undefined;
  const port = given.port ?? String(defaultPort);
  if (!/^\d{1,5}$/.test(port) || Number.parseInt(port, 10) > 65_535 || Number.parseInt(port, 10) < 1) {
    throw new Error(`--port takes a number from 1 to 65535, not '${port}'`);
  }
  const product = given.product ?? 'code-display';
  return {
    port: Number.parseInt(port, 10),
    product,
    description: boardFor(given.board ?? 'pixljs', product),
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
  const { description, product } = options;
  const ended = new Promise<void>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end());
  });
  const firmwareHash = await builtFirmware(product, description.name);
  const state = new StateFolder(options.state);
  // What was opened last is closed first.
  const closing: (() => Promise<void> | void)[] = [() => state.close()];
  try {
    takeUp(options.state, firmwareHash);
    const { ends, ports, unlink } = await plugs(options.state);
    closing.unshift(unlink);
    const beganMs = performance.now();
    const startUtcMs = options.startUtcMs ?? Date.now();
    const worldTime = (): number =>
      options.startUtcMs === undefined ? Date.now() : startUtcMs + (performance.now() - beganMs);
    const bench = openWorkbench({ description, createBoard, startUtcMs, ends, state });
    closing.unshift(() => bench.close());
    const desk = new Desk(bench, ports, tokenLanguage);
    const server = await openDeskServer(await pageAssets(), options.port, desk);
    closing.unshift(() => {
      desk.close();
      return server.close();
    });
    const tool = startTool(registryIn(options.state), demonstrationPassphrase(options.state));
    closing.unshift(() => tool.close());
    bench.board.powerOn();
    desk.setSpeed(1);
    process.stdout.write(`The desk is at ${server.url} (Ctrl-C ends it)\n`);
    process.stdout.write(
      `The ${description.title} is on the serial port ${ports[0]}; the state is in ${options.state}\n`,
    );
    const demonstration = new Demonstration({
      desk,
      tool,
      stateFolder: options.state,
      firmwareHash,
      product,
      board: description.name,
      port: ports[0]!,
      worldTime,
    });
    void demonstration.prepare().then((trouble) => {
      desk.errands = demonstration;
      process.stdout.write(
        trouble === undefined ? 'The token is ready: press its button.\n' : `The token is not ready: ${trouble}\n`,
      );
    });
    await ended;
  } finally {
    for (const close of closing) await close();
  }
}

/** SHA-256 of the firmware that the build left, hexadecimal. Rejects with one sentence when there is none. */
async function builtFirmware(product: string, board: string): Promise<string> {
  const file = join(checkout, 'dist', 'firmware', product, board, 'manifest.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`there is no firmware in ${file}; run npm run build`);
  });
  const { firmwareHash } = JSON.parse(text) as { firmwareHash?: unknown };
  if (typeof firmwareHash !== 'string') throw new Error(`${file} names no firmwareHash; run npm run build`);
  return firmwareHash;
}

/** The ways to plug in: a pty under a stable name where there are ptys, a TCP port elsewhere. */
async function plugs(stateFolder: string): Promise<{ ends: WireEnd[]; ports: string[]; unlink: () => Promise<void> }> {
  const pty = await openPtyEnd().catch(() => undefined);
  if (pty === undefined) {
    const tcp = await openTcpEnd({ host: '127.0.0.1', port: 0 });
    return { ends: [tcp], ports: [tcp.port], unlink: () => Promise.resolve() };
  }
  const link = join(stateFolder, 'port');
  // People type it from where they started the desk.
  const near = relative(process.cwd(), link);
  const name = near.startsWith('..') ? link : near;
  return { ends: [pty], ports: [name, pty.port], unlink: await makeStableLink(link, pty.port, true) };
}

try {
  await main();
  // A tool that is being ended, or a page's last bytes, must not keep the process.
  process.exit(process.exitCode ?? 0);
} catch (error) {
  process.stderr.write(`desk: ${(error as Error).message}.\n`);
  process.exit(2);
}
