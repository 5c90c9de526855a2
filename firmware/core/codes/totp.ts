// TOTP (RFC 6238, section 4): HOTP with the time step as its counter. T0 is 0; seconds are UTC since 1970, up to 2^53 - 1.
import type { MacKey } from '../digest/hmac.ts';
import { hotp } from './hotp.ts';

/** The number of whole periods since 1970. */
export const timeStep = (seconds: number, periodSeconds: number): number => Math.floor(seconds / periodSeconds);

/** Seconds until the next time step begins: more than 0, at most the period. */
export const secondsLeft = (seconds: number, periodSeconds: number): number =>
  periodSeconds - (seconds % periodSeconds);

/** The code at `seconds` under a prepared key. */
export const totp = (key: MacKey, seconds: number, periodSeconds: number, digits: number): string =>
  hotp(key, timeStep(seconds, periodSeconds), digits);
