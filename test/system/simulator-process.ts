// `klarkode simulate --json` as a program of its own, and other programs around it, as a person at a terminal has them.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SerialPort } from 'serialport';

export const klarkode = fileURLToPath(new URL('../../tools/klarkode.mjs', import.meta.url));

export type SimulatorEvent = Readonly<Record<string, unknown>>;

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `klarkode` to its end. */
export function runKlarkode(
  args: readonly string[],
  input = '',
  environment: Record<string, string> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [klarkode, ...args], { env: { ...process.env, ...environment } });
  child.stdin.end(input);
  return ending(child);
}

function ending(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

export class Simulator {
  readonly events: SimulatorEvent[] = [];
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #listeners: (() => void)[] = [];

  constructor(...args: readonly string[]) {
    const child = spawn(process.execPath, [klarkode, 'simulate', '--json', ...args]);
    this.#child = child;
    this.ended = ending(child);
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.events.push(JSON.parse(line) as SimulatorEvent);
      for (const listener of this.#listeners) listener();
    });
  }

  /** The first event from number `from` on that `is` knows. Rejects when the simulator ends before. */
  async event(is: (event: SimulatorEvent) => boolean, from = 0): Promise<SimulatorEvent> {
    let stop = (): void => undefined;
    const seen = new Promise<SimulatorEvent>((resolve) => {
      const look = (): void => {
        const found = this.events.slice(from).find(is);
        if (found !== undefined) resolve(found);
      };
      stop = () => (this.#listeners = this.#listeners.filter((listener) => listener !== look));
      this.#listeners.push(look);
      look();
    });
    const ended = this.ended.then(({ code, err }) => {
      throw new Error(`the simulator ended with code ${code}: ${err}`);
    });
    return Promise.race([seen, ended]).finally(stop);
  }

  ready(): Promise<SimulatorEvent> {
    return this.event((event) => event['event'] === 'ready');
  }

  /** Gives a command and resolves with what acknowledges it, and the events that came before that. */
  async command(line: string): Promise<{ answer: SimulatorEvent; before: readonly SimulatorEvent[] }> {
    const from = this.events.length;
    this.#child.stdin?.write(`${line}\n`);
    const answer = await this.event((event) => event['command'] === line, from);
    return { answer, before: this.events.slice(from, this.events.indexOf(answer)) };
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }
}

/** Types lines on the Espruino console through the real serialport package; resolves with what came after the last. */
export async function typeOnConsole(path: string, lines: readonly string[]): Promise<string> {
  const port = await new Promise<SerialPort>((resolve, reject) => {
    const opened = new SerialPort({ path, baudRate: 9600 }, (error) =>
      error === null ? resolve(opened) : reject(error),
    );
  });
  let heard = '';
  let wake = (): void => undefined;
  port.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    wake();
  });
  for (const line of lines) {
    heard = '';
    port.write(`\x10print("the start");${line};print("the end")\n`);
    while (!heard.includes('the end')) await new Promise<void>((resolve) => (wake = resolve));
  }
  await new Promise((resolve) => port.close(resolve));
  return heard.slice(heard.indexOf('the start') + 'the start'.length, heard.indexOf('the end')).trim();
}
