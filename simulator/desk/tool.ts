// Starts the technician's command as a process of its own: the desk has no other way to a token's credential.
// The passphrase goes through the environment, never through arguments, and is never logged.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../tools/klarkode.mjs', import.meta.url));

/** What the tool tells on the way. */
export interface ToolProgress {
  step?(text: string): void;
  bytes?(done: number, total: number): void;
}

/** The tool said no; `message` is its own sentence. */
export class ToolFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ToolFailure';
    this.code = code;
  }
}

export interface Tool {
  /** Runs one verb, after those asked for before it; resolves with the fields of its result, rejects with a ToolFailure. */
  run(args: readonly string[], progress?: ToolProgress): Promise<Readonly<Record<string, unknown>>>;
  /** Ends what is running and starts nothing more. */
  close(): void;
}

/** A tool that keeps its records in `registry`, under `passphrase`. */
export function startTool(registry: string, passphrase: string): Tool {
  const ending = new AbortController();
  let before: Promise<unknown> = Promise.resolve();
  return {
    run(args, progress = {}) {
      const result = before.then(() =>
        runOnce([...args, '--registry', registry, '--json'], passphrase, progress, ending),
      );
      before = result.catch(() => undefined);
      return result;
    },
    close: () => ending.abort(),
  };
}

async function runOnce(
  args: readonly string[],
  passphrase: string,
  progress: ToolProgress,
  ending: AbortController,
): Promise<Readonly<Record<string, unknown>>> {
  if (ending.signal.aborted) throw new ToolFailure('interrupted', 'The desk is closing');
  const child = spawn(process.execPath, [command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KLARKODE_PASSPHRASE: passphrase },
    // A Ctrl-C on the desk's terminal is the desk's to handle.
    detached: process.platform !== 'win32',
  });
  const end = (): void => void child.kill('SIGTERM');
  ending.signal.addEventListener('abort', end, { once: true });
  let result: Readonly<Record<string, unknown>> | undefined;
  let failure: ToolFailure | undefined;
  let lastWords = '';
  child.stderr.on('data', (text: Buffer) => (lastWords = `${lastWords}${text.toString()}`.slice(-400)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = parseEvent(line);
    if (event['event'] === 'progress') progress.bytes?.(Number(event['done']), Number(event['total']));
    if (event['event'] === 'step') progress.step?.(String(event['text']));
    if (event['event'] === 'result') result = event;
    const error = event['error'] as { code?: unknown; message?: unknown } | undefined;
    if (error !== undefined) failure = new ToolFailure(String(error.code), String(error.message));
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  ending.signal.removeEventListener('abort', end);
  if (failure !== undefined) throw failure;
  if (code === 0 && result !== undefined) return result;
  throw new ToolFailure('internal', `klarkode ${args[0] ?? ''} ended with code ${code}: ${lastWords.trim()}`);
}

/** One line of the tool's JSON; a line that is none is nobody's event. */
function parseEvent(line: string): Record<string, unknown> {
  try {
    const event: unknown = JSON.parse(line);
    return typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
