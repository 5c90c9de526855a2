// Which moment (time step or counter) a typed code belongs to. Says only what a code can say: a step, not a second.
import type { Credential } from '../../firmware/core/codes/credential.ts';
import { hotp } from '../../firmware/core/codes/hotp.ts';
import { timeStep } from '../../firmware/core/codes/totp.ts';
import { macKey } from '../../firmware/core/digest/hmac.ts';
import { nobleHashes } from '../../firmware/host/noble.ts';
import { Failure } from '../failure.ts';

export interface Match {
  readonly moment: number;
  /** Token's clock minus the station's, in seconds: at least, below. Undefined for a counter. */
  readonly driftSeconds: { readonly least: number; readonly most: number } | undefined;
}

/** The typed code without its spaces; fails with `bad-input` when it can't be a code of this credential. */
export function parseCode(typed: string, digits: number): string {
  const code = typed.replace(/[\s-]/g, '');
  if (!/^\d+$/.test(code) || code.length !== digits) {
    throw new Failure(
      'bad-input',
      `The code on this token has ${digits} digits: type them as they stand there, with the zeros in front.`,
    );
  }
  return code;
}

/** Looks `window` steps to both sides of now, the nearest first; undefined when the code belongs to none of them. */
export function matchTimeCode(credential: Credential, code: string, nowMs: number, window: number): Match | undefined {
  const key = macKey(nobleHashes[credential.algorithm], credential.secret);
  const nowSeconds = nowMs / 1000;
  const present = timeStep(nowSeconds, credential.periodSeconds);
  for (let distance = 0; distance <= window; distance++) {
    for (const step of distance === 0 ? [present] : [present - distance, present + distance]) {
      if (step < 0 || hotp(key, step, credential.digits) !== code) continue;
      const least = step * credential.periodSeconds - nowSeconds;
      return { moment: step, driftSeconds: { least: tenths(least), most: tenths(least + credential.periodSeconds) } };
    }
  }
  return undefined;
}

/** Looks at `window` counters from the next one on (RFC 4226, section 7.4). */
export function matchCounterCode(credential: Credential, code: string, window: number): Match | undefined {
  const key = macKey(nobleHashes[credential.algorithm], credential.secret);
  for (let counter = credential.counter; counter < credential.counter + window; counter++) {
    if (hotp(key, counter, credential.digits) === code) return { moment: counter, driftSeconds: undefined };
  }
  return undefined;
}

/** What a drift means, in words: a code tells the step that the token is in, so a range is all there is. */
export function driftInWords(drift: { readonly least: number; readonly most: number }): string {
  if (drift.least <= 0 && drift.most >= 0) {
    return `its clock fits: at most ${-drift.least} s behind or ${drift.most} s ahead (a code tells no more than that)`;
  }
  const [near, far, direction] =
    drift.least > 0 ? [drift.least, drift.most, 'ahead'] : [-drift.most, -drift.least, 'behind'];
  return `its clock is ${near} to ${far} s ${direction} (a code tells no more than that)`;
}

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;
