// A board whose generator starts with the same value at every boot never gives a nonce twice.
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { encodeLine } from '../../../firmware/core/protocol/line.ts';
import { encodeIdentity } from '../../../firmware/core/records/identity-record.ts';
import { flashedImage, Fob } from '../../scenarios/fob.ts';
import { deviceKey, MemoryMachine, serialNumber } from './memory-machine.ts';

const nonceOf = (hello: string): string => {
  expect(hello).toMatch(/^ok klarkode 1 .* [0-9a-f]{32}$/);
  return hello.slice(-32);
};

describe('nonces', () => {
  it('are all different over 10,000 starts of the application with the same noise at the same moment', () => {
    const machine = new MemoryMachine();
    const nonces = new Set<string>();
    for (let start = 0; start < 10_000; start++) {
      machine.powerCycle();
      nonces.add(nonceOf(machine.ask('hello')));
    }
    expect(nonces.size).toBe(10_000);
  });

  it('are all different over 50 starts of the bundle, and within each', () => {
    const flash = flashedImage();
    const fob = new Fob({ flash });
    const nonces = new Set<string>();
    for (let start = 0; start < 50; start++) {
      fob.board.powerOff();
      fob.board.powerOn();
      fob.pass(1);
      for (let i = 0; i < 3; i++) nonces.add(nonceOf(fob.ask('hello')));
    }
    expect(nonces.size).toBe(150);
  });

  it('are other ones on a unit with another seed', () => {
    const machine = new MemoryMachine();
    const first = nonceOf(machine.ask('hello'));
    const twin = new MemoryMachine();
    // The same seed, count of starts, noise and moment: without the seed of its own a unit would repeat another's.
    expect(nonceOf(twin.ask('hello'))).toBe(first);
    const other = new MemoryMachine();
    const seed = 'another seed, also of 32 bytes..';
    const identity = { serialNumber, deviceKey: deviceKey.toString('latin1'), seed, languages: ['en'] };
    other.files.set('kk.id', encodeIdentity(crc32, identity));
    other.powerCycle();
    expect(nonceOf(other.ask('hello'))).not.toBe(first);
  });

  it('take in the noise of the board, at its start and at every hello', () => {
    const nonces = (start: number, later: number): string[] => {
      let noise = start;
      const fob = new Fob({ flash: flashedImage(), noise: () => noise });
      const first = nonceOf(fob.ask('hello'));
      noise = later;
      return [first, nonceOf(fob.ask('hello'))];
    };
    const [first, second] = nonces(1, 1);
    expect(nonces(1, 1)).toEqual([first, second]);
    expect(nonces(2, 2)[0]).not.toBe(first);
    expect(nonces(1, 2)[0]).toBe(first);
    expect(nonces(1, 2)[1]).not.toBe(second);
  });

  it('go on after a start whose count could not be stored: no nonce is given without it', () => {
    const machine = new MemoryMachine();
    machine.refuseWrites = true;
    expect(machine.sendLine(encodeLine(crc32, 'hello'))).toEqual([]);
    machine.refuseWrites = false;
    machine.powerCycle();
    expect(nonceOf(machine.ask('hello'))).toHaveLength(32);
  });
});
