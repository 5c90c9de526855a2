// A flash that was cut leaves a console open, and somebody comes by: the same command again keeps nothing of what he wrote, even
// where its CRC-32 is the one of the firmware's own file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fromByteArray } from '../../../firmware/core/bytes.ts';
import { FlashStorage } from '../../../simulator/board/storage.ts';
import { asFob } from '../fob.ts';
import { tracesOf } from '../../scenarios/cuts/secret-traces.ts';
import { HostileStation, secret } from './hostile-station.ts';
import { fourBytesFor } from './same-crc.ts';

let station: HostileStation;
beforeEach(async () => {
  station = new HostileStation();
  await station.eventBased();
  station.renewFirmware();
});
afterEach(() => station.end());

/** The true program with something before it, and its CRC-32. */
function forged(program: string): string {
  const wanted = crc32(Buffer.from(program, 'latin1'));
  for (let n = 0; ; n++) {
    const head = `(global.spied=${n},${program.replace(/\/\/$/, '')})/*`;
    const four = fourBytesFor(head, '*/', wanted);
    if (/^[ -)+-~]{4}$/.test(four)) return `${head}${four}*/`;
  }
}

it('a program with the CRC-32 of the true one is not taken for it', async () => {
  await station.cutBefore('kk.app');
  const program = readFileSync(join(station.firmwareFolder, 'code-display/pixljs/kk.app'), 'latin1');
  const evil = forged(program);
  expect(crc32(Buffer.from(evil, 'latin1'))).toBe(crc32(Buffer.from(program, 'latin1')));
  const own = ['kk.pw', 'kk.id'].map((name) => [name, station.stored(name)!] as const);
  station.board.powerOff();
  station.board.flash.bytes.fill(0xff);
  const storage = new FlashStorage(station.board.flash);
  storage.write('kk.app', evil);
  for (const [name, bytes] of own) storage.write(name, bytes);
  station.powerCycle();
  await station.must(...asFob);
  expect(station.stored('kk.app')).toBe(program);
  expect(station.codes(2)).toEqual(['755224', '287082']);
});

it('what arrived whole before the cut need not go over the wire again', async () => {
  await station.cutBefore('kk.font');
  let wire = '';
  station.onBytesToBoard = (bytes) => (wire += fromByteArray(bytes));
  await station.must(...asFob);
  expect(wire).toContain('kf="kk.font"');
  expect(wire).not.toContain('kf="kk.app"');
});

const isOpen = (): boolean => station.say('print("<"+"open>")').includes('<open>');

it.each([1, 5, 40, 90, 400])(
  'a console that was unlocked and left, and is gone on with at once, keeps its lock as long as its credential: power cut %i steps later',
  async (steps) => {
    await station.cutWhen((wire) => wire.includes('kd=function'));
    expect(isOpen()).toBe(true);
    station.board.flash.stepsUntilPowerCut = steps;
    expect((await station.klarkode(asFob)).exitCode).toBe(3);
    station.powerCycle();
    if (isOpen()) expect(tracesOf(secret, station.board.flash.bytes)).toEqual([]);
    await station.must(...asFob, '--serial-number', 'KK-0000013', '--yes');
    expect(station.codes(2)).toEqual(['755224', '287082']);
  },
);
