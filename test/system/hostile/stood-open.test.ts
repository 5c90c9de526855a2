// A flash that was cut leaves a console open, and somebody comes by who does not leave it so: he reads the keys, puts files there, and
// makes a lock with the board's own password, or finishes the flash himself. It is not taken for the lock that the command makes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fromByteArray } from '../../../firmware/core/bytes.ts';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { macKey } from '../../../firmware/core/digest/hmac.ts';
import { encodeCredential } from '../../../firmware/core/records/credential-record.ts';
import { encodeRecord } from '../../../firmware/core/records/record.ts';
import { encodeSettings } from '../../../firmware/core/records/settings-record.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { tracesOf } from '../../scenarios/cuts/secret-traces.ts';
import { asFob, codeOnDisplay, rfcSecret } from '../fob.ts';
import { HostileStation, secret, serialNumber } from './hostile-station.ts';

let station: HostileStation;
beforeEach(() => {
  station = new HostileStation();
});
afterEach(() => station.end());

const ownLock = 'E.setPassword(""+require("Storage").read("kk.pw"));E.lockConsole();';
/** Says the credential on the wire once a minute. */
const spy =
  'setInterval(function(c){c=require("Storage").read("kk.c0");if(c)Serial1.write("LEAK "+btoa(c)+"\\n")},60000)';
/** A trim of 1000 ppm, and a token that is never unsure. */
const fastClock = encodeRecord(crc32, 0x7fffffff, encodeSettings([2000000, 0, 60, 86400, 86400, 120, 0]));
const hisSecret = 'attackers-secret-xxx';
const hisCredential = encodeRecord(
  crc32,
  0x7fffffff,
  encodeCredential(
    { eventBased: false, algorithm: 0, digits: 8, periodSeconds: 30, counter: 0, secret: hisSecret },
    macKey(nobleHashes.SHA1, hisSecret),
  ),
);

/** The device key in the board's identity file, which anybody reads while the console is open. */
const deviceKey = (): string => station.stored('kk.id')!.slice(21, 53);

/** What the token shows is accepted. */
async function mustShowRightCode(): Promise<void> {
  await station.must('verify', '--serial-number', serialNumber, '--code', codeOnDisplay(station));
}

/** Fails where the token says on its wire, within two minutes, anything of its secret. */
function mustSayNothing(): void {
  let heard = '';
  const stop = station.board.on('sent', (bytes) => (heard += fromByteArray(bytes)));
  station.clock.advance(130_000);
  stop();
  const said = Buffer.from(/LEAK (\S+)/.exec(heard)?.[1] ?? '', 'base64');
  expect(tracesOf(secret, said)).toEqual([]);
  expect(heard).not.toContain('LEAK');
}

it.each(['its first flash', 'new firmware'])('a lock made with its own password, in %s', async (which) => {
  if (which === 'new firmware') {
    await station.timeBased();
    station.renewFirmware();
  }
  await station.cutBefore('kk.app');
  const read = deviceKey();
  station.plant({ '.boot3': spy, '.boot0': ownLock, 'kk.s1': fastClock, 'kk.c0': hisCredential });
  const run = await station.must(...asFob);
  expect(run.out).toMatch(/cut while its console may have stood open: it gets new keys/);
  if (which === 'its first flash') await station.must('issue', '--secret-stdin', '--digits', '8');
  expect(deviceKey()).not.toBe(read);
  expect(station.stored('.boot3')).toBeUndefined();
  expect((await station.must('settings', '--json')).json.at(-1)).toMatchObject({ settings: { trimPpm: 0 } });
  await mustShowRightCode();
  mustSayNothing();
});

it.each(['its first flash', 'new firmware'])('records that somebody put there, in %s', async (which) => {
  if (which === 'new firmware') {
    await station.timeBased();
    station.renewFirmware();
  }
  await station.cutBefore('kk.app');
  station.plant({ 'kk.s1': fastClock, 'kk.c0': hisCredential });
  await station.must(...asFob);
  if (which === 'its first flash') await station.must('issue', '--secret-stdin', '--digits', '8');
  expect((await station.must('settings', '--json')).json.at(-1)).toMatchObject({ settings: { trimPpm: 0 } });
  await mustShowRightCode();
});

