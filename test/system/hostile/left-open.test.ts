// A flash that was cut leaves a console open, and the same command again goes on with it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asFob } from '../fob.ts';
import { tracesOf } from '../../scenarios/cuts/secret-traces.ts';
import { HostileStation, secret } from './hostile-station.ts';

let station: HostileStation;
beforeEach(async () => {
  station = new HostileStation();
  await station.eventBased();
  station.renewFirmware();
});
afterEach(() => station.end());

const isOpen = (): boolean => station.say('print("<"+"open>")').includes('<open>');

it.each([1, 5, 40, 90, 400])(
  'a console that was unlocked and left, and is gone on with at once, keeps its lock as long as its credential: power cut %i steps later',
  async (steps) => {
    const listen = station.onBytesToBoard;
    station.wire = '';
    station.onBytesToBoard = (bytes) => {
      listen(bytes);
      if (station.wire.includes('kd=function')) station.cableBytes = 0;
    };
    expect((await station.klarkode(asFob)).exitCode).toBe(3);
    station.onBytesToBoard = listen;
    station.cableBytes = undefined;
    expect(isOpen()).toBe(true);
    station.board.flash.stepsUntilPowerCut = steps;
    expect((await station.klarkode(asFob)).exitCode).toBe(3);
    station.powerCycle();
    if (isOpen()) expect(tracesOf(secret, station.board.flash.bytes)).toEqual([]);
    await station.must(...asFob, '--serial-number', 'KK-0000013', '--yes');
    expect(station.codes(2)).toEqual(['755224', '287082']);
  },
);
