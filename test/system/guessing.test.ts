// Somebody has guessed at a token's key. The technician who comes then is told how long to wait, and gets in afterwards; the
// holder never waits.
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { fromByteArray, toByteArray } from '../../firmware/core/bytes.ts';
import { body, line, SecondStation } from '../unit/protocol/second-station.ts';
import { codeOnDisplay, flashedFob, issueRfc, rfcInstant } from './fob.ts';
import { Rehearsal, type Snapshot } from './rehearsal.ts';

let station: Rehearsal;
let flashed: Snapshot;

beforeAll(async () => {
  flashed = await flashedFob();
});
afterAll(() => {
  rmSync(flashed.folder, { recursive: true });
});
beforeEach(async () => {
  station = new Rehearsal();
  station.restore(flashed);
  expect((await issueRfc(station)).exitCode).toBe(0);
});
afterEach(() => {
  station.end();
});

/** Sends a body and gives the body of the answer. */
function say(text: string): string {
  let heard = '';
  const stop = station.board.on('sent', (bytes) => (heard += fromByteArray(bytes)));
  station.board.send(toByteArray(`\n${line(text)}\n`));
  station.clock.advance(1000);
  stop();
  return body(heard.trim());
}

/** Guesses until `wrongProofs` of them were wrong, waiting as long as it takes. */
function guess(wrongProofs: number): void {
  for (let tries = 0; tries < 100; tries++) {
    const hello = say('hello');
    if (Number(hello.split(' ')[10]) >= wrongProofs) return;
    station.clock.advance(Number(hello.split(' ')[11]) * 1000);
    say(new SecondStation(randomBytes(32), hello, randomBytes(16)).open());
  }
  throw new Error('the guesses do not count');
}

it('a technician is told the seconds, by every verb that needs a session, and gets in when they are over', async () => {
  guess(12);
  // Ten wrong proofs past the free ones: 2^9 seconds, and a power cut does not shorten them.
  station.powerCycle();
  for (const argv of [['clock'], ['settings'], ['issue', '--yes'], ['wipe', '--yes']]) {
    const run = await station.klarkode(argv);
    expect(run.exitCode, argv[0]).toBe(4);
    const told = /KK-0000013 has had too many wrong proofs and listens again in (\d+) s: wait that long/.exec(run.err);
    expect(Number(told?.[1]), run.err).toBeGreaterThan(400);
    expect(Number(told?.[1])).toBeLessThanOrEqual(512);
  }
  const status = await station.klarkode(['status']);
  expect(status.out).toMatch(/Wrong proofs    12; listens again in \d{3} s/);
  const json = (await station.klarkode(['status', '--json'])).json.at(-1) as { token: { waitSeconds: number } };
  station.clock.advance(json.token.waitSeconds * 1000);
  const now = new Date(Date.parse(rfcInstant) + station.clock.nowMs).toISOString();
  expect((await station.klarkode(['clock', '--now', now])).exitCode).toBe(0);
  expect((await station.klarkode(['status', '--json'])).json.at(-1)).toMatchObject({
    token: { wrongProofs: 0, waitSeconds: 0, lifecycle: 'issued' },
  });
});

it('a token that says in the last moment that it waits is asked no more, and the seconds are told', async () => {
  guess(5);
  // Who changes what hello says only makes the token itself say it.
  station.tampering = (answer) => answer.replace(/^(ok klarkode .*) \d+ \d+ (\S+)$/, '$1 0 0 $2');
  const run = await station.klarkode(['clock']);
  expect(run.exitCode).toBe(4);
  expect(run.err).toMatch(/too many wrong proofs and listens again in [1-4] s/);
});

it('the holder has the right code at once, however often somebody guesses', async () => {
  const issuedMs = station.clock.nowMs;
  guess(6);
  // Eight seconds, less those that this question took.
  expect(Number(say('hello').split(' ')[11])).toBeGreaterThan(5);
  const code = codeOnDisplay(station);
  const now = new Date(Date.parse(rfcInstant) + station.clock.nowMs - issuedMs).toISOString();
  const run = await station.klarkode(['verify', '--serial-number', 'KK-0000013', '--code', code, '--now', now], {
    withoutPort: true,
  });
  expect(run.exitCode, run.err).toBe(0);
});
