// A demonstration token: on the first start the desk flashes, issues and activates one, with the technician's own
// command, over the serial port. Later starts find it as it was; only its clock was lost with the power.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk, Errands } from './desk.ts';
import type { Step } from './messages.ts';
import { codeOnScreen } from './screen-code.ts';
import { writeWhole } from './state-folder.ts';
import type { Tool, ToolProgress } from './tool.ts';

/** The token's languages, its own first: the desk speaks English, and so does what is on it. */
const languages = ['en', 'da'];
/** The language in which a demonstration token speaks, as HTML's `lang` takes it. */
export const tokenLanguage = languages[0]!;

/** How many times faster than real time the world runs while the firmware goes over the slow wire. */
const uploadSpeed = 10;
/** The period of the codes that the tool issues unless told otherwise, in milliseconds. */
const periodMs = 30_000;
/** Longest wait for a code after a press, in real milliseconds. */
const codeWaitMs = 12_000;
/** A code with less time left than this, in milliseconds, may not be offered: then the next one is waited for. */
const enoughLeftMs = 20_000;

/** What the state folder remembers of the demonstration token. */
interface Remembered {
  /** SHA-256 of the firmware that it was flashed with, hexadecimal. */
  readonly firmwareHash: string;
  /** The languages that it was flashed with, its own first. */
  readonly languages?: string;
  readonly serialNumber?: string;
  readonly issued?: boolean;
  readonly active?: boolean;
}

/** The registry of every token on the desk, in the desk's own folder. */
export function registryIn(stateFolder: string): string {
  return join(stateFolder, 'desk-registry.db');
}

/**
 * The passphrase of the desk's own registry: random, in a file that only its owner reads. It may lie there because the
 * token is for demonstration; a station's passphrase must not.
 */
export function demonstrationPassphrase(stateFolder: string): string {
  const file = join(stateFolder, 'desk-passphrase');
  if (!existsSync(file)) writeWhole(file, randomBytes(24).toString('base64url'));
  return readFileSync(file, 'utf8');
}

/**
 * Takes up the token of the last start, or begins a new one: on the first start, and when the firmware was rebuilt since
 * or is wanted in other languages.
 * Throws with one sentence when the folder holds a board that is not the desk's.
 */
export function takeUp(stateFolder: string, firmwareHash: string): void {
  const known = recall(stateFolder);
  if (known === undefined && existsSync(join(stateFolder, 'flash.bin'))) {
    throw new Error(`${stateFolder} holds a board that is not the desk's: give another --state folder`);
  }
  if (known?.firmwareHash === firmwareHash && known.languages === languages.join(',')) return;
  rmSync(join(stateFolder, 'flash.bin'), { force: true });
  writeMemory(stateFolder, { firmwareHash, languages: languages.join(',') });
}

export interface DemonstrationOptions {
  readonly desk: Desk;
  readonly tool: Tool;
  readonly stateFolder: string;
  readonly firmwareHash: string;
  readonly product: string;
  readonly board: string;
  readonly port: string;
  /** What the world's time shall be once the upload is over, which runs it fast: milliseconds since 1970. */
  readonly worldTime: () => number;
}

export class Demonstration implements Errands {
  readonly #options: DemonstrationOptions;
  #known: Remembered;
  #steps: Step[] = [];

  constructor(options: DemonstrationOptions) {
    this.#options = options;
    this.#known = recall(options.stateFolder) ?? { firmwareHash: options.firmwareHash };
  }

  /** Does what is missing, step by step, where the page can see it. Resolves with what went wrong, or undefined. */
  async prepare(): Promise<string | undefined> {
    const isNew = this.#known.active !== true;
    this.#steps = isNew
      ? [
          waiting('flash', 'Flash the firmware', 'The board is as its maker sold it.'),
          waiting('issue', 'Issue a credential', 'A random secret, and the time.'),
          waiting('activate', 'Activate', 'Press the button, read the code, check it.'),
        ]
      : [waiting('clock', 'Set the clock', 'Without power, the token lost the time.')];
    if (!isNew) return this.#step('clock', () => this.#setClock());
    return (
      (await this.#step('flash', (progress) => this.#flash(progress))) ??
      (await this.#step('issue', () => this.#issue())) ??
      (await this.#step('activate', () => this.#activate()))
    );
  }

  async verify(code: string, utcMs: number): Promise<{ accepted: boolean; reason: string }> {
    try {
      const result = await this.#options.tool.run([
        'verify',
        '--serial-number',
        this.#serialNumber(),
        '--code',
        code,
        '--window',
        '1',
        ...at(utcMs),
      ]);
      return { accepted: true, reason: stepInWords(result['driftSeconds']) };
    } catch (error) {
      const { code: kind, message } = error as { code?: string; message: string };
      if (kind !== 'wrong-code' && kind !== 'bad-input') throw error;
      return { accepted: false, reason: kind === 'wrong-code' ? wordsForHolder(message) : message };
    }
  }

  async setClock(): Promise<void> {
    this.#steps = [waiting('clock', 'Set the clock', '')];
    await this.#step('clock', () => this.#setClock());
  }

  async #flash(progress: ToolProgress): Promise<string> {
    const { desk, tool, product, board, port, worldTime } = this.#options;
    desk.setSpeed(uploadSpeed);
    try {
      const result = await tool.run(
        ['flash', '--product', product, '--board', board, '--languages', languages.join(','), '--port', port, '--yes'],
        progress,
      );
      // The build may have been renewed since the desk started: what counts is what the tool has flashed.
      const firmwareHash = String(result['firmwareHash']);
      this.#remember({ serialNumber: String(result['serialNumber']), firmwareHash });
      return `${this.#serialNumber()} runs firmware ${firmwareHash.slice(0, 8)}.`;
    } finally {
      // Two periods behind: activation uses a code up, and it shall not be the one that the first press shows.
      desk.setUtcMs(worldTime() - 2 * periodMs);
      desk.setSpeed(1);
    }
  }

