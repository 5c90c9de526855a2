// The token's idea of the time: UTC seconds since 1970 as a double, from one authenticated setting and the board's own
// oscillator. It knows how wrong it may be. It is lost with the power, and never guessed.

/** A clock that was set. `base` is UTC, `at` the uptime at that moment. */
export interface Clock {
  readonly baseSeconds: number;
  readonly atUptimeSeconds: number;
  /** Correction of the oscillator, measured at the station: parts per million, positive when it runs slow. */
  readonly trimPpm: number;
  /** Worst error of the oscillator after that correction. */
  readonly boundPpm: number;
}

/** How wrong the setting itself may be, for the way over the wire. */
export const settingErrorSeconds = 0.2;

/** UTC at an uptime: base + elapsed x (1 + trim). */
export const utcSeconds = (clock: Clock, uptimeSeconds: number): number =>
  clock.baseSeconds + (uptimeSeconds - clock.atUptimeSeconds) * (1 + clock.trimPpm / 1e6);

/** The most by which the clock may be off at an uptime, in seconds. */
export const errorSeconds = (clock: Clock, uptimeSeconds: number): number =>
  settingErrorSeconds + ((uptimeSeconds - clock.atUptimeSeconds) * clock.boundPpm) / 1e6;
