// Instructions of the real interpreter, counted by valgrind's callgrind: what one call of a program costs. The count is the same
// every time, whatever else the machine does. Needs valgrind and an Espruino for Linux.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import type { Interpreter } from '../conformance/real-console.ts';

export interface Program {
  /** Text that prepares the call; not counted. */
  readonly before: string;
  /** The call: an expression. */
  readonly call: string;
  /** Files of Storage that the program may read and run in place. */
  readonly files?: Readonly<Record<string, string>>;
  /** Calls of the cheap and of the dear run, whose difference counts; fewer for what takes long. */
  readonly calls?: readonly [few: number, many: number];
}

const timeoutMs = 120_000;
/** Only what runs inside `eval` is counted. */
const counted = 'jswrap_eval';

/**
 * Instructions of one call, and what it gives as the interpreter prints it.
 * @throws when valgrind is missing, or when the program fails there
 */
export function instructionsOfCall(
  { binary, flashBytes, flashPageBytes }: Pick<Interpreter, 'flashBytes' | 'flashPageBytes'> & { binary: string },
  { before, call, files = {}, calls: [few, many] = [1, 3] }: Program,
): { readonly instructions: number; readonly result: string } {
  const folder = mkdtempSync(join(tmpdir(), 'klarkode-callgrind-'));
  try {
    const flash = new Flash(flashBytes, flashPageBytes);
    const storage = new FlashStorage(flash);
    for (const [name, text] of Object.entries(files)) storage.write(name, text);
    writeFileSync(join(folder, 'espruino.flash'), flash.bytes);
    const run = (calls: number): { count: number; printed: string } => {
      const text = `${before};${call};eval(${JSON.stringify(`${call};`.repeat(calls))});`;
      writeFileSync(join(folder, 'program.js'), `${text}print("=>",${call});clearTimeout();clearWatch();`);
      const options = ['--tool=callgrind', '--collect-atstart=no', `--toggle-collect=${counted}`];
      const { stdout, stderr, error } = spawnSync(
        'valgrind',
        [...options, '--callgrind-out-file=/dev/null', binary, 'program.js'],
        { cwd: folder, encoding: 'latin1', timeout: timeoutMs },
      );
      if (error) throw new Error(`valgrind did not run: ${error.message}. Install valgrind, with callgrind.`);
      const count = /Collected : (\d+)/.exec(stderr)?.[1];
      const printed = /=> (.*)/.exec(stdout)?.[1]?.trim();
      if (count === undefined || printed === undefined)
        throw new Error(`${call} failed on the real interpreter: ${stdout.slice(-300)}${stderr.slice(-300)}`);
      return { count: Number(count), printed };
    };
    const [less, more] = [run(few), run(many)];
    return { instructions: (more.count - less.count) / (many - few), result: more.printed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
