// klarkode issue, activate, verify, status and wipe, against the virtual board running the firmware that was built.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Rehearsal, type Run, type Snapshot } from './rehearsal.ts';

const asFob = ['flash', '--product', 'code-display', '--board', 'pixljs'];
// RFC 6238, Appendix B: the secret of the SHA-1 examples and the code at 2009-02-13T23:31:30Z.
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const rfcInstant = '2009-02-13T23:31:30Z';
const rfcTerms = ['--secret-stdin', '--algorithm', 'SHA1', '--digits', '8', '--period', '30'];

let station: Rehearsal;
let flashed: Snapshot;

beforeAll(async () => {
  const first = new Rehearsal();
  expect((await first.klarkode(asFob)).exitCode).toBe(0);
  flashed = first.snapshot();
  first.end();
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

const issueRfc = async (...more: string[]): Promise<Run> =>
  await station.klarkode(['issue', ...rfcTerms, '--now', rfcInstant, ...more], { standardInput: `${rfcSecret}\n` });

/** The groups of digits among the strings on the panel, put together. */
const digitsOf = (strings: readonly string[]): string => strings.filter((text) => /^\d+$/.test(text)).join('');
const codeOnDisplay = (): string => digitsOf(station.press());

describe('issue', () => {
  beforeEach(flashFirst);

  it('makes the token show the code of RFC 6238, Appendix B', async () => {
    const run = await issueRfc();
    expect(run.exitCode).toBe(0);
    expect(run.err).toMatch(/working with the time 2009-02-13T23:31:30\.000Z/);
    expect(codeOnDisplay()).toBe('89005924');
  });

  it('sets the clock to within 50 ms: the display changes when the step does', async () => {
    await station.klarkode(['issue']);
    const stepMs = 30_000;
    const worldMs = (): number => 1234567890000 + station.clock.nowMs;
    station.clock.advance(stepMs - (worldMs() % stepMs) + 10_000);
    const first = codeOnDisplay();
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
    await issueRfc();
    const later = new Date(Date.parse(rfcInstant) + 20_000).toISOString();
    const run = await station.klarkode(['activate', '--code', '8900 5924', '--now', later]);
    expect(run.exitCode).toBe(0);
    expect(run.out).toMatch(/its clock fits: at most 20(\.\d)? s behind or (10|9\.\d) s ahead/);
    expect((await station.klarkode(['status', '--json'])).json.at(-1)).toMatchObject({
      registry: { lifecycle: 'active' },
    });
  });

  it('accepts each code once', async () => {
    await issueRfc();
    const check = ['verify', '--code', '89005924', '--now', rfcInstant];
    expect((await station.klarkode(check)).exitCode).toBe(0);
    const again = await station.klarkode(check);
    expect(again.exitCode).toBe(6);
    expect(again.err).toMatch(/used already/);
    const wrong = await station.klarkode(['verify', '--code', '00000000', '--now', rfcInstant]);
    expect(wrong.exitCode).toBe(6);
    expect(wrong.err).toMatch(/not a code of KK-0000013 within 2 steps of 30 s/);
  });

  it('checks codes without the token at hand, by its number', async () => {
    await issueRfc();
    const sentBefore = station.bytesToBoard;
    const run = await station.klarkode(
      ['activate', '--serial-number', 'kk-0000013', '--code', '89005924', '--now', rfcInstant],
      { withoutPort: true },
    );
    expect(run.exitCode).toBe(0);
    expect(station.bytesToBoard).toBe(sentBefore);
  });

  it('issues counter-based codes, and finds the counter again after presses that nobody typed', async () => {
    const run = await station.klarkode(['issue', '--type', 'hotp', '--secret-stdin', '--secret-format', 'hex'], {
      standardInput: '3132333435363738393031323334353637383930',
    });
    expect(run.exitCode).toBe(0);
    // RFC 4226, Appendix D: counters 0, 1 and 2.
    const codes: string[] = [];
    for (let press = 0; press < 3; press++) {
      codes.push(codeOnDisplay());
      station.clock.advance(120_000);
    }
    expect(codes).toEqual(['755224', '287082', '359152']);
    const check = await station.klarkode(['activate', '--code', '359152']);
    expect(check.out).toMatch(/its next counter is 3/);
    expect((await station.klarkode(['verify', '--code', '287082'])).exitCode).toBe(6);
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
    await issueRfc();
    const unsure = await station.klarkode(['issue']);
    expect(unsure.exitCode).toBe(2);
    expect(unsure.err).toMatch(/has a credential already/);
    expect((await station.klarkode(['issue', '--yes', '--force', '--digits', '8'])).exitCode).toBe(0);
    expect((await station.klarkode(['verify', '--code', '89005924', '--now', rfcInstant])).exitCode).toBe(6);
  });

  it('moves the clock of a token in use by minutes only when it is forced', async () => {
    await issueRfc();
    const run = await station.klarkode(['issue', '--yes', '--now', '2009-02-13T23:41:30Z']);
    expect(run.exitCode).toBe(4);
    expect(run.err).toMatch(/if it is right, say --force/);
    expect(codeOnDisplay()).toBe('89005924');
  });

  it('asks a person for the code and for the serial number', async () => {
    await issueRfc();
    const asked: string[] = [];
    const answer = (text: string) => (question: string) => (asked.push(question), Promise.resolve(text));
    const prompts = {
      text: answer('89005924'),
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

  it.each([
    [['--algorithm', 'SHA512'], /A Pixl\.js can't compute SHA512 in time: use --algorithm SHA1 or SHA256/],
    [['--algorithm', 'MD5'], /--algorithm is "MD5": it takes SHA1, SHA256, SHA512/],
    [['--period', '121'], /--period is 121 s: .*120 s/],
    [['--period', '0'], /--period is "0"/],
    [['--digits', '5'], /--digits is "5": it takes a whole number from 6 to 10/],
    [['--digits', '6.5'], /--digits/],
    [['--type', 'steam'], /--type is "steam"/],
    [['--type', 'hotp', '--counter', '-1'], /--counter is "-1"/],
    [['--account', 'a\nb'], /--account takes 1 to 100 characters/],
  ])('refuses %j by name', async (options, message) => {
    const run = await station.klarkode(['issue', ...options]);
    expect(run.exitCode).toBe(2);
    expect(run.err).toMatch(message);
    expect((await station.klarkode(['status', '--json'])).json.at(-1)).toMatchObject({ token: { lifecycle: 'blank' } });
  });

  it.each([
    ['base32', 'GEZDGNBVGY3TQOJQGEZDG', /The secret has 13 bytes: it must have 14/],
    ['base32', 'A'.repeat(32), /repeats a few bytes/],
    ['base32', 'GEZDGNBVGY3TQOJ0', /Character 16 of the base32 text/],
    ['hex', '00112233', /The secret has 4 bytes/],
    ['hex', '3132333435363738393031323334353637383g', /not hexadecimal/],
    ['hex', '', /no secret on standard input/],
    ['base64', 'x', /--secret-format is "base64"/],
  ])('refuses a bad %s secret without repeating it', async (format, secret, message) => {
    const run = await station.klarkode(['issue', '--secret-stdin', '--secret-format', format], {
      standardInput: secret,
    });
    expect(run.exitCode).toBe(2);
    expect(run.err).toMatch(message);
    if (secret.length > 4) expect(run.err).not.toContain(secret.slice(0, 8));
  });
});

describe('tokens that are not for a verb', () => {
  it('a board without firmware can be neither issued nor wiped', async () => {
    for (const verb of ['issue', 'wipe', 'activate', 'status']) {
      const run = await station.klarkode([verb, '--yes'].slice(0, verb === 'wipe' ? 2 : 1));
      expect(run.exitCode, verb).toBe(4);
      expect(run.err).toMatch(/is a board without Klarkode: run "klarkode flash" first/);
    }
  });

  it('a token of another station is refused by name', async () => {
    flashFirst();
    const run = await station.klarkode(['issue', '--registry', `${station.folder}/other.sqlite`]);
    expect(run.exitCode).toBe(5);
    expect(run.err).toMatch(/KK-0000013 is not in the registry .*other\.sqlite: name the registry/);
  });

  it('a token that another station gave the same number is found out, and keeps what it has', async () => {
    flashFirst();
    const other = ['--registry', `${station.folder}/other.sqlite`];
    const theirs = station.board.flash.bytes.slice();
    station.replaceBoard();
    await station.klarkode([...asFob, ...other]);
    station.replaceBoard(theirs);
    const run = await station.klarkode(['issue', ...other]);
    expect(run.exitCode).toBe(4);
    expect(run.err).toMatch(/KK-0000013 refused this station's proof/);
    expect((await station.klarkode(['status', '--json'])).json.at(-1)).toMatchObject({
      token: { lifecycle: 'blank', wrongProofs: 1 },
    });
  });

  it('a token without a credential can not be activated', async () => {
    flashFirst();
    const run = await station.klarkode(['activate', '--code', '123456']);
    expect(run.exitCode).toBe(4);
    expect(run.err).toMatch(/has no credential yet/);
  });

  it('a wrong passphrase is told from everything else, and is never repeated', async () => {
    flashFirst();
    const run = await station.klarkode(['issue'], { environment: { KLARKODE_PASSPHRASE: 'horse correct' } });
    expect(run.exitCode).toBe(5);
    expect(run.err).toMatch(/not the passphrase of the registry/);
    expect(run.err).not.toContain('horse correct');
  });

  it('a wiped token is blank, retired, and its codes are refused', async () => {
    flashFirst();
    await issueRfc();
    const run = await station.klarkode(['wipe', '--yes']);
    expect(run.exitCode).toBe(0);
    expect((await station.klarkode(['status', '--json'])).json.at(-1)).toMatchObject({
      token: { lifecycle: 'blank' },
      registry: { lifecycle: 'retired' },
    });
    expect((await station.klarkode(['verify', '--code', '89005924', '--now', rfcInstant])).exitCode).toBe(4);
    expect((await station.klarkode(['issue'])).err).toMatch(/KK-0000013 is retired/);
    expect((await station.klarkode(asFob)).err).toMatch(/wiped and is retired: use --new-identity/);
    expect((await station.klarkode([...asFob, '--new-identity'])).out).toMatch(/KK-0000021 runs/);
  });
});
