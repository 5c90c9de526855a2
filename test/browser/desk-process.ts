// The desk as a program of its own, with a state folder that goes when it ends.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const main = fileURLToPath(new URL('../../simulator/desk/main.ts', import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export class DeskProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), 'klarkode-desk-'));
  readonly state = join(this.#folder, '.klarkode');
  readonly url: Promise<string>;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;

  constructor(...args: readonly string[]) {
    const child = spawn(process.execPath, ['--import', loader, main, '--state', this.state, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: this.#folder,
    });
    this.#child = child;
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    this.#ended = new Promise((resolve) => child.once('close', resolve));
    this.url = new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const url = /http:\/\/\S+/.exec(line)?.[0];
        if (url !== undefined) resolve(url);
      });
      void this.#ended.then((code) => reject(new Error(`the desk ended with code ${code}: ${said}`)));
    });
  }

  /** Ends it as Ctrl-C does; resolves with its exit code. */
  async end(): Promise<number | null> {
    this.#child.kill('SIGINT');
    const code = await this.#ended;
    rmSync(this.#folder, { recursive: true, force: true });
    return code;
  }
}
