// New firmware for an event-based token in use, with the power cut in any step of it: a byte written or a page erased. After
// the same command again the token has its identity, its credential, its counter and its settings, and an open console
// never had a secret behind it.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hotp } from '../../../firmware/core/codes/hotp.ts';
import { macKey } from '../../../firmware/core/digest/hmac.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { formsOf } from '../../scenarios/cuts/secret-traces.ts';
import { cutAt, isCritical, NotingFlash, tornMasks, type Trace } from '../../scenarios/cuts/trace.ts';
import { asFob, codeOnDisplay, rfcSecret } from '../fob.ts';
import { laterFirmware } from '../later-firmware.ts';
import { builtFirmware, Rehearsal, type Snapshot } from '../rehearsal.ts';
import { restartRandom } from './known-random.ts';
import { registryHolds, watchForRest } from './rest.ts';
import { hasStartFile, whatMatters, wholeFilesOf, type WholeFiles } from './what-matters.ts';

const serialNumber = 'KK-0000013';
const secret = '12345678901234567890';
const untouched = 0xff;
const halfWritten = 0x55;
const whole = 0x00;
const firstCounter = 5;
const shownBefore = 3;
const code = (counter: number): string => hotp(macKey(nobleHashes.SHA1, secret), counter, 6);

/** The registry as it was from a step on. */
interface Written {
  readonly fromStep: number;
  readonly folder: string;
  /** What it held. */
  readonly holds: string;
}

/** What was left after a cut: the old firmware running, or a console, locked or open. */
export type Left = 'token' | 'locked' | 'open';

/** How one cut ended. */
export interface Ended {
  readonly left: Left;
  /**
   * `equal`: nobody can tell what was left from what another cut left. `joined`: from where the second run writes, everything was as in
   * another second run. `played`: to the end.
   */
  readonly how: 'played' | 'joined' | 'equal';
}

/** How a cut ended, to be said again of every one that is like it. */
type Verdict = { readonly wrong: unknown } | { readonly left: Left };

export class ReflashCuts {
  readonly #trace: Trace;
  readonly #registries: readonly Written[];
  readonly #firmware: Rehearsal;
  readonly #log: string;
  readonly #whole: WholeFiles;
  readonly #verdicts = new Map<string, Verdict>();
  #reached: { readonly step: number; readonly before: Uint8Array };

