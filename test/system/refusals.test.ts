// What the verbs refuse, by name and without changing anything: bad options and secrets, and tokens that are not theirs.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asFob, flashedFob, issueRfc, rfcCode, rfcInstant } from './fob.ts';
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

  it.each([
    [['--algorithm', 'SHA512'], /Error: Pixl\.js does not compute SHA512: use --algorithm SHA1 or SHA256/],
    [['--algorithm', 'MD5'], /--algorithm is "MD5": it takes SHA1, SHA256, SHA512/],
    [['--period', '121'], /--period is 121 s: .*120 s/],
    [['--period', '0'], /--period is "0"/],
    [['--digits', '5'], /--digits is "5": it takes a whole number from 6 to 10/],
    [['--digits', '6.5'], /--digits/],
    [['--type', 'steam'], /--type is "steam"/],
    [['--type', 'hotp', '--counter', '-1'], /--counter is "-1"/],
    [['--type', 'hotp', '--period', '121'], /--period is 121 s: .*120 s/],
    [['--type', 'hotp', '--period', '30'], /--period is for --type totp: leave it out/],
    [['--type', 'totp', '--counter', '7'], /--counter is for --type hotp: leave it out/],
    [['--counter', '0'], /--counter is for --type hotp/],
    [['--counter', 'x'], /--counter is "x": it takes a whole number/],
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
    ['base32', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', /repeats a block/],
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
    flashFirst();
    station.replaceBoard();
    for (const verb of ['issue', 'wipe', 'activate', 'status']) {
      const run = await station.klarkode([verb, '--yes'].slice(0, verb === 'wipe' ? 2 : 1));
      expect(run.exitCode, verb).toBe(4);
      expect(run.err).toMatch(/is a board without Klarkode: run "klarkode flash" first/);
    }
  });

  it('a token of another station is refused by name', async () => {
    const other = ['--registry', `${station.folder}/other.sqlite`];
    await station.klarkode([...asFob, '--serial-number', 'KK-0000021', ...other]);
    flashFirst();
    const run = await station.klarkode(['issue', ...other]);
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
    await issueRfc(station);
    const run = await station.klarkode(['wipe', '--yes']);
    expect(run.exitCode).toBe(0);
    expect((await station.klarkode(['status', '--json'])).json.at(-1)).toMatchObject({
      token: { lifecycle: 'blank' },
      registry: { lifecycle: 'retired' },
    });
    const late = await station.klarkode(['verify', '--code', rfcCode, '--now', rfcInstant]);
    expect([late.exitCode, late.err]).toEqual([
      4,
      expect.stringMatching(/KK-0000013 was wiped and is retired: no code/),
    ]);
    expect((await station.klarkode(['issue'])).err).toMatch(/KK-0000013 is retired/);
    expect((await station.klarkode(asFob)).err).toMatch(/wiped and is retired: use --new-identity/);
    expect((await station.klarkode([...asFob, '--new-identity'])).out).toMatch(/KK-0000021 runs/);
  });
});
