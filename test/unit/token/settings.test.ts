// What a technician may set, and what it changes for the holder.
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { encodeIdentity } from '../../../firmware/core/records/identity-record.ts';
import { deviceKey, MemoryMachine, serialNumber } from './memory-machine.ts';
import { Station } from './station.ts';

describe('settings', () => {
  it('have a value at first, take another within their limits, and keep it', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    expect(station.ask('settings')).toBe('ok 1000000 500 60 15 180 120 0');
    const limits = [
      [0, 2000000],
      [0, 10000],
      [10, 120],
      [1, 86400],
      [1, 86400],
      [1, 120],
    ] as const;
    for (const [setting, [least, most]] of limits.entries()) {
      if (least > 0) expect(station.ask(`set ${setting} ${least - 1}`)).toBe('error 12');
      expect(station.ask(`set ${setting} ${most + 1}`)).toBe('error 12');
      expect(station.ask(`set ${setting} ${least}`)).toBe('ok');
      expect(station.ask(`set ${setting} ${most}`)).toBe('ok');
    }
    expect(station.ask('set 7 1')).toBe('error 12');
    expect(station.ask('set 1')).toBe('error 12');
    machine.powerCycle();
    expect(new Station(machine).ask('settings')).toBe('ok 2000000 10000 120 86400 86400 120 0');
  });

  it('are back at their first values after wipe', () => {
    const station = new Station(new MemoryMachine());
    station.ask('set 2 30');
    station.ask('wipe');
    expect(station.ask('settings')).toBe('ok 1000000 500 60 15 180 120 0');
  });

  it('decide how long a screen stays, when it warns, when it stops, and which period is too long', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    station.issue();
    station.ask('set 2 20');
    station.ask('set 3 2');
    station.ask('set 4 5');
    station.setClock(1234567890);
    machine.press();
    machine.pass(21);
    expect(machine.panel).toBe('dark');
    machine.pass(7190 - 22);
    expect(machine.press()).toMatch(/^\d{3} \/ \d{3} \/ \d+ s \/ Have clock \/ set soon$/);
    machine.press();
    machine.pass(7200);
    expect(machine.press()).toMatch(/^Time unsure/);
    station.reopen();
    station.ask('set 5 29');
    expect(station.issue()).toBe('error 12');
  });

  it('choose among the languages that were flashed, and no other file is taken for words', () => {
    const machine = new MemoryMachine();
    const number = (letters: string): number => letters.charCodeAt(0) * 256 + letters.charCodeAt(1);
    const seed = 'test seed, with its 32 bytes in.';
    const identity = { serialNumber, deviceKey: deviceKey.toString('latin1'), seed, languages: ['en', 'da'] };
    machine.files.set('kk.id', encodeIdentity(crc32, identity));
    machine.files.set('kk.da', (machine.files.get('kk.en') ?? '').replace('Not ready', 'Ikke klar'));
    machine.files.set('kk.pw', 'the console password');
    machine.powerCycle();
    const station = new Station(machine);
    expect(station.ask(`set 6 ${number('da')}`)).toBe('ok');
    expect(machine.press()).toMatch(/^Ikke klar/);
    machine.press();
    for (const name of ['xx', 'id', 'pw', 'c0', 's1']) expect(station.ask(`set 6 ${number(name)}`)).toBe('error 12');
    expect(station.ask('set 6 65536')).toBe('error 12');
    expect(machine.press()).toMatch(/^Ikke klar/);
    machine.press();
    expect(station.ask('set 6 0')).toBe('ok');
    expect(machine.press()).toMatch(/^Not ready/);
  });
});
