// Who stands between the station and its token, or comes by when new firmware was cut: no key, secret or code is to be had
// from it, and no event-based code comes twice.
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { fromByteArray } from '../../../firmware/core/bytes.ts';
import { encodeIdentity } from '../../../firmware/core/records/identity-record.ts';
import { formsOf } from '../../scenarios/cuts/secret-traces.ts';
import { asFob, codeOnDisplay, issueRfc, rfcSecret } from '../fob.ts';
import { laterFirmware } from '../later-firmware.ts';
import { Rehearsal, type Run } from '../rehearsal.ts';

const serialNumber = 'KK-0000013';
const secret = '12345678901234567890';

let station: Rehearsal;
beforeEach(() => {
  station = new Rehearsal();
});
afterEach(() => {
  station.end();
});

async function must(...argv: string[]): Promise<Run> {
  const run = await station.klarkode(argv, { standardInput: `${rfcSecret}\n` });
  expect(run.exitCode, run.err).toBe(0);
  return run;
}

/** Sends a line to the console and gives what comes back. */
function say(line: string, forMs = 500): string {
  let heard = '';
  const stop = station.board.on('sent', (bytes) => (heard += fromByteArray(bytes)));
  station.board.send(Buffer.from(`\n\x10${line}\n`, 'latin1'));
  station.clock.advance(forMs);
  stop();
  return heard;
}

/** A press shows the code, the next one darkens the panel. */
function codes(count: number): string[] {
  return Array.from({ length: count }, () => {
    const code = codeOnDisplay(station);
    station.press();
    return code;
  });
}

/** Pulls the cable once `isTime` of what the command has said so far. */
function pullWhen(isTime: (sent: string) => boolean): void {
  let sent = '';
  station.onBytesToBoard = (bytes) => {
    sent += fromByteArray(bytes);
    if (isTime(sent)) station.cableBytes = 0;
  };
}

function mend(): void {
  station.onBytesToBoard = () => {};
  station.cableBytes = undefined;
}

it('a board that only says that it is a token gets none of its keys', async () => {
  await must(...asFob);
  expect((await issueRfc(station)).exitCode).toBe(0);
  station.replaceBoard();
  const identity = { serialNumber, deviceKey: 'x'.repeat(32), seed: 'y'.repeat(32), languages: ['da'] };
  const bytes = Buffer.from(encodeIdentity(crc32, identity), 'latin1').toString('base64');
  say(`require("Storage").write("kk.id",atob("${bytes}"))`);
  let wire = '';
  station.onBytesToBoard = (sent) => (wire += fromByteArray(sent));
  for (const argv of [asFob, [...asFob, '--serial-number', serialNumber]]) {
    const run = await station.klarkode(argv);
    expect(run.exitCode).toBe(argv === asFob ? 5 : 2);
  }
  expect(wire).not.toContain('write("kk.pw"');
  expect(wire).not.toContain('kf=');
});

it('a console that was opened for new firmware locks itself when the cable goes', async () => {
  await must(...asFob);
  expect((await issueRfc(station)).exitCode).toBe(0);
  station.firmwareFolder = laterFirmware(station);
  pullWhen((sent) => sent.includes('btoa'));
  expect((await station.klarkode(asFob)).exitCode).toBe(3);
  mend();
  station.clock.advance(33_000);
  expect(say('print("<"+"open>")')).toMatch(/Invalid password/);
  await must(...asFob);
  expect((await must('status', '--json')).json.at(-1)).toMatchObject({ token: { lifecycle: 'issued' } });
});

it('a console is locked again behind a command that refused', async () => {
  await must(...asFob);
  expect((await issueRfc(station)).exitCode).toBe(0);
  station.firmwareFolder = laterFirmware(station);
  pullWhen((sent) => sent.includes('btoa'));
  await station.klarkode(asFob);
  mend();
  station.powerCycle();
  const wrong = await station.klarkode(['flash', '--product', 'code-display', '--board', 'pico']);
  expect(wrong.exitCode).toBe(4);
  station.clock.advance(3000);
  expect(say('print("<"+"open>")')).toMatch(/Invalid password/);
});

