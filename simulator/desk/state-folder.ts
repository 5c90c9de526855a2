// The folder that keeps a simulated board between runs: flash.bin, written whole or not at all, and a lock, so that two
// simulators never share one board.
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Flash } from '../board/flash.ts';

/** How long after a change the flash is written, in milliseconds: an upload changes it hundreds of times. */
const restMs = 150;

export class StateFolder {
  readonly path: string;
  readonly #lockPath: string;
  #timer: NodeJS.Timeout | undefined;
  #savedSteps = 0;
  #flash: Flash | undefined;

  /** Makes the folder if need be and locks it. Throws with one sentence when it can't, or another simulator has it. */
  constructor(path: string) {
    this.path = path;
    this.#lockPath = join(path, 'lock');
    makeFolder(path);
    takeLock(this.#lockPath, path);
  }

  /**
   * The flash image of the last run, or undefined when there was none.
   * Throws with one sentence when the file does not have `sizeBytes` bytes.
   */
  readFlashImage(sizeBytes: number): Uint8Array | undefined {
    const file = join(this.path, 'flash.bin');
    const image = readIfThere(file);
    if (image !== undefined && image.length !== sizeBytes) {
      throw new Error(
        `${file} has ${image.length} bytes, this board's flash ${sizeBytes}: give another --state folder`,
      );
    }
    // A Buffer's own slice() would share its memory.
    return image === undefined ? undefined : new Uint8Array(image);
  }

  /** Keeps `flash` from now on; call `noticeChange` after whatever may have written to it. */
  keep(flash: Flash): void {
    this.#flash = flash;
    this.#savedSteps = steps(flash);
  }

  /** Plans a write when the flash has changed since the last one. */
  noticeChange(): void {
    if (this.#flash === undefined || this.#timer !== undefined || steps(this.#flash) === this.#savedSteps) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#save();
    }, restMs);
  }

  /** Writes what is not written yet, and gives the folder free. */
  close(): void {
    clearTimeout(this.#timer);
    this.#save();
    this.#flash = undefined;
    unlinkSync(this.#lockPath);
  }

  #save(): void {
    if (this.#flash === undefined || steps(this.#flash) === this.#savedSteps) return;
    this.#savedSteps = steps(this.#flash);
    writeWhole(join(this.path, 'flash.bin'), this.#flash.bytes);
  }
}

/** Replaces a file in one step: readers see the old bytes or the new ones. The file is the owner's alone. */
export function writeWhole(path: string, bytes: Uint8Array | string): void {
  const draft = `${path}.new`;
  const fd = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(fd, bytes);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(draft, path);
}

function steps(flash: Flash): number {
  return flash.bytesWritten + flash.pagesErased;
}

/** Makes a folder and those above it, one by one: Node's own recursive way never ends where the kernel lets nobody write. */
function makeFolder(path: string): void {
  try {
    makeMissing(path);
  } catch (error) {
    throw new Error(`the state folder ${path} can't be made; choose another with --state`, { cause: error });
  }
  if (!statSync(path).isDirectory()) throw new Error(`${path} is not a folder; choose another with --state`);
}

function makeMissing(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeMissing(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

function takeLock(lockPath: string, folder: string): void {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      // A link appears with its content: nobody can see a lock that is still empty.
      const draft = `${lockPath}.${process.pid}`;
      writeFileSync(draft, `${process.pid} ${startOf(process.pid)}\n`, { mode: 0o600 });
      try {
        linkSync(draft, lockPath);
      } finally {
        unlinkSync(draft);
      }
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new Error(`the state folder ${folder} can't be written; choose another with --state`, { cause: error });
      }
    }
    const [pid = '', start = ''] = (readIfThere(lockPath)?.toString() ?? '').trim().split(' ');
    if (isRunning(Number.parseInt(pid, 10), start)) {
      throw new Error(`another simulator (process ${pid}) uses ${folder}: end it, or give another --state folder`);
    }
    unlinkSync(lockPath);
  }
  throw new Error(`another simulator has just taken ${folder}; give another --state folder`);
}

/** Whether the process that wrote a lock still runs. Its start time tells it from a later one with the same number. */
function isRunning(pid: number, start: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startOf(pid) === start;
}

/** When a process started, in the kernel's own ticks; `-` where the system doesn't tell. */
function startOf(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`)?.toString();
  // The name in parentheses may hold spaces; the start time is the 20th field after it.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
