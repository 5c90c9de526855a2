// klarkode issue, activate, verify, status and wipe, against the virtual board running the firmware that was built.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOnDisplay, digitsOf, flashedFob, issueRfc, rfcCode, rfcInstant } from './fob.ts';
import { Rehearsal, type Snapshot } from './rehearsal.ts';

let station: Rehearsal;
let flashed: Snapshot;

beforeAll(async () => {
  flashed = await flashedFob();
});
afterAll(() => {
  rmSync(flashed.folder, { recursive: true });
});
beforeEach(() => {
  station = new Rehearsal();
});
afterEach(() => {
  station.end();
});

const flashFirst = (): void => {
  station.restore(flashed);
};

describe('issue', () => {
  beforeEach(flashFirst);

  it('makes the token show the code of RFC 6238, Appendix B', async () => {
    const run = await issueRfc(station);
    expect(run.exitCode).toBe(0);
    expect(run.err).toMatch(/working with the time 2009-02-13T23:31:30\.000Z/);
    expect(codeOnDisplay(station)).toBe(rfcCode);
  });

  it('sets the clock to within 50 ms: the display changes when the step does', async () => {
    await station.klarkode(['issue']);
    const stepMs = 30_000;
    const worldMs = (): number => 1234567890000 + station.clock.nowMs;
    station.clock.advance(stepMs - (worldMs() % stepMs) + 10_000);
    const first = codeOnDisplay(station);
    let changedAtMs = 0;
    station.board.on('frame', (frame) => {
      const code = digitsOf(frame.strings.map((one) => one.text));
      if (changedAtMs === 0 && code !== first) changedAtMs = worldMs();
    });
    station.clock.advance(stepMs);
    const lateMs = changedAtMs % stepMs;
    expect(Math.min(lateMs, stepMs - lateMs)).toBeLessThan(50);
    const run = await station.klarkode(['status', '--clock', '--json']);
    const { clockDifferenceMs: difference } = run.json.at(-1) as { clockDifferenceMs: { least: number; most: number } };
    expect(difference.least).toBeLessThanOrEqual(50);
    expect(difference.most).toBeGreaterThanOrEqual(-50);
  });

  it('lets a token of either kind be activated, and tells what the code says of its clock', async () => {
    await issueRfc(station);
    const later = new Date(Date.parse(rfcInstant) + 20_000).toISOString();
    const run = await station.klarkode(['activate', '--code', '8900 5924', '--now', later]);
    expect(run.exitCode).toBe(0);
    expect(run.out).toMatch(/its clock fits: at most 20(\.\d)? s behind or (10|9\.\d) s ahead/);
    expect((await station.klarkode(['status', '--json'])).json.at(-1)).toMatchObject({
      registry: { lifecycle: 'active' },
    });
  });

  it('accepts each code once', async () => {
    await issueRfc(station);
    const check = ['verify', '--code', rfcCode, '--now', rfcInstant];
    expect((await station.klarkode(check)).exitCode).toBe(0);
    const again = await station.klarkode(check);
    expect(again.exitCode).toBe(6);
    expect(again.err).toMatch(/used already/);
    const wrong = await station.klarkode(['verify', '--code', '00000000', '--now', rfcInstant]);
    expect(wrong.exitCode).toBe(6);
    expect(wrong.err).toMatch(/not a code of KK-0000013 within 2 steps of 30 s/);
    const narrowly = ['verify', '--code', '00000000', '--now', rfcInstant, '--window', '1'];
    const narrow = await station.klarkode(narrowly);
    expect(narrow.err).toMatch(/within 1 step of 30 s around now/);
  });

  it('checks codes without the token at hand, by its number', async () => {
    await issueRfc(station);
    const sentBefore = station.bytesToBoard;
    const run = await station.klarkode(
      ['activate', '--serial-number', 'kk-0000013', '--code', rfcCode, '--now', rfcInstant],
      { withoutPort: true },
    );
    expect(run.exitCode).toBe(0);
    expect(station.bytesToBoard).toBe(sentBefore);
  });

  it('tells programs what it issued, and the clock as an interval in order', async () => {
    const timed = await station.klarkode(['issue', '--json', '--period', '60']);
    const result = timed.json.at(-1) as { clock: { leftMs: { least: number; most: number } } };
    expect(result).toMatchObject({ verb: 'issue', type: 'totp', digits: 6, periodSeconds: 60 });
    expect(result).not.toHaveProperty('counter');
    expect(result.clock.leftMs.least).toBeLessThanOrEqual(result.clock.leftMs.most);
    const counted = await station.klarkode(['issue', '--json', '--yes', '--type', 'hotp', '--counter', '7']);
    expect(counted.json.at(-1)).toMatchObject({ verb: 'issue', type: 'hotp', counter: 7 });
    expect(counted.json.at(-1)).not.toHaveProperty('periodSeconds');
  });

  it('issues counter-based codes, and finds the counter again after presses that nobody typed', async () => {
    const run = await station.klarkode(['issue', '--type', 'hotp', '--secret-stdin', '--secret-format', 'hex'], {
      standardInput: '3132333435363738393031323334353637383930',
    });
    expect(run.exitCode).toBe(0);
    // RFC 4226, Appendix D: counters 0, 1 and 2.
    const codes: string[] = [];
    for (let press = 0; press < 3; press++) {
      codes.push(codeOnDisplay(station));
      station.clock.advance(120_000);
    }
    expect(codes).toEqual(['755224', '287082', '359152']);
    const check = await station.klarkode(['activate', '--code', '359152']);
    expect(check.out).toMatch(/its next counter is 3/);
    expect((await station.klarkode(['verify', '--code', '287082'])).exitCode).toBe(6);
    const wrong = ['verify', '--code', '000000', '--window'];
    expect((await station.klarkode([...wrong, '1'])).err).toMatch(/within the next code:/);
    expect((await station.klarkode([...wrong, '2'])).err).toMatch(/within the next 2 codes:/);
  });

  it('draws a secret of its own that is printed nowhere, and never sends one in clear', async () => {
    const wire: string[] = [];
    station.onBytesToBoard = (bytes) => wire.push(Buffer.from(bytes).toString('latin1'));
    const run = await station.klarkode(['issue', '--json']);
    const record = station.storedFile('kk.c0');
    // core/records/credential-record.ts: record header (8), 14 bytes of terms, 20 of secret.
    const secret = Buffer.from(record.slice(8 + 14, 8 + 14 + 20), 'latin1');
    expect(new Set(secret).size).toBeGreaterThan(8);
    const everything = run.out + run.err + wire.join('');
    for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(everything).not.toContain(secret.toString(form));
  });

  it('replaces a credential only when that is meant', async () => {
    await issueRfc(station);
    const unsure = await station.klarkode(['issue']);
    expect(unsure.exitCode).toBe(2);
    expect(unsure.err).toMatch(/has a credential already/);
    expect((await station.klarkode(['issue', '--yes', '--force', '--digits', '8'])).exitCode).toBe(0);
    expect((await station.klarkode(['verify', '--code', rfcCode, '--now', rfcInstant])).exitCode).toBe(6);
  });

  it('moves the clock of a token in use by minutes only when it is forced', async () => {
    await issueRfc(station);
    const run = await station.klarkode(['issue', '--yes', '--now', '2009-02-13T23:41:30Z']);
    expect(run.exitCode).toBe(4);
    expect(run.err).toMatch(/if it is right, say --force/);
    expect(codeOnDisplay(station)).toBe(rfcCode);
  });

  it('asks a person for the code and for the serial number', async () => {
    await issueRfc(station);
    const asked: string[] = [];
    const answer = (text: string) => (question: string) => (asked.push(question), Promise.resolve(text));
    const prompts = {
      text: answer(rfcCode),
      hidden: answer(''),
      confirm: () => Promise.resolve(true),
      select: answer(''),
    };
    expect((await station.klarkode(['activate', '--now', rfcInstant], { prompts })).exitCode).toBe(0);
    expect((await station.klarkode(['wipe'], { prompts: { ...prompts, text: answer('KK-0000021') } })).exitCode).toBe(
      2,
    );
    expect((await station.klarkode(['wipe'], { prompts: { ...prompts, text: answer('kk-0000013') } })).exitCode).toBe(
      0,
    );
    expect(asked.join('\n')).toMatch(/Press the button on KK-0000013.*\n.*destroyed.*Type KK-0000013/);
  });
});