  async #issue(): Promise<string> {
    const { desk, tool, port } = this.#options;
    await tool.run(['issue', '--port', port, '--force', '--yes', ...at(desk.bench.world.utcMs())]);
    this.#remember({ issued: true });
    return 'A new random secret is on the token and sealed in the registry; the clock is set.';
  }

  async #setClock(): Promise<string> {
    const { desk, tool, port } = this.#options;
    await tool.run(['clock', '--port', port, '--force', ...at(desk.bench.world.utcMs())]);
    return 'The clock is set; the credential stayed.';
  }

  async #activate(): Promise<string> {
    const { desk, tool, worldTime } = this.#options;
    const leftMs = periodMs - (desk.bench.world.utcMs() % periodMs);
    if (leftMs < enoughLeftMs) desk.jump(leftMs);
    const key = desk.bench.board.description.keys[0]!.name;
    if (codeOnScreen(desk.frame) === undefined) await desk.press(key);
    const code = await desk.see(codeOnScreen, codeWaitMs);
    if (code === undefined) throw new Error('the token was pressed, but showed no code');
    const where = ['--serial-number', this.#serialNumber()];
    await tool.run(['activate', ...where, '--code', code, ...at(desk.bench.world.utcMs())]);
    this.#remember({ active: true });
    if (desk.frame.lit) await desk.press(key);
    desk.jump(Math.max(0, worldTime() - desk.bench.world.utcMs()));
    return `The code ${code}, read off the screen, was right.`;
  }

  #serialNumber(): string {
    return this.#known.serialNumber ?? '';
  }

  #remember(more: Partial<Remembered>): void {
    this.#known = { ...this.#known, ...more };
    writeMemory(this.#options.stateFolder, this.#known);
  }

  /** Runs one step; its sentence, or its failure's, stays on the page. */
  async #step(name: string, work: (progress: ToolProgress) => Promise<string>): Promise<string | undefined> {
    this.#show(name, { state: 'running' });
    try {
      const detail = await work({
        step: (text) => this.#show(name, { detail: text }),
        bytes: (bytesDone, bytesTotal) => this.#show(name, { bytesDone, bytesTotal }),
      });
      this.#show(name, { state: 'done', detail });
      return undefined;
    } catch (error) {
      const { message } = error as Error;
      this.#show(name, { state: 'failed', detail: message });
      return message;
    }
  }

  #show(name: string, change: Partial<Step>): void {
    this.#steps = this.#steps.map((step) => (step.name === name ? { ...step, ...change } : step));
    this.#options.desk.showSteps(this.#steps);
  }
}

function waiting(name: string, title: string, detail: string): Step {
  return { name, title, state: 'waiting', detail };
}

function at(utcMs: number): readonly string[] {
  return ['--now', new Date(utcMs).toISOString()];
}

/** Which time step an accepted code belongs to, from the drift that the tool tells. */
function stepInWords(drift: unknown): string {
  const { least, most } = (drift ?? {}) as { least?: number; most?: number };
  if (least === undefined || most === undefined) return 'it is the next code of this token';
  if (least > 0) return 'it belongs to the next time step: the token’s clock is ahead';
  if (most < 0) return 'it belongs to the time step before';
  return 'it belongs to the present time step';
}

/** The tool speaks to a technician; whoever types a code in at a website is told what a holder can do. */
export function wordsForHolder(message: string): string {
  if (message.includes('used already')) return 'it was used already: wait for the next code, and type that';
  return 'it does not match: press the button, and type the code that is on the screen now';
}

function writeMemory(stateFolder: string, memory: Remembered): void {
  writeWhole(join(stateFolder, 'demonstration.json'), `${JSON.stringify(memory, undefined, 2)}\n`);
}

function recall(stateFolder: string): Remembered | undefined {
  try {
    return JSON.parse(readFileSync(join(stateFolder, 'demonstration.json'), 'utf8')) as Remembered;
  } catch {
    return undefined;
  }
}
