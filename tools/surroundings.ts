// The machine around the command, as one value, so that a test can run a whole verb inside its own process with its
// own clock, wire and keyboard.
import { fileURLToPath } from 'node:url';
import { cancel, confirm, password, select, text } from '@clack/prompts';
import { Failure } from './failure.ts';
import type { Link } from './link/link.ts';
import { openLink } from './link/open.ts';
import { listPorts, type PortFound } from './link/ports.ts';
import { machineTimers, type Timers } from './link/timers.ts';
import type { Streams } from './output/reporter.ts';
import { shown } from './output/shown.ts';

/** Questions to a person. Only there when both ends are a terminal. */
export interface Prompts {
  text(question: string): Promise<string>;
  /** Does not show what is typed. */
  hidden(question: string): Promise<string>;
  confirm(question: string): Promise<boolean>;
  select(question: string, choices: readonly string[]): Promise<string>;
}

export interface Surroundings {
  readonly streams: Streams;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Undefined when nobody can be asked. */
  readonly prompts: Prompts | undefined;
  readonly timers: Timers;
  /** The machine's time, in milliseconds since 1970. */
  machineMs(): number;
  /** A counter in milliseconds that never jumps. */
  steadyMs(): number;
  openLink(port: string, baud: number): Promise<Link>;
  listPorts(): Promise<readonly PortFound[]>;
  readStandardInput(): Promise<string>;
  /** Where the build put the firmware: dist/firmware. */
  readonly firmwareFolder: string;
  /** Calls `listener` at Ctrl-C, until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
}

/** The real machine. */
export function machineSurroundings(): Surroundings {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  return {
    streams: { out: (line) => process.stdout.write(line), err: (line) => process.stderr.write(line) },
    environment: process.env,
    prompts: isTerminal ? terminalPrompts : undefined,
    timers: machineTimers,
    machineMs: () => Date.now(),
    steadyMs: () => performance.now(),
    openLink,
    listPorts,
    readStandardInput,
    firmwareFolder: fileURLToPath(new URL('../dist/firmware', import.meta.url)),
    onInterrupt(listener) {
      process.on('SIGINT', listener);
      process.on('SIGTERM', listener);
      return () => {
        process.off('SIGINT', listener);
        process.off('SIGTERM', listener);
      };
    },
  };
}

// Enough for any secret or code; a file sent by mistake is not read to its end.
const mostStandardInputBytes = 4096;

async function readStandardInput(): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of process.stdin) {
    pieces.push(piece as Buffer);
    bytes += (piece as Buffer).length;
    if (bytes > mostStandardInputBytes)
      throw new Failure('bad-input', 'Standard input holds more than one secret: send only that.');
  }
  return Buffer.concat(pieces).toString('utf8');
}

const terminalPrompts: Prompts = {
  text: async (question) => answered(await text({ message: shown(question) })),
  hidden: async (question) => answered(await password({ message: shown(question) })),
  confirm: async (question) => answered(await confirm({ message: shown(question), initialValue: false })),
  select: async (question, choices) => {
    const options = choices.map((value) => ({ value, label: shown(value) }));
    return answered(await select<string>({ message: shown(question), options }));
  },
};

function answered<T>(answer: T): Exclude<T, symbol> {
  if (typeof answer !== 'symbol') return answer as Exclude<T, symbol>;
  cancel('Interrupted.');
  throw new Failure('interrupted', 'Interrupted; nothing more was changed.');
}
