// What the system tests do to a code display again and again: flash it, give it the RFC's secret, read its code.
import { expect } from 'vitest';
import { Rehearsal, type Run, type Snapshot } from './rehearsal.ts';

export const asFob = ['flash', '--product', 'code-display', '--board', 'pixljs'];

// RFC 6238, Appendix B: the secret of the SHA-1 examples; at this instant its code has the digits below.
export const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
export const rfcInstant = '2009-02-13T23:31:30Z';
export const rfcCode = '89005924';
export const rfcTerms = ['--secret-stdin', '--algorithm', 'SHA1', '--digits', '8', '--period', '30'];

/** Gives the token the RFC's credential and time. */
export async function issueRfc(station: Rehearsal, ...more: string[]): Promise<Run> {
  return await station.klarkode(['issue', ...rfcTerms, '--now', rfcInstant, ...more], {
    standardInput: `${rfcSecret}\n`,
  });
}

/** The groups of digits among the strings on a panel, put together. */
export const digitsOf = (strings: readonly string[]): string => strings.filter((text) => /^\d+$/.test(text)).join('');

/** Presses the key and reads the code. */
export const codeOnDisplay = (station: Rehearsal): string => digitsOf(station.press());

/** A token that was flashed and nothing more, and the registry that knows it. */
export async function flashedFob(): Promise<Snapshot> {
  const station = new Rehearsal();
  expect((await station.klarkode(asFob)).exitCode).toBe(0);
  const snapshot = station.snapshot();
  station.end();
  return snapshot;
}
