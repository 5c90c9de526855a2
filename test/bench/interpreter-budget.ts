// What the firmware may cost on the real interpreter.
import type { BoardDescription } from '../../hardware/board.ts';

/** What BangleApps' authentiwatch was measured to need for a code, for when no checkout is given to measure it. */
export const recordedPeerInstructions = 10_100_000;

/** A code takes a twentieth of the peer's at most. */
export function mostForCode(peerInstructions: number): number {
  return peerInstructions / 20;
}

/** A code with our own SHA-1 or SHA-256, in percent of the same in plain loops. */
export const mostPercentOfPlain = 45;
/** A code with our own SHA-512, estimated on a 64 MHz nRF52; over it no board may offer it. */
export const mostSha512Seconds = 3;

/** From the press to the first pixel, estimated. */
export const mostPixelMilliseconds = 150;
/** From the press to the first sample, where there is a voice. */
export const mostSoundMilliseconds = 300;

/** Variables in use: those of a code display on 2,950, a quarter of the board's where there is a voice. */
export function mostVariables({ audio, variables }: BoardDescription): {
  readonly rest?: number;
  readonly peak: number;
} {
  return audio === undefined ? { rest: 1300, peak: 2000 } : { peak: Math.floor(variables / 4) };
}
