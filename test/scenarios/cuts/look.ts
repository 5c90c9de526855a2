// What a token is after it was switched on with some flash: the holder's view and the technician's, taken from outside.
import { createHash } from 'node:crypto';
import { Flash } from '../../../simulator/board/flash.ts';
import { Fob, serialNumber } from '../fob.ts';
import { FobStation } from '../station.ts';
import { whatMattersToToken } from './what-matters.ts';

/** When the clock is set, it is set to this: the start of a time step. */
export const moment = 1234567890;

/**
 * `corrupt`: the interpreter has erased all of its Storage at power-on. `held`: the console waits for its password. `mute`:
 * the holder has codes, but no record can be written any more, so no session opens.
 */
export type Look =
  { readonly state: 'corrupt' | 'held' } | { readonly state: 'mute'; readonly shown: readonly string[] } | RunningLook;

export interface RunningLook {
  readonly state: 'running';
  readonly lifecycle: string;
  readonly wrongProofs: string;
  /** What the first presses after power-on show, before anybody has set the clock. */
  readonly shown: readonly string[];
  /** What a press shows once the clock is set. */
  readonly shownInTime: string;
  readonly settings: string;
}

/** The code on the panel, or the notice's title. */
const gist = (panel: string): string => {
  const digits = panel.split(' / ').filter((text) => /^\d{3,5}$/.test(text));
  return digits.length >= 2 ? digits.slice(0, 2).join('') : panel.split(' / ')[0]!;
};

export const copyOf = (flash: Flash): Flash => new Flash(flash.bytes.length, flash.pageBytes, flash.bytes);

/** Switches a token on and looks at it. Throws when it does not answer as the token that it is. */
export function lookAt(flash: Flash, settingsVerb = 'status'): Look {
  const fob = new Fob({ flash });
  if (flash.bytes.every((byte) => byte === 0xff)) return { state: 'corrupt' };
  const pressTwice = (): string => {
    const seen = gist(fob.press());
    fob.press();
    return seen;
  };
  const shown = [pressTwice(), pressTwice()];
  const answer = fob.wire('\n', 0.2);
  // Where the store is broken the application goes on for the holder and leaves the locked console to the technician.
  if (answer.includes('password')) return shown[0] === 'dark' ? { state: 'held' } : { state: 'mute', shown };
  const hello = fob.ask('hello').split(' ');
  if (hello.join(' ') === 'error 50') return { state: 'mute', shown };
  if (hello[5] !== serialNumber) throw new Error(`it answers as ${hello.join(' ')}`);
  if (hello[8] !== 'lost') throw new Error(`its clock is ${hello[8]} after a power cut`);
  const station = new FobStation(fob, Number(hello[11]));
  const settings = station.ask(settingsVerb);
  station.setClock(moment);
  return {
    state: 'running',
    lifecycle: hello[7]!,
    wrongProofs: hello[10]!,
    shown,
    shownInTime: pressTwice(),
    settings,
  };
}

/** Looks once at flash that is the same to the token: what-matters.ts. */
export class Looks {
  readonly #seen = new Map<string, Look>();
  readonly #settingsVerb: string;

  constructor(settingsVerb?: string) {
    this.#settingsVerb = settingsVerb ?? 'status';
  }

  get boots(): number {
    return this.#seen.size;
  }

  at(flash: Flash): Look {
    const key = createHash('sha1').update(whatMattersToToken(flash.bytes, flash.pageBytes)).digest('hex');
    const known = this.#seen.get(key);
    if (known !== undefined) return known;
    const look = lookAt(copyOf(flash), this.#settingsVerb);
    this.#seen.set(key, look);
    return look;
  }
}
