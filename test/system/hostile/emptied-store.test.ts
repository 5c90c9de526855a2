// New firmware that empties a token's store: what the token counted with is not forgotten, and nothing comes back that was not its own.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { FlashStorage } from '../../../simulator/board/storage.ts';
import { clockFrom } from '../../../tools/clock.ts';
import { Registry } from '../../../tools/registry/registry.ts';
import { asFob } from '../fob.ts';
import { passphrase, type Snapshot } from '../rehearsal.ts';
import { HostileStation, serialNumber } from './hostile-station.ts';

let inUse: Snapshot;
/** The nonces that were said until then. */
const before: string[] = [];

function listen(station: HostileStation, nonces: string[]): void {
  station.tampering = (body) => {
    if (body.startsWith('ok klarkode ')) nonces.push(body.slice(-32));
    return body;
  };
}

beforeAll(async () => {
  const first = new HostileStation();
  listen(first, before);
  await first.eventBased();
  for (let start = 0; start < 3; start++) {
    first.powerCycle();
    await first.must('status');
  }
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

/** Each start is one of the token's, and each greeting has its nonce. */
async function greetAfterStarts(starts: number): Promise<void> {
  for (let start = 0; start < starts; start++) {
    station.powerCycle();
    await station.must('status');
  }
}

it('a board without noise says no nonce again', async () => {
  const nonces = [...before];
  listen(station, nonces);
  station.renewFirmware();
  expect((await station.must(...asFob)).out).toMatch(/emptying the store/);
  await greetAfterStarts(6);
  expect(nonces.length).toBeGreaterThan(before.length + 6);
  expect(new Set(nonces).size).toBe(nonces.length);
});

it('nor when its store is emptied twice, because the first flash did not come to its end', async () => {
  const nonces = [...before];
  station.renewFirmware();
  let hellos = 0;
  station.tampering = (body) => {
    if (body.startsWith('ok klarkode ')) {
      hellos++;
      nonces.push(body.slice(-32));
    }
    // It runs its new firmware, and nobody hears that: it gets no credential back.
    return hellos > 1 && body.startsWith('s ') ? 'error 40' : body;
  };
  expect((await station.klarkode(asFob)).exitCode).toBe(4);
  listen(station, nonces);
  // Power-ons that count on from where the first flash let it begin.
  await greetAfterStarts(3);
  station.board.powerOff();
  const storage = new FlashStorage(station.board.flash);
  storage.write('junk', '\0'.repeat(storage.getFree() - 1000));
  storage.erase('junk');
  station.powerCycle();
  const identity = station.storedFile('kk.id');
  expect((await station.must(...asFob)).out).toMatch(/emptying the store/);
  // The seed that nonces come from is the same.
  expect(station.storedFile('kk.id')).toBe(identity);
  await greetAfterStarts(6);
  expect(nonces.length).toBeGreaterThan(before.length + 10);
  expect(new Set(nonces).size).toBe(nonces.length);
});

it('whoever can write to the registry, but has no passphrase, brings no file onto a token', async () => {
  station.renewFirmware();
  // When the store is empty, before the first file is there again.
  await station.cutWhen((wire) => wire.includes('eraseAll'));
  const registry = await Registry.open(
    station.registryFile,
    clockFrom(0, () => 0),
    () => Promise.resolve(passphrase),
  );
  const { carried } = (await registry.find(serialNumber))!;
  const files = {
    '.boot1': Buffer.from('print("mine")').toString('base64'),
    'kk.s0': Buffer.alloc(20_000, 65).toString('base64'),
  };
  await registry.carry(serialNumber, 'changed', { ...(JSON.parse(carried!) as object), files });
  await registry.close();
  station.clock.advance(40_000);
  await station.must(...asFob, '--serial-number', serialNumber, '--yes');
  expect(Buffer.from(station.board.flash.bytes).includes('mine')).toBe(false);
  expect(station.codes(1)).toHaveLength(1);
});