  private constructor(trace: Trace, registries: readonly Written[], firmware: Rehearsal, log: string) {
    this.#trace = trace;
    this.#registries = registries;
    this.#firmware = firmware;
    this.#log = log;
    this.#reached = { step: 0, before: trace.before };
    const { firmwareFolder, description } = firmware;
    this.#whole = wholeFilesOf(
      [builtFirmware, firmwareFolder].map((folder) => join(folder, 'code-display', description.name)),
    );
  }

  /** Steps of one uncut reflash. */
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
    // Bits that were 0 before make many masks the same state.
    const before = this.#flashBefore(step)[failing.address]!;
    const stateAfter = (mask: number): number => before & (failing.value | mask);
    const seen = new Set([untouched, whole].map(stateAfter));
    const different = torn.filter((mask) => {
      const state = stateAfter(mask);
      return seen.has(state) ? false : seen.add(state);
    });
    return wanted === 'torn' ? different : [...ends, ...different];
  }

  /** Plays it once without a cut and notes every step. */
  static async play(): Promise<ReflashCuts> {
    const inUse = await tokenInUse();
    const station = new Rehearsal();
    station.restore(inUse);
    station.replaceBoard(inUse.image, NotingFlash);
    station.firmwareFolder = laterFirmware(station);
    const flash = station.board.flash as NotingFlash;
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
    const run = await station.klarkode(asFob);
    expect(run.exitCode, run.err).toBe(0);
    expect(run.out).toMatch(/emptying the store/);
    const { bytes, pageBytes } = station.description.storage;
    expect(inUse.image.length).toBe(bytes);
    rmSync(inUse.folder, { recursive: true });
    const log = logOf(station);
    expect(log).not.toBe('');
    return new ReflashCuts({ before: inUse.image, steps: flash.steps, pageBytes }, registries, station, log);
  }

  /**
   * Cuts the power in that step, looks at what is left, runs the command again and looks at the token. Throws what is wrong.
   * @param tornMask bits of the failing byte that are not written any more
   */
  async cut(step: number, tornMask: number): Promise<Ended> {
    const registry = this.#registries.filter(({ fromStep }) => fromStep <= step).at(-1)!;
    const image = this.#flashAfter(step, tornMask);
    const states = [this.#stateOf(registry, image)];
    const known = this.#verdicts.get(states[0]!);
    if (known !== undefined) {
      const left = leftBy(known);
      if (left === 'open') mustHoldNoSecret(image);
      return { left, how: 'equal' };
    }
    const ended = (verdict: Verdict): void => states.forEach((state) => this.#verdicts.set(state, verdict));
    try {
      const end = await this.#play(registry, image, states, `after a cut in step ${step}`);
      ended({ left: end.left });
      return end;
    } catch (wrong) {
      ended({ wrong });
      throw wrong;
    }
  }

  /** Everything on which the end of a cut depends, but for the milliseconds that the digits of a wrong CRC-32 take: rest.ts. */
  #stateOf({ holds }: Written, image: Uint8Array): string {
    const { pageBytes } = this.#trace;
    const left = whatMatters(image, pageBytes, hasStartFile(image, pageBytes) ? new Map() : this.#whole);
    return createHash('sha256').update(`${holds}\0`).update(left).digest('base64');
  }

  /** The flash when all steps before that one are done. Cheap when the steps are asked for in their order. */
  #flashBefore(step: number): Uint8Array {
    const { before, steps, pageBytes } = this.#trace;
    if (this.#reached.step > step) this.#reached = { step: 0, before };
    const between = steps.slice(this.#reached.step, step);
    if (between.length > 0) {
      const { bytes } = cutAt({ before: this.#reached.before, steps: between, pageBytes }, between.length, untouched);
      this.#reached = { step, before: bytes };
    }
    return this.#reached.before;
  }

  #flashAfter(step: number, tornMask: number): Uint8Array {
    const { steps, pageBytes } = this.#trace;
    return cutAt({ before: this.#flashBefore(step), steps: steps.slice(step, step + 1), pageBytes }, 0, tornMask).bytes;
  }

  /** @param states gets every state that it went through and that decides how it ends */
  async #play(registry: Written, image: Uint8Array, states: string[], where: string): Promise<Ended> {
    restartRandom();
    const station = new Rehearsal(undefined, undefined, { image, folder: registry.folder });
    try {
      station.firmwareFolder = this.#firmware.firmwareFolder;
      const { bytes, pageBytes, pagesErased } = station.board.flash;
      if (pagesErased * pageBytes >= bytes.length) {
        // Espruino found its Storage corrupt and erased it, whatever was wrong with it.
        const state = `corrupt ${this.#stateOf(registry, bytes)}`;
        const same = this.#verdicts.get(state);
        if (same !== undefined) return { left: leftBy(same), how: 'equal' };
        states.push(state);
      }
      const left = consoleOf(station);
      if (left === 'open') mustHoldNoSecret(station.board.flash.bytes);
      const shown = codeOnDisplay(station);
      const next = firstCounter + shownBefore;
      if (shown !== '') expect(shown, `a code ${where}`).toBe(code(next));
      // A press may have lit the panel; a second one darkens it.
      if (shown !== '') station.press();
      let known: Verdict | undefined;
      watchForRest(station, this.#whole, (state) => {
        const same = `${shown} ${state}`;
        known = this.#verdicts.get(same);
        states.push(same);
        return known === undefined;
      });
      const again = await station.klarkode([...asFob, '--serial-number', serialNumber, '--yes']);
      if (known !== undefined) {
        leftBy(known);
        return { left, how: 'joined' };
      }
      expect(again.exitCode, `${where}: ${again.err}`).toBe(0);
      const status = await station.klarkode(['status', '--json']);
      expect(status.json.at(-1)).toMatchObject({
        token: { serialNumber, lifecycle: 'issued' },
        registry: { carried: null },
      });
      // Its log of forced steps came back too.
      expect(logOf(station)).toBe(this.#log);
      const settings = await station.klarkode(['settings', '--json']);
      expect(settings.json.at(-1)).toMatchObject({ settings: { trimPpm: 12, showSeconds: 40 } });
      expect(codeOnDisplay(station), `the code ${where}`).toBe(code(shown === '' ? next : next + 1));
      return { left, how: 'played' };
    } finally {
      station.end();
    }
  }

  /**
   * Looks at the flash after every step from which on the lock does not stand: the secret must be gone by then, whole or in
   * part. Gives how many steps those are.
   */
  stepsWithoutLock(): number {
    let without = 0;
    for (let step = 0; step <= this.steps; step++) {
      const flash = Buffer.from(cutAt(this.#trace, step, 0xff).bytes);
      if (flash.includes(Buffer.from('.boot0'.padEnd(28, '\0'), 'latin1'))) continue;
      without++;
      mustHoldNoSecret(flash);
      // Not even pieces of it.
      for (let at = 0; at + 6 <= secret.length; at++)
        expect(flash.includes(Buffer.from(secret.slice(at, at + 6)))).toBe(false);
      // The bundle's bytes bring nothing new.
      if (without > 600) break;
    }
    return without;
  }

  end(): void {
    for (const { folder } of this.#registries) rmSync(folder, { recursive: true });
    this.#firmware.end();
  }
}

/** Throws what was wrong. */
function leftBy(verdict: Verdict): Left {
  if ('wrong' in verdict) throw verdict.wrong;
  return verdict.left;
}

async function tokenInUse(): Promise<Snapshot> {
  const station = new Rehearsal();
  const must = async (argv: readonly string[], standardInput?: string): Promise<void> => {
    const run = await station.klarkode(argv, standardInput === undefined ? {} : { standardInput });
    expect(run.exitCode, run.err).toBe(0);
  };
  await must(asFob);
  await must(['issue', '--type', 'hotp', '--counter', String(firstCounter), '--secret-stdin'], `${rfcSecret}\n`);
  await must(['settings', '--trim-ppm', '12', '--show-seconds', '40']);
  // Forced a day on and back: two entries in its log, and a record in each slot.
  await must(['clock', '--force', '--now', '2009-02-14T23:31:30Z']);
  await must(['clock', '--force']);
  for (let counter = firstCounter; counter < firstCounter + shownBefore; counter++) {
    expect(codeOnDisplay(station)).toBe(code(counter));
    station.press();
  }
  const snapshot = station.snapshot();
  station.end();
  return snapshot;
}

/** The token's log of forced clock steps, as it lies in flash; '' without one. */
function logOf(station: Rehearsal): string {
  return ['kk.l0', 'kk.l1'].map((name) => (hasFile(station, name) ? station.storedFile(name) : '')).join('');
}

const hasFile = (station: Rehearsal, name: string): boolean =>
  Buffer.from(station.board.flash.bytes).includes(Buffer.from(name.padEnd(28, '\0'), 'latin1'));

/** What answers on the port. */
function consoleOf(station: Rehearsal): Left {
  let heard = '';
  const stop = station.board.on('sent', (bytes) => (heard += Buffer.from(bytes).toString('latin1')));
  station.board.send(Buffer.from('\n\x10print("<"+"open>")\n'));
  station.clock.advance(500);
  stop();
  if (heard.includes('<open>')) return 'open';
  return heard.includes('Invalid password') ? 'locked' : 'token';
}

function mustHoldNoSecret(image: Uint8Array): void {
  const flash = Buffer.from(image);
  for (const { name, bytes } of formsOf(Buffer.from(secret))) {
    if (flash.includes(bytes)) throw new Error(`an open console with the secret (${name}) in flash`);
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
