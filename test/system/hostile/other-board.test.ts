// A board that is not the token that the technician takes it for: swapped in while a command runs, or made to look like one whose
// flash was cut. It gets no key and no credential, and it costs no other token anything.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromByteArray } from '../../../firmware/core/bytes.ts';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { encodeIdentity } from '../../../firmware/core/records/identity-record.ts';
import { FlashStorage } from '../../../simulator/board/storage.ts';
import { tracesOf } from '../../scenarios/cuts/secret-traces.ts';
import { asFob, codeOnDisplay } from '../fob.ts';
import type { Snapshot } from '../rehearsal.ts';
import { HostileStation, secret, serialNumber } from './hostile-station.ts';

let inUse: Snapshot;
beforeAll(async () => {
  const first = new HostileStation();
  await first.timeBased();
  inUse = first.snapshot();
  first.end();
});
afterAll(() => {
  rmSync(inUse.folder, { recursive: true });
});

let station: HostileStation;
beforeEach(() => {
  station = new HostileStation();
  station.restore(inUse);
});
afterEach(() => {
  station.end();
});

function nothingLeaked(): void {
  expect(station.wire).not.toContain('kf="kk.id"');
  expect(tracesOf(secret, station.board.flash.bytes)).toEqual([]);
}

/** Puts an identity file on the board that names the token, with a key that somebody made up. */
function claimToBeIt(): void {
  const identity = { serialNumber, deviceKey: 'x'.repeat(32), seed: 'y'.repeat(32), languages: ['da', 'en'] };
  const base64 = Buffer.from(encodeIdentity(crc32, identity), 'latin1').toString('base64');
  station.say(`require("Storage").write("kk.id",atob("${base64}"))`);
}

/** Another board, with a console that takes the token's password: one that takes any would look the same. */
function fakeLock(password: string): void {
  station.replaceBoard();
  station.say(`require("Storage").write("kk.pw","${password}")`);
  station.say(`require("Storage").write(".boot0",'E.setPassword(require("Storage").read("kk.pw"));E.lockConsole()')`);
}

it('swapped in when the token restarts for new firmware, it gets nothing, and the token loses nothing', async () => {
  station.renewFirmware();
  let isSwapped = false;
  station.tampering = (body) => {
    // The answer to `maintenance` is out; the restart follows.
    if (body.startsWith('s 1 ok') && !isSwapped) {
      isSwapped = true;
      station.clock.after(600, () => station.board.flash.bytes.fill(0xff));
    }
    return body;
  };
  const run = await station.klarkode([...asFob, '--yes']);
  expect(isSwapped).toBe(true);
  expect(run.exitCode).toBe(5);
  expect(run.err).toMatch(/is not KK-0000013 any more \(its console is open\), so it was given nothing/);
  nothingLeaked();
  station.tampering = undefined;
  station.replaceBoard(inUse.image);
  await station.must(...asFob);
  expect(codeOnDisplay(station)).toMatch(/^\d{8}$/);
});

it.each([[[]], [['--languages', 'en']]])('behind a lock that takes any password it gets nothing (%j)', async (more) => {
  station.renewFirmware();
  const password = station.storedFile('kk.pw');
  await station.cutAfter(600, ...asFob);
  for (const claims of [false, true]) {
    fakeLock(password);
    if (claims) claimToBeIt();
    station.powerCycle();
    station.wire = '';
    // Not even where a script says yes to all: somebody must say which token this is.
    const unnamed = await station.klarkode([...asFob, ...more, '--yes']);
    expect(unnamed.exitCode).toBe(5);
    expect(unnamed.err).toMatch(/KK-0000013 is only a guess/);
    station.clock.advance(3000);
    const named = await station.klarkode([...asFob, ...more, '--serial-number', serialNumber]);
    expect(named.exitCode).toBe(2);
    expect(named.err).toMatch(/does not know who it is and can't prove that it is KK-0000013/);
    nothingLeaked();
  }
});

it('becomes a new token without costing the one that it said it was anything', async () => {
  station.replaceBoard();
  claimToBeIt();
  const run = await station.must(...asFob, '--new-identity', '--yes');
  expect(run.out).toMatch(/KK-0000021 runs/);
  expect(run.err).toMatch(/said that it was KK-0000013, and could not prove it/);
  station.replaceBoard(inUse.image);
  expect(await station.known()).toMatchObject({ lifecycle: 'issued', credentials: [{ state: 'confirmed' }] });
});

/** Bytes written until a new identity is half there: what locks meanwhile, the password, what removes the old ones. */
const stepsToIdentity = 240;

describe('a token whose identity was lost in a cut', () => {
  it('is made whole on the word of the technician, and shows no code twice', async () => {
    await station.must('issue', '--type', 'hotp', '--yes');
    const shown = station.codes(2);
    const languages = [...asFob, '--languages', 'en'];
    // The power fails when its old identity is gone and the new one is not whole, behind a lock that stands.
    station.wire = '';
    const listen = station.onBytesToBoard;
    station.onBytesToBoard = (bytes) => {
      const said = fromByteArray(bytes);
      listen(bytes);
      if (said.includes('S.write("kk.id",kj)')) station.board.flash.stepsUntilPowerCut = stepsToIdentity;
    };
    expect((await station.klarkode(languages)).exitCode).toBe(3);
    station.onBytesToBoard = listen;
    station.powerCycle();
    expect(station.say('print("<"+"open>")')).toMatch(/Invalid password/);
    await station.must(...languages, '--serial-number', serialNumber, '--yes');
    shown.push(...station.codes(2));
    expect(new Set(shown).size).toBe(4);
  });
});

it('keeps no program that somebody left on it while a cut flash had its console open', async () => {
  station.renewFirmware();
  const listen = station.onBytesToBoard;
  station.onBytesToBoard = (bytes) => {
    listen(bytes);
    if (station.wire.includes('kf="kk.app"')) station.cableBytes = 0;
  };
  station.wire = '';
  expect((await station.klarkode(asFob)).exitCode).toBe(3);
  station.onBytesToBoard = listen;
  station.cableBytes = undefined;
  station.powerCycle();
  const starts = ['.boot1', '.boot2', '.boot3', '.bootcde', '.bootrst', 'spy.js'];
  for (const name of starts) station.say(`require("Storage").write("${name}","print('spied')")`);
  await station.must(...asFob);
  const storage = new FlashStorage(station.board.flash);
  for (const name of starts) expect(storage.read(name), name).toBeUndefined();
  expect(storage.read('.boot0')).toBeDefined();
});

it('a board that opens with the password and is no token costs the true one nothing when it becomes a new token', async () => {
  const { image } = inUse;
  station.renewFirmware();
  const password = station.storedFile('kk.pw');
  await station.cutAfter(600, ...asFob);
  fakeLock(password);
  station.powerCycle();
  const run = await station.must(...asFob, '--new-identity', '--yes');
  expect(run.err).toMatch(/could not prove that it was KK-0000013: the registry keeps what it knows of that token/);
  expect(run.out).toMatch(/KK-0000021 runs/);
  station.replaceBoard(image);
  expect((await station.must('status', '--json')).json.at(-1)).toMatchObject({
    token: { lifecycle: 'issued' },
    registry: { lifecycle: 'issued', credentials: [{ state: 'confirmed' }] },
  });
  await station.must(...asFob);
  await station.must('verify', '--serial-number', serialNumber, '--code', codeOnDisplay(station));
});
