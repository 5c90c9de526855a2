// New firmware for an event-based token in use, with the power cut in any step of it: a byte written or a page erased. After
// the same command again the token has its identity, its credential, its counter and its settings, and an open console
// never had a secret behind it.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import { asFob, codeOnDisplay } from '../fob.ts';
import { builtFirmware, Rehearsal } from '../rehearsal.ts';
import { restartRandom } from './known-random.ts';
import { NotedReflash, type Written } from './noted-reflash.ts';
import { watchForRest } from './rest.ts';
import {
  codeOf,
  consoleOf,
  logOf,
  mustHoldNoSecret,
  nextCounter,
  secret,
  serialNumber,
  type Left,
} from './token-in-use.ts';
import { hasStartFile, whatMatters, wholeFilesOf, type WholeFiles } from '../../scenarios/cuts/what-matters.ts';

const untouched = 0xff;
const sameCommand = [...asFob, '--serial-number', serialNumber, '--yes'];

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
export type Verdict = { readonly wrong: unknown } | { readonly left: Left };

export class ReflashCuts {
  readonly #whole: WholeFiles;

  private constructor(
    readonly noted: NotedReflash,
    /** The run that is played after a cut: the second one, the third one after two cuts. */
    readonly runAfter: string,
    readonly verdicts: Map<string, Verdict>,
  ) {
    const { firmwareFolder, description } = noted.station;
    this.#whole = wholeFilesOf(
      [builtFirmware, firmwareFolder].map((folder) => join(folder, 'code-display', description.name)),
    );
  }

  static async play(): Promise<ReflashCuts> {
    return new ReflashCuts(await NotedReflash.play(), 'second', new Map());
  }

  /**
   * The second run after that cut, to be cut in its turn.
   * @param known what is known of such second runs
   */
  async ofSecondRun(step: number, tornMask: number, known: Map<string, Verdict>): Promise<ReflashCuts> {
    const start = { image: this.noted.flashAfter(step, tornMask), folder: this.noted.registryAt(step).folder };
    restartRandom(this.runAfter);
    const noted = await NotedReflash.of(start, sameCommand, () => this.noted.station.firmwareFolder);
    return new ReflashCuts(noted, 'third', known);
  }

  get steps(): number {
    return this.noted.steps;
  }

  /**
   * Cuts the power in that step, looks at what is left, runs the command again and looks at the token. Throws what is wrong.
   * @param tornMask bits of the failing byte that are not written any more
   */
  async cut(step: number, tornMask: number): Promise<Ended> {
    const registry = this.noted.registryAt(step);
    const image = this.noted.flashAfter(step, tornMask);
    const states = [this.#stateOf(registry, image)];
    const known = this.verdicts.get(states[0]!);
    if (known !== undefined) {
      const left = leftBy(known);
      if (left === 'open') mustHoldNoSecret(image);
      return { left, how: 'equal' };
    }
    const ended = (verdict: Verdict): void => states.forEach((state) => this.verdicts.set(state, verdict));
    try {
      const end = await this.#play(registry, image, states, `after a cut in step ${step}`);
      ended({ left: end.left });
      return end;
    } catch (wrong) {
      ended({ wrong });
      throw wrong;
    }
  }

  /** Every cut is played from now on, until another one is like it. */
  forget(): void {
    this.verdicts.clear();
  }

  /** Everything on which the end of a cut depends, but for the milliseconds that the digits of a wrong CRC-32 take: rest.ts. */
  #stateOf({ holds }: Written, image: Uint8Array): string {
    const { pageBytes } = this.noted;
    const left = whatMatters(image, pageBytes, hasStartFile(image, pageBytes) ? new Map() : this.#whole);
    return createHash('sha256').update(`${holds}\0`).update(left).digest('base64');
  }

  /** @param states gets every state that it went through and that decides how it ends */
  async #play(registry: Written, image: Uint8Array, states: string[], where: string): Promise<Ended> {
    restartRandom(this.runAfter);
    const station = new Rehearsal(undefined, undefined, { image, folder: registry.folder });
    try {
      station.firmwareFolder = this.noted.station.firmwareFolder;
      const { bytes, pageBytes, pagesErased } = station.board.flash;
      if (pagesErased * pageBytes >= bytes.length) {
        // Espruino found its Storage corrupt and erased it, whatever was wrong with it.
        const state = `corrupt ${this.#stateOf(registry, bytes)}`;
        const same = this.verdicts.get(state);
        if (same !== undefined) return { left: leftBy(same), how: 'equal' };
        states.push(state);
      }
      const left = consoleOf(station);
      if (left === 'open') mustHoldNoSecret(station.board.flash.bytes);
      const shown = codeOnDisplay(station);
      if (shown !== '') expect(shown, `a code ${where}`).toBe(codeOf(nextCounter));
      // A press may have lit the panel; a second one darkens it.
      if (shown !== '') station.press();
      let known: Verdict | undefined;
      watchForRest(station, this.#whole, (state) => {
        const same = `${shown} ${state}`;
        known = this.verdicts.get(same);
        states.push(same);
        return known === undefined;
      });
      const again = await station.klarkode(sameCommand);
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
      expect(logOf(station)).toBe(this.noted.log);
      const settings = await station.klarkode(['settings', '--json']);
      expect(settings.json.at(-1)).toMatchObject({ settings: { trimPpm: 12, showSeconds: 40 } });
      expect(codeOnDisplay(station), `the code ${where}`).toBe(codeOf(shown === '' ? nextCounter : nextCounter + 1));
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
      const flash = Buffer.from(this.noted.flashAfter(step, untouched));
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
    this.noted.end();
  }
}

/** Throws what was wrong. */
function leftBy(verdict: Verdict): Left {
  if ('wrong' in verdict) throw verdict.wrong;
  return verdict.left;
}
