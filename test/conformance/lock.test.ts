// The lock from the outside, on the real interpreter: the attempts of test/scenarios/lock.test.ts on the firmware that was built.
// Only with ESPRUINO=/path/to/espruino.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pixljs } from '../../hardware/boards/pixljs.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { tracesOf } from '../scenarios/cuts/secret-traces.ts';
import { consolePassword, deviceKey, flashedImage, Fob } from '../scenarios/fob.ts';
import { FobStation, rfcSecret } from '../scenarios/station.ts';
import { line } from '../unit/protocol/second-station.ts';
import { dressingFile, dressingOf } from './dressing.ts';
import { attempts, forRealInterpreter, guesses, leftNames, proof, saysTooMuch, spy } from './lock-cases.ts';
import { identify, type Interpreter } from './real-console.ts';
import { startRealEspruino, type RealEspruino } from './real-espruino.ts';

const binary = process.env['ESPRUINO'] ?? '';
const waitMs = 20_000;

/** A flashed and issued token's flash, dressed up for the Linux build, after `change` to its files. */
function imageFor(interpreter: Interpreter, change: (storage: FlashStorage) => void): Uint8Array {
  const { flashBytes, flashPageBytes } = interpreter;
  const board = { ...pixljs, storage: { ...pixljs.storage, bytes: flashBytes, pageBytes: flashPageBytes } };
  const fob = new Fob({ board, flash: flashedImage({ board }) });
  new FobStation(fob).issue({ eventBased: true });
  fob.board.powerOff();
  const flash = new Flash(flashBytes, flashPageBytes, fob.board.flash.bytes);
  const storage = new FlashStorage(flash);
  storage.write(dressingFile, dressingOf(board));
  change(storage);
  return flash.bytes;
}

describe.skipIf(binary === '')('the lock on the real interpreter', () => {
  let interpreter: Interpreter;
  let espruino: RealEspruino;
  let folder: string;
  let heard = '';

  beforeAll(async () => {
    interpreter = await identify(binary);
  });
  afterEach(async () => {
    await espruino.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (change: (storage: FlashStorage) => void, early = '', keyHeld = false): Promise<void> => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
    writeFileSync(join(folder, 'espruino.flash'), imageFor(interpreter, change));
    espruino = await startRealEspruino({ binary, cwd: folder });
    heard = '';
    espruino.onData((bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    });
    if (keyHeld) espruino.setPin('BTN1', 1);
    if (early !== '') espruino.send(early);
  };
  const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
  const expectShut = (): void => {
    expect(saysTooMuch(heard), JSON.stringify(heard.slice(-300))).toBe(false);
    for (const secret of [rfcSecret, deviceKey, Buffer.from(consolePassword)]) {
      expect(tracesOf(secret, Buffer.from(heard, 'latin1'))).toEqual([]);
    }
  };
  const greet = async (): Promise<void> => {
    espruino.send(`\n${line('hello')}\n`);
    await espruino.waitFor('ok klarkode 1 code-display', waitMs);
  };

  test('every attempt comes to nothing while the application runs, which answers as before', async () => {
    await start(() => {});
    await greet();
    for (const { bytes } of attempts.filter(forRealInterpreter)) {
      espruino.send(bytes);
      await pause(150);
      await greet();
      expectShut();
    }
  });

  test('every attempt comes to nothing when it is sent from the start on, with the key held', async () => {
    const all = attempts.filter(forRealInterpreter).map(({ bytes }) => bytes);
    await start(() => {}, all.join(''), true);
    await pause(3000);
    expectShut();
    espruino.setPin('BTN1', 0);
    await greet();
    expectShut();
  });

  test.each([
    ['in maintenance', (storage: FlashStorage): void => void storage.write('kk.hold', '1')],
    ['when the application is gone', (storage: FlashStorage): void => storage.erase('kk.app')],
    ['when the identity is gone', (storage: FlashStorage): void => storage.erase('kk.id')],
  ])('every attempt, every guess comes to nothing %s; the password opens', async (_when, change) => {
    await start(change);
    for (const { bytes } of attempts.filter(forRealInterpreter)) espruino.send(bytes);
    for (const guess of guesses) espruino.send(`\n${guess}\n\x10print("un"+"locked")\n`);
    await pause(2500);
    expectShut();
    espruino.send(`\n${consolePassword}\n\x10print("un"+"locked")\n`);
    await espruino.waitFor(proof, waitMs);
    espruino.send('\x10reset()\n');
    await pause(1000);
    heard = '';
    espruino.send('\n\x10print("un"+"locked")\n');
    await pause(800);
    expectShut();
  });

  test('the application leaves no secret and no name of its own in the interpreter', async () => {
    const what = 'Object.keys(global).sort().join()+"|"+E.dumpStr()';
    const seen = async (app: boolean): Promise<string> => {
      await start((storage) => {
        storage.write('.boot1', spy(what));
        if (!app) storage.write('kk.hold', '1');
      });
      const text = await espruino.waitFor(/<[^]*\|[^]*>/, waitMs);
      return /<([^]*)>/.exec(text)![1]!;
    };
    const bare = await seen(false);
    await espruino.close();
    const running = await seen(true);
    for (const secret of [rfcSecret, deviceKey, Buffer.from('test seed, with its 32 bytes in.')]) {
      expect(tracesOf(secret, Buffer.from(running, 'latin1'))).toEqual([]);
    }
    expect(leftNames(running.split('|')[0]!, bare.split('|')[0]!)).toEqual([]);
  });
});
