// A cable that is pulled at any moment of a flash, with and without the battery going too: the command says what
// happened, and running it again makes the token whole, under the same serial number once the board has its password.
import { rmSync } from 'node:fs';
import Libsql from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asFob, codeOnDisplay, issueRfc } from './fob.ts';
import { laterFirmware } from './later-firmware.ts';
import { Rehearsal, type Snapshot } from './rehearsal.ts';

let station: Rehearsal;
beforeEach(() => {
  station = new Rehearsal();
});
afterEach(() => {
  station.end();
});

/**
 * Flashes with the cable pulled after `bytes`, then again with a whole one. Gives the serial number of the end, or
 * undefined when the flash got along with that.
 */
async function cutAndGoOn(bytes: number, powerFailsToo: boolean): Promise<string | undefined> {
  station.cableBytes = bytes;
  station.onCut = () => {
    if (powerFailsToo) station.board.powerOff();
  };
  const cut = await station.klarkode(asFob);
  // Long enough, or cut while the tool waited for the board to start and put in again in time.
  if (cut.exitCode === 0) return undefined;
  expect(cut.exitCode, `cut after ${bytes}`).toBe(3);
  expect(cut.err).toMatch(/The connection on .* was lost: the cable was pulled/);
  if (/Serial number/.test(cut.out))
    expect(cut.err).toMatch(/nothing is lost: connect the same board again and run the same command/);
  station.clock.advance(500);
  if (powerFailsToo) station.powerCycle();
  const again = await station.klarkode([...asFob, '--json']);
  expect(again, `after a cut after ${bytes}`).toMatchObject({ exitCode: 0, err: '' });
  // The half minute of silence after which the first run's console locks itself must not end in the middle of the second run.
  expect(again.out, `after a cut after ${bytes}`).not.toMatch(/did not arrive whole/);
  const status = await station.klarkode(['status', '--json']);
  const { token } = status.json.at(-1) as { token: { serialNumber: string } };
  return token.serialNumber;
}

/** A token with a credential, and its registry. */
async function tokenInUse(): Promise<Snapshot> {
  const first = new Rehearsal();
  expect((await first.klarkode(asFob)).exitCode).toBe(0);
  expect((await issueRfc(first)).exitCode).toBe(0);
  const snapshot = first.snapshot();
  first.end();
  return snapshot;
}

describe('a cable cut during the first flash', () => {
  // Beginning, password, identity, bundle, fonts, words, start file, restart, first session: a place in each, and
  // an even spread between them.
  const places = [3, 300, 700, 1000, 1300, 1400, 1600, 2500, 9000, 17000];
  it.each(places)('after %i bytes: the second run makes a whole token', async (bytes) => {
    const serialNumber = await cutAndGoOn(bytes, bytes % 200 === 0);
    expect(serialNumber).toMatch(/^KK-00000(13|21)$/);
    // Only a board that had not got its password yet gets another number.
    if (bytes > 2500) expect(serialNumber).toBe('KK-0000013');
  });

  it('in its last steps: the second run makes a whole token', async () => {
    const whole = new Rehearsal();
    await whole.klarkode(asFob);
    const total = whole.bytesToBoard;
    whole.end();
    // The random bytes of a token take a few characters more or less each time, so the nearest may miss the end.
    const ends: (string | undefined)[] = [];
    for (const before of [160, 260, 330, 400, 600, 1000]) {
      station.end();
      station = new Rehearsal();
      ends.push(await cutAndGoOn(total - before, before % 200 === 0));
    }
    expect(ends.filter((end) => end === 'KK-0000013').length).toBeGreaterThan(3);
    expect(ends.filter((end) => end !== 'KK-0000013' && end !== undefined)).toEqual([]);
  });

  it('can be cut again and again', async () => {
    for (const bytes of [4000, 6000, 3000, 5000]) {
      station.cableBytes = bytes;
      station.onCut = () => station.board.powerOff();
      expect((await station.klarkode(asFob)).exitCode).toBe(3);
      station.powerCycle();
    }
    const last = await station.klarkode(asFob);
    expect(last.exitCode).toBe(0);
    expect(last.out).toMatch(/KK-0000013 runs/);
  });
});

