// New firmware needs the whole store of a Pixl.js: what the registry can't give back must not be taken.
import { cpSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asFob, codeOnDisplay, issueRfc, rfcSecret } from '../fob.ts';
import { laterFirmware } from '../later-firmware.ts';
import { Rehearsal, type Run } from '../rehearsal.ts';

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

it('leaves a token alone whose credential the registry does not have, and says so', async () => {
  await must(...asFob);
  const before = station.snapshot();
  await must('issue', '--type', 'hotp', '--counter', '7');
  const code = codeOnDisplay(station);
  // The registry comes back from an old copy.
  rmSync(station.registryFile);
  for (const end of ['', '-wal', '-shm']) rmSync(`${station.registryFile}${end}`, { force: true });
  cpSync(before.folder, station.folder, { recursive: true });
  station.firmwareFolder = laterFirmware(station);
  const run = await station.klarkode(asFob);
  expect(run.exitCode).not.toBe(0);
  expect(run.err).toMatch(/this registry does not have the credential that it holds: use the registry of the station/);
  // Nothing was lost: it runs as before, and its next code is the next one.
  station.clock.advance(3000);
  const next = codeOnDisplay(station);
  expect(next).toMatch(/^\d{6}$/);
  expect(next).not.toBe(code);
  expect((await must('status', '--json')).json.at(-1)).toMatchObject({ registry: { flash_state: 'finished' } });
  rmSync(before.folder, { recursive: true });
});

it('does not take the console of a token that a newer copy of the registry has flashed since: it could not open it', async () => {
  await must(...asFob);
  await must('issue', '--type', 'hotp', '--secret-stdin');
  const old = station.snapshot();
  station.firmwareFolder = laterFirmware(station);
  await must(...asFob);
  const now = station.snapshot();
  station.restore({ image: now.image, folder: old.folder });
  for (const more of [[], ['--serial-number', 'KK-0000013'], ['--new-identity']]) {
    const run = await station.klarkode([...asFob, ...more, '--yes']);
    expect(run.exitCode).toBe(5);
    expect(run.err).toMatch(
      /KK-0000013 runs firmware [0-9a-f]{8}, and this registry gave it [0-9a-f]{8}: .* newer copy/,
    );
  }
  // It is as it was, and all else goes on.
  expect(codeOnDisplay(station)).toBe('755224');
  expect((await must('status', '--json')).json.at(-1)).toMatchObject({ token: { lifecycle: 'issued' } });
  station.restore(now);
  await must(...asFob);
  for (const { folder } of [old, now]) rmSync(folder, { recursive: true });
});

it('a new identity under a number that is taken is refused before the token is asked for anything', async () => {
  await must(...asFob);
  await must('issue', '--type', 'hotp', '--secret-stdin');
  const run = await station.klarkode([...asFob, '--new-identity', '--serial-number', 'KK-0000013', '--yes']);
  expect(run.exitCode).toBe(2);
  expect(run.err).toMatch(/The serial number KK-0000013 is taken/);
  expect(codeOnDisplay(station)).toBe('755224');
});

it('a token that was cut on its way to other languages has in the end those that it was flashed with', async () => {
  await must(...asFob, '--languages', 'da');
  station.onBytesToBoard = (bytes) => {
    if (Buffer.from(bytes).includes('S.write("kk.id",kj)')) station.cableBytes = 0;
  };
  expect((await station.klarkode([...asFob, '--languages', 'en'])).exitCode).toBe(3);
  station.onBytesToBoard = () => {};
  station.cableBytes = undefined;
  station.clock.advance(33_000);
  // Not the same command again: the token's own languages, which the registry still says.
  await must(...asFob);
  expect((await must('status', '--json')).json.at(-1)).toMatchObject({ registry: { languages: 'da' } });
  expect(station.press(2000)).toContain('Nr. KK-0000013');
});

it('gives a time-based credential back even when the whole store was erased, and not an event-based one', async () => {
  for (const [type, lifecycle] of [
    ['totp', 'issued'],
    ['hotp', 'blank'],
  ] as const) {
    station.end();
    station = new Rehearsal();
    await must(...asFob);
    if (type === 'totp') expect((await issueRfc(station)).exitCode).toBe(0);
    else await must('issue', '--type', 'hotp');
    // Cut in the session that begins new firmware, before anything was taken off; then Espruino finds its store corrupt.
    station.firmwareFolder = laterFirmware(station);
    station.cableBytes = 450;
    expect((await station.klarkode(asFob)).exitCode).toBe(3);
    station.replaceBoard();
    const run = await must(...asFob, '--serial-number', 'KK-0000013', '--yes', '--json');
    expect(run.json.at(-1)).toMatchObject({ lostCredential: type === 'hotp' });
    const status = await must('status', '--json');
    expect(status.json.at(-1)).toMatchObject({ token: { lifecycle }, registry: { lifecycle } });
  }
});

it('keeps a token that was never issued as it is, with its settings', async () => {
  await must(...asFob);
  await must('settings', '--show-seconds', '33');
  station.firmwareFolder = laterFirmware(station);
  await must(...asFob);
  const settings = await must('settings', '--json');
  expect(settings.json.at(-1)).toMatchObject({ settings: { showSeconds: 33 } });
  const status = await must('status', '--json');
  expect(status.json.at(-1)).toMatchObject({ token: { lifecycle: 'blank' }, registry: { carried: null } });
});

it('the registry carries no secret in clear meanwhile', async () => {
  await must(...asFob);
  await must('issue', '--type', 'hotp');
  station.firmwareFolder = laterFirmware(station);
  const seen: string[] = [];
  const { Registry } = await import('../../../tools/registry/registry.ts');
  const carry = Registry.prototype.carry;
  Registry.prototype.carry = async function (serialNumber, what, carried) {
    seen.push(JSON.stringify(carried));
    await carry.call(this, serialNumber, what, carried);
  };
  try {
    await must(...asFob);
  } finally {
    Registry.prototype.carry = carry;
  }
  expect(seen).toHaveLength(2);
  const { formsOf } = await import('../../scenarios/cuts/secret-traces.ts');
  const decoded = Buffer.concat(
    Object.values((JSON.parse(seen[0]!) as { files: Record<string, string> }).files).map((one) =>
      Buffer.from(one, 'base64'),
    ),
  );
  for (const { name, bytes } of formsOf(Buffer.from('12345678901234567890'))) {
    expect(Buffer.from(seen[0]!).includes(bytes) || decoded.includes(bytes), name).toBe(false);
  }
});
