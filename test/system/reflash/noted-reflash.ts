// One reflash that is played to its end, every step of it noted, a byte written or a page erased, and what the registry held meanwhile:
// from it comes what a power cut in any step leaves.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { StepsCut, untouched, whole } from '../../scenarios/cuts/steps-cut.ts';
import { isCritical, NotingFlash, tornMasks, type Trace } from '../../scenarios/cuts/trace.ts';
import { asFob } from '../fob.ts';
import { laterFirmware } from '../later-firmware.ts';
import { Rehearsal, type Snapshot } from '../rehearsal.ts';
import { registryHolds } from './rest.ts';
import { logOf, tokenInUse } from './token-in-use.ts';

const halfWritten = 0x55;

/** The registry as it was from a step on. */
export interface Written {
  readonly fromStep: number;
  readonly folder: string;
  /** What it held. */
  readonly holds: string;
}

export class NotedReflash {
  readonly #cut: StepsCut;
  readonly #trace: Trace;
  readonly #registries: readonly Written[];

  private constructor(
    trace: Trace,
    registries: readonly Written[],
    /** The station, with the new firmware, and its board as it was in the end. */
    readonly station: Rehearsal,
    /** The token's log of forced steps, as it was before and must be afterwards. */
    readonly log: string,
  ) {
    this.#trace = trace;
    this.#registries = registries;
    this.#cut = new StepsCut(trace);
  }

  /** New firmware for a token in use. */
  static async play(): Promise<NotedReflash> {
    const inUse = await tokenInUse();
    const noted = await NotedReflash.of(inUse, asFob, laterFirmware);
    rmSync(inUse.folder, { recursive: true });
    return noted;
  }

  /**
   * Plays the command once, to its end.
   * @param start the board and the registry
   * @param firmware gives the folder of the new firmware
   */
  static async of(
    start: Snapshot,
    argv: readonly string[],
    firmware: (station: Rehearsal) => string,
  ): Promise<NotedReflash> {
    const station = new Rehearsal();
    station.restore(start);
    station.replaceBoard(start.image, NotingFlash);
    station.firmwareFolder = firmware(station);
    const flash = station.board.flash as NotingFlash;
    const before = flash.bytes.slice();
    flash.steps = [];
    const registries: Written[] = [];
    let last = '';
    station.onBytesToBoard = () => {
      const now = contentOf(station.folder);
      if (now === last) return;
      last = now;
      registries.push({
        fromStep: flash.steps!.length,
        folder: copyOf(station.folder),
        holds: registryHolds(station.registryFile),
      });
    };
    const run = await station.klarkode(argv);
    expect(run.exitCode, run.err).toBe(0);
    const { bytes, pageBytes } = station.description.storage;
    expect(start.image.length).toBe(bytes);
    const log = logOf(station);
    expect(log).not.toBe('');
    return new NotedReflash({ before, steps: flash.steps, pageBytes }, registries, station, log);
  }

  get steps(): number {
    return this.#trace.steps.length;
  }

  /** Whether the byte of that step lies inside a file's data, like the one before and the one after. */
  isWithinData(step: number): boolean {
    const at = (index: number): number => {
      const one = this.#trace.steps[index];
      return one !== undefined && 'address' in one ? one.address : -2;
    };
    for (let near = step - 40; near < step + 8; near++) if (at(near) + 1 !== at(near + 1)) return false;
    return true;
  }

  /** Whether that step done whole leaves what the next one leaves untouched: always, unless the registry changed between them. */
  isNextUntouched(step: number): boolean {
    return step < this.steps && !this.#registries.some(({ fromStep }) => fromStep === step + 1);
  }

  /**
   * A mask for each state that a cut in that step can leave the byte in.
   * @param wanted `ends`: untouched and half-written, and whole where the next step's untouched is not the same. `torn`: every
   * half-written state where much hangs on the byte, none elsewhere. `every`: every state of every byte
   */
  masks(step: number, wanted: 'ends' | 'torn' | 'every'): readonly number[] {
    const failing = this.#trace.steps[step];
    const ends = this.isNextUntouched(step) ? [untouched] : [untouched, whole];
    if (failing === undefined || !('address' in failing)) return wanted === 'torn' ? [] : ends;
    const torn = wanted === 'ends' ? [halfWritten] : tornMasks(this.#trace, step);
    if (wanted === 'torn' && !isCritical(this.#trace, step)) return [];
    const different = this.#cut.different(step, torn);
    return wanted === 'torn' ? different : [...ends, ...different];
  }

  get pageBytes(): number {
    return this.#trace.pageBytes;
  }

  /** The registry as it was when the power failed in that step. */
  registryAt(step: number): Written {
    return this.#registries.filter(({ fromStep }) => fromStep <= step).at(-1)!;
  }

  /** The flash that a cut in that step leaves. */
  flashAfter(step: number, tornMask: number): Uint8Array {
    return this.#cut.at(step, tornMask).bytes;
  }

  end(): void {
    for (const { folder } of this.#registries) rmSync(folder, { recursive: true });
    this.station.end();
  }
}

const registryFiles = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('registry.'));

function contentOf(folder: string): string {
  return registryFiles(folder)
    .filter((name) => !name.endsWith('-shm'))
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join();
}

function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'registry-'));
  for (const name of registryFiles(folder)) cpSync(join(folder, name), join(copy, name));
  return copy;
}