describe('a cable cut while a token in use gets new firmware', () => {
  let inUse: Snapshot;
  beforeAll(async () => {
    inUse = await tokenInUse();
  });
  afterAll(() => {
    rmSync(inUse.folder, { recursive: true });
  });

  it.each([150, 400, 800, 1100, 1500, 6000, 16500, 18200])(
    'after %i bytes: the second run ends it, and the credential is still there',
    async (bytes) => {
      station.restore(inUse);
      station.firmwareFolder = laterFirmware(station);
      expect(await cutAndGoOn(bytes, bytes % 200 === 0)).toBe('KK-0000013');
      const check = await station.klarkode(['status', '--json']);
      expect(check.json.at(-1)).toMatchObject({
        token: { lifecycle: 'issued', clock: 'set' },
        registry: { flash_state: 'finished' },
      });
      // Its clock is the station's, so its code is right now; not in the last seconds of a step, when it offers none.
      station.clock.advance(30_000 - ((1234567890_000 + station.clock.nowMs) % 30_000) + 5000);
      const code = codeOnDisplay(station);
      expect(await station.klarkode(['verify', '--code', code])).toMatchObject({ exitCode: 0, err: '' });
    },
  );
});

describe('a battery that fails while the board itself writes', () => {
  let inUse: Snapshot;
  beforeAll(async () => {
    inUse = await tokenInUse();
  });
  afterAll(() => {
    rmSync(inUse.folder, { recursive: true });
  });

  // Steps are bytes written and pages erased: marks of removed files, moving the store about, the new files.
  it.each([1, 40, 100, 3000, 4200, 5000, 6000, 12000, 20000])(
    'after %i steps of new firmware: the second run makes the same token whole',
    async (steps) => {
      station.restore(inUse);
      station.firmwareFolder = laterFirmware(station);
      station.board.flash.stepsUntilPowerCut = steps;
      const cut = await station.klarkode(asFob);
      expect(cut.exitCode).toBe(3);
      // The first steps are the token's own, when it makes its nonce: then nothing had begun.
      if (/answers/.test(cut.out)) expect(cut.err).toMatch(/nothing is lost: connect the same board again/);
      else expect(cut.err).toMatch(/check that the board has power/);
      station.powerCycle();
      // For a moment the store is empty: only the technician can say which token it was.
      const again = await station.klarkode([...asFob, '--serial-number', 'KK-0000013', '--yes', '--json']);
      expect(again.exitCode, again.out).toBe(0);
      const status = await station.klarkode(['status', '--json']);
      expect(status.json.at(-1)).toMatchObject({
        token: { serialNumber: 'KK-0000013', lifecycle: 'issued' },
        registry: { flash_state: 'finished', lifecycle: 'issued', carried: null },
      });
    },
  );

  it.each([30, 92, 300, 9000])('after %i steps of a new identity: the second run makes a new token', async (steps) => {
    station.restore(inUse);
    station.board.flash.stepsUntilPowerCut = steps;
    expect((await station.klarkode([...asFob, '--new-identity', '--yes'])).exitCode).toBe(3);
    station.powerCycle();
    const again = await station.klarkode([...asFob, '--new-identity', '--yes']);
    expect(again).toMatchObject({ exitCode: 0, err: '' });
    expect(again.out).toMatch(/KK-00000(21|37) runs/);
  });

  it.each([0, 1, 2, 3])(
    '%i steps into taking the lock off for a new identity: the old token is retired',
    async (steps) => {
      station.restore(inUse);
      station.onBytesToBoard = (bytes) => {
        if (Buffer.from(bytes).includes('[".boot0",".boot1",".boot2"].forEach'))
          station.board.flash.stepsUntilPowerCut ??= steps;
      };
      expect((await station.klarkode([...asFob, '--new-identity', '--yes'])).exitCode).toBe(3);
      station.onBytesToBoard = () => {};
      station.powerCycle();
      const again = await station.klarkode([...asFob, '--new-identity', '--yes']);
      expect(again).toMatchObject({ exitCode: 0, err: '' });
      const db = new Libsql(station.registryFile);
      const asked = "from tokens where serial_number = 'KK-0000013'";
      expect(db.prepare(`select lifecycle, flash_state, carried ${asked}`).get()).toMatchObject({
        lifecycle: 'retired',
        flash_state: 'finished',
      });
      expect(db.prepare('select count(*) as kept from credentials where secret is not null').get()).toMatchObject({
        kept: 0,
      });
      db.close();
    },
  );

  it('a board behind its lock whose token was given up is gone on with once no other flash is unfinished', async () => {
    station.restore(inUse);
    station.board.flash.stepsUntilPowerCut = 92;
    expect((await station.klarkode([...asFob, '--new-identity', '--yes'])).exitCode).toBe(3);
    station.powerCycle();
    const plain = await station.klarkode(asFob);
    expect(plain).toMatchObject({ exitCode: 4 });
    expect(plain.err).toMatch(/KK-0000013 was given up .* go on with --new-identity/);
    station.powerCycle();
    expect(await station.klarkode([...asFob, '--new-identity', '--yes'])).toMatchObject({ exitCode: 0, err: '' });
  });
});