it('a flash that somebody finished: no credential for that token before the command has flashed it', async () => {
  await station.cutBefore('kk.app');
  const read = deviceKey();
  const file = (name: string): string =>
    readFileSync(join(station.firmwareFolder, 'code-display/pixljs', name), 'latin1');
  const own = ['kk.app', 'kk.font', 'kk.da', 'kk.en', '.boot0'].map((name) => [name, file(name)] as const);
  station.plant({ ...Object.fromEntries(own), '.boot3': spy });
  const issue = ['issue', '--secret-stdin', '--digits', '8'];
  const early = await station.klarkode(issue, { standardInput: `${rfcSecret}\n` });
  expect(early.exitCode).toBe(4);
  expect(early.err).toMatch(/The last flash of KK-0000013 was cut: run "klarkode flash" first/);
  await station.must(...asFob);
  await station.must(...issue);
  expect(deviceKey()).not.toBe(read);
  expect(station.stored('.boot3')).toBeUndefined();
  mustSayNothing();
});

it('an event-based token that was locked again goes on with its next code', async () => {
  await station.eventBased();
  expect(station.codes(2)).toEqual(['755224', '287082']);
  station.renewFirmware();
  await station.cutBefore('kk.app');
  station.plant({ '.boot0': ownLock });
  await station.must(...asFob);
  expect(station.codes(1)).toEqual(['359152']);
});

it.each(['its first flash', 'new firmware'])(
  'a cut once the token has shown that it runs needs no emptying again, in %s',
  async (which) => {
    if (which === 'new firmware') {
      await station.timeBased();
      station.renewFirmware();
    }
    // The session after the restart is opened; its next line does not arrive.
    await station.cutWhen((wire) => /kf="\.boot0"[^]*\bopen [0-9a-f]+ [0-9a-f]+.*\n/.test(wire));
    const read = deviceKey();
    const again = await station.must(...asFob);
    expect(again.out).not.toMatch(/may have stood open/);
    expect(again.out).toMatch(/ 0 bytes in 0 files were written/);
    expect(deviceKey()).toBe(read);
    if (which === 'its first flash') await station.must('issue', '--secret-stdin', '--digits', '8');
    await mustShowRightCode();
  },
);

/** Flashes until the last file of the hold is gone: the lock is written, and the console open still. */
async function cutBeforeRestart(): Promise<void> {
  await station.cutWhen((wire) => wire.includes('[".boot1","kk.hold"]'));
}

it.each(['its first flash', 'the second run of new firmware'])(
  'a lock that is written, on a board that was not started anew, in %s',
  async (which) => {
    if (which !== 'its first flash') {
      await station.timeBased();
      station.renewFirmware();
      await station.cutBefore('kk.app');
    }
    await cutBeforeRestart();
    station.clock.advance(600_000);
    const read = deviceKey();
    station.plant({ '.boot3': spy });
    await station.must(...asFob);
    if (which === 'its first flash') await station.must('issue', '--secret-stdin', '--digits', '8');
    expect(deviceKey()).not.toBe(read);
    expect(station.stored('.boot3')).toBeUndefined();
    await mustShowRightCode();
    mustSayNothing();
  },
);

it.each(['before it was emptied', 'in its restart'])(
  'a store that was erased after a cut %s, and a console that stood open while it was filled again',
  async (when) => {
    await station.timeBased();
    station.renewFirmware();
    if (when === 'in its restart') await cutBeforeRestart();
    else await station.cutAfter(600, ...asFob);
    station.replaceBoard();
    const named = [...asFob, '--serial-number', serialNumber, '--yes'];
    await station.cutWhen((wire) => wire.includes('kf="kk.font"'), named);
    const read = deviceKey();
    station.plant({ '.boot3': spy, '.boot0': ownLock });
    const run = await station.must(...asFob);
    expect(run.out).toMatch(/Its credential is still there/);
    expect(deviceKey()).not.toBe(read);
    expect(station.stored('.boot3')).toBeUndefined();
    await mustShowRightCode();
    mustSayNothing();
  },
);
