// The event-based token that gets new firmware in the power-cut test: how it comes into use, and what it is after a cut.
import { expect } from 'vitest';
import { hotp } from '../../../firmware/core/codes/hotp.ts';
import { macKey } from '../../../firmware/core/digest/hmac.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { formsOf } from '../../scenarios/cuts/secret-traces.ts';
import { asFob, codeOnDisplay, rfcSecret } from '../fob.ts';
import { Rehearsal, type Snapshot } from '../rehearsal.ts';

export const serialNumber = 'KK-0000013';
export const secret = '12345678901234567890';
const firstCounter = 5;
const shownBefore = 3;
/** Counter of the first code after those that were shown. */
export const nextCounter = firstCounter + shownBefore;
export const codeOf = (counter: number): string => hotp(macKey(nobleHashes.SHA1, secret), counter, 6);

/** What was left after a cut: the old firmware running, or a console, locked or open. */
export type Left = 'token' | 'locked' | 'open';

/** With three codes shown, settings of its own, and a log of forced steps. */
export async function tokenInUse(): Promise<Snapshot> {
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
  for (let counter = firstCounter; counter < nextCounter; counter++) {
    expect(codeOnDisplay(station)).toBe(codeOf(counter));
    station.press();
  }
  const snapshot = station.snapshot();
  station.end();
  return snapshot;
}

/** The token's log of forced clock steps, as it lies in flash; '' without one. */
export function logOf(station: Rehearsal): string {
  return ['kk.l0', 'kk.l1'].map((name) => (hasFile(station, name) ? station.storedFile(name) : '')).join('');
}

const hasFile = (station: Rehearsal, name: string): boolean =>
  Buffer.from(station.board.flash.bytes).includes(Buffer.from(name.padEnd(28, '\0'), 'latin1'));

/** What answers on the port. */
export function consoleOf(station: Rehearsal): Left {
  let heard = '';
  const stop = station.board.on('sent', (bytes) => (heard += Buffer.from(bytes).toString('latin1')));
  station.board.send(Buffer.from('\n\x10print("<"+"open>")\n'));
  station.clock.advance(500);
  stop();
  if (heard.includes('<open>')) return 'open';
  return heard.includes('Invalid password') ? 'locked' : 'token';
}

export function mustHoldNoSecret(image: Uint8Array): void {
  const flash = Buffer.from(image);
  for (const { name, bytes } of formsOf(Buffer.from(secret))) {
    if (flash.includes(bytes)) throw new Error(`an open console with the secret (${name}) in flash`);
  }
}