it('the wire of new firmware carries no key', async () => {
  let first = '';
  station.onBytesToBoard = (bytes) => (first += fromByteArray(bytes));
  await must(...asFob);
  const identity = station.storedFile('kk.id');
  const password = station.storedFile('kk.pw');
  expect(first).toContain(password);
  await must('issue', '--type', 'hotp');
  station.firmwareFolder = laterFirmware(station);
  let wire = '';
  station.onBytesToBoard = (bytes) => (wire += fromByteArray(bytes));
  await must(...asFob);
  expect(station.storedFile('kk.id')).toBe(identity);
  // Only the line that unlocks carries the password, to a console that asked for it.
  expect(wire.split(password).length - 1).toBe(1);
  expect(wire).not.toContain('kf="kk.id"');
});

it('no code comes twice when the credential was given back, used, and then lost', async () => {
  await must(...asFob);
  await must('issue', '--type', 'hotp');
  const shown = codes(2);
  station.firmwareFolder = laterFirmware(station);
  pullWhen((sent) => sent.split('\ns ').length > 5);
  const cut = await station.klarkode(asFob);
  mend();
  if (cut.exitCode === 0) return expect.fail('the cable was not pulled');
  station.powerCycle();
  shown.push(...codes(4));
  station.replaceBoard();
  const again = await must(...asFob, '--serial-number', serialNumber, '--yes', '--json');
  expect(again.json.at(-1)).toMatchObject({ lostCredential: true });
  expect(new Set(shown).size).toBe(6);
});

it('no code comes twice though somebody on the wire says that the token is blank', async () => {
  await must(...asFob);
  await must('issue', '--type', 'hotp');
  const shown = codes(3);
  station.firmwareFolder = laterFirmware(station);
  station.tampering = (body) => body.replace(/^(ok klarkode .*) issued /, '$1 blank ');
  await station.klarkode(asFob);
  station.tampering = undefined;
  await station.klarkode(asFob);
  shown.push(...codes(3));
  expect(new Set(shown).size).toBe(shown.length);
});

it('a new identity leaves nothing of the old one, whenever the power fails', async () => {
  await must(...asFob);
  await must('issue', '--type', 'hotp');
  const image = station.board.flash.bytes.slice();
  const before = station.snapshot();
  for (let steps = 60; steps < 1500; steps += 37) {
    station.restore({ image, folder: before.folder });
    station.board.flash.stepsUntilPowerCut = steps;
    await station.klarkode([...asFob, '--new-identity', '--yes']);
    station.powerCycle();
    if (!say('print("<"+"open>")').includes('<open>')) continue;
    const flash = Buffer.from(station.board.flash.bytes);
    for (const { name, bytes } of formsOf(Buffer.from(secret)))
      expect(flash.includes(bytes), `${steps}: ${name}`).toBe(false);
  }
  rmSync(before.folder, { recursive: true });
});

it('settings that were changed after the cut stay', async () => {
  await must(...asFob);
  await must('issue', '--type', 'hotp');
  await must('settings', '--show-seconds', '20');
  station.firmwareFolder = laterFirmware(station);
  pullWhen((sent) => sent.split('\ns ').length > 4);
  expect((await station.klarkode(asFob)).exitCode).toBe(3);
  mend();
  station.powerCycle();
  await must('settings', '--show-seconds', '25');
  await must(...asFob);
  expect((await must('settings', '--json')).json.at(-1)).toMatchObject({ settings: { showSeconds: 25 } });
});

it('a locked console gets no password while several tokens may be it', async () => {
  for (let i = 0; i < 2; i++) {
    station.replaceBoard();
    station.cableBytes = 6000;
    expect((await station.klarkode(asFob)).exitCode).toBe(3);
    mend();
  }
  station.powerCycle();
  say(`require("Storage").write(".boot0",'E.setPassword("foreign");E.lockConsole()')`);
  station.powerCycle();
  let wire = '';
  station.onBytesToBoard = (bytes) => (wire += fromByteArray(bytes));
  const run = await station.klarkode(asFob);
  expect(run.exitCode, run.err).toBe(4);
  expect(run.err).toMatch(/2 flashes are unfinished \(KK-00000\d\d, KK-00000\d\d\): say with --serial-number/);
  expect(wire).not.toMatch(/[A-Za-z0-9_-]{20}\n/);
});
