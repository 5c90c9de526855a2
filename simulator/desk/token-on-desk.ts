// One token of the desk with everything it needs: its board in a world of its own, its serial port, the folder that keeps
// its flash, and the technician's tool at the other end of the wire.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BoardDescription } from '../../hardware/board.ts';
import { createBoard } from '../board/create.ts';
import { Demonstration, demonstrationPassphrase, registryIn, takeUp, tokenLanguage } from './demonstration.ts';
import { Desk } from './desk.ts';
import type { Fingers } from './pace.ts';
import { openPtyEnd } from './pty-end.ts';
import { makeStableLink } from './stable-link.ts';
import { StateFolder } from './state-folder.ts';
import { openTcpEnd } from './tcp-end.ts';
import { startTool } from './tool.ts';
import type { WireEnd } from './wire-end.ts';
import { openWorkbench } from './workbench.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

export interface TokenOptions {
  readonly product: string;
  readonly description: BoardDescription;
  /** The desk's own folder; the token's is below it, under the product's name. */
  readonly stateFolder: string;
  /** World time at the start, and what it should be at any moment: milliseconds since 1970. */
  readonly startUtcMs: number;
  readonly worldTime: () => number;
  readonly fingers: Fingers;
}

export interface TokenOnDesk {
  readonly desk: Desk;
  /** What `klarkode --port` takes, best first. */
  readonly ports: readonly string[];
  /** Switches it on. */
  begin(): void;
  /** Makes a demonstration token of it, where the page can see it; resolves with what went wrong, or undefined. */
  prepare(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Puts a token on the desk, still without power. Rejects with one sentence when it has no firmware, or its folder is taken. */
export async function openToken(options: TokenOptions): Promise<TokenOnDesk> {
  const { product, description, startUtcMs, worldTime } = options;
  const folder = join(options.stateFolder, product);
  const firmwareHash = await builtFirmware(product, description.name);
  const state = new StateFolder(folder);
  // What was opened last is closed first.
  const closing: (() => Promise<void> | void)[] = [() => state.close()];
  const close = async (): Promise<void> => {
    for (const part of closing.splice(0)) await part();
  };
  try {
    takeUp(folder, firmwareHash);
    const { ends, ports, unlink } = await plugs(folder);
    closing.unshift(unlink);
    const bench = openWorkbench({ description, createBoard, startUtcMs, ends, state });
    closing.unshift(() => bench.close());
    const plug = { ports, registry: nearName(registryIn(options.stateFolder)) };
    const desk = new Desk(bench, plug, tokenLanguage, options.fingers);
    closing.unshift(() => desk.close());
    const tool = startTool(registryIn(options.stateFolder), demonstrationPassphrase(options.stateFolder));
    closing.unshift(() => tool.close());
    const token = { desk, tool, stateFolder: folder, firmwareHash, product, board: description.name };
    const demonstration = new Demonstration({ ...token, port: ports[0]!, worldTime });
    return {
      desk,
      ports,
      begin() {
        bench.board.powerOn();
        desk.setSpeed(1);
        // Starting took a while, and for each token another one.
        desk.setUtcMs(worldTime());
      },
      async prepare() {
        const trouble = await demonstration.prepare();
        desk.errands = demonstration;
        return trouble;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
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
async function plugs(folder: string): Promise<{ ends: WireEnd[]; ports: string[]; unlink: () => Promise<void> }> {
  const pty = await openPtyEnd().catch(() => undefined);
  if (pty === undefined) {
    const tcp = await openTcpEnd({ host: '127.0.0.1', port: 0 });
    return { ends: [tcp], ports: [tcp.port], unlink: () => Promise.resolve() };
  }
  const link = join(folder, 'port');
  return { ends: [pty], ports: [nearName(link), pty.port], unlink: await makeStableLink(link, pty.port, true) };
}

/** A path as people type it from where they started the desk. */
function nearName(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}
