// Somebody who recorded every byte of a reflash, both ways, and has an hour at the token later: he fills its store until it gives the locked
// console back, and tries all that crossed the wire. And wherever that flash was cut: what stands in the end never crossed it.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromByteArray, toByteArray } from '../../../firmware/core/bytes.ts';
import { FlashStorage } from '../../../simulator/board/storage.ts';
import { tracesOf } from '../../scenarios/cuts/secret-traces.ts';
import { asFob, codeOnDisplay, issueRfc } from '../fob.ts';
import type { Snapshot } from '../rehearsal.ts';
import { HostileStation, serialNumber } from './hostile-station.ts';

const asPico = ['flash', '--product', 'code-display', '--board', 'pico'];
const isOpen = 'print("<"+"open>")';

async function tokenInUse(board: string, verb: readonly string[]): Promise<Snapshot> {
  const first = new HostileStation(board);
  await first.must(...verb);
  expect((await issueRfc(first)).exitCode).toBe(0);
  const snapshot = first.snapshot();
  first.end();
  return snapshot;
}

const inUse: Record<string, Snapshot> = {};
beforeAll(async () => {
  inUse['pixljs'] = await tokenInUse('pixljs', asFob);
  inUse['pico'] = await tokenInUse('pico', asPico);
});
afterAll(() => {
  for (const { folder } of Object.values(inUse)) rmSync(folder, { recursive: true });
});

let station: HostileStation;
/** All that crossed the wire, to the board and from it. */
let recording: string;
const begin = (board: string): void => {
  station = new HostileStation(board);
  station.restore(inUse[board]!);
  recording = '';
  const listen = station.onBytesToBoard;
  station.onBytesToBoard = (bytes) => {
    listen(bytes);
    recording += fromByteArray(bytes);
  };
  station.board.on('sent', (bytes) => (recording += fromByteArray(bytes)));
};
beforeEach(() => begin('pixljs'));
afterEach(() => station.end());

const stored = (name: string): string => new FlashStorage(station.board.flash).read(name) ?? '';
const deviceKey = (): string => stored('kk.id').split(serialNumber)[1]!.slice(1, 33);

/** Whatever a word of it may be: between spaces, quotes and brackets; and what a list of bytes says in base64. */
function wordsOf(text: string): string[] {
  const lists = [...text.matchAll(/\d+(,\d+){19,}/g)].map(([list]) =>
    Buffer.from(list.split(',').map(Number)).toString('base64'),
  );
  const words = text.split(/[\s"'`(),;=<>]+/).filter((word) => word.length >= 8 && word.length <= 64);
  const all = [...words, ...lists].flatMap((word) => [word, word.slice(0, 20), word.slice(-20)]);
  return [...new Set(all)];
}

/** Fills the store with what looks like used-up tallies. */
function fill(leftBytes: number): void {
  station.board.powerOff();
  const storage = new FlashStorage(station.board.flash);
  storage.write('junk', '\0'.repeat(storage.getFree() - 32 - leftBytes));
  storage.erase('junk');
  station.powerCycle();
}

/** Without room to count a start, the token leaves the locked console on the wire. */
function getLockedConsole(): void {
  fill(0);
  station.say('');
  expect(station.say(isOpen)).toMatch(/Invalid password/);
}

/** Types them all at the locked console; true when it is open then. */
function opensFor(words: readonly string[]): boolean {
  for (const word of words) {
    station.board.send(toByteArray(`\n${word}\n`));
    // The console answers each line at 9600 baud.
    station.clock.advance(150);
  }
  station.clock.advance(1000);
  return station.say(isOpen).includes('<open>');
}

/** What the strings in it say, whatever they were written as. */
function decoded(text: string): Buffer {
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', 0: '\0' };
  const plain = text.replace(/\\(x([0-9a-f]{2})|.)/g, (_all, one: string, hex: string | undefined) =>
    hex === undefined ? (escapes[one] ?? one) : String.fromCharCode(parseInt(hex, 16)),
  );
  const base64 = [...text.matchAll(/atob\("([^"]*)"\)/g)].map(([, said]) => atob(said!));
  return Buffer.from([text, plain, ...base64].join('\n'), 'latin1');
}

/** Neither the password nor the device key that the token has now, nor eight bytes of them in a row. */
function nothingCrossed(): void {
  for (const secret of [stored('kk.pw'), deviceKey()]) {
    expect(secret.length).toBeGreaterThanOrEqual(20);
    expect(tracesOf(Buffer.from(secret, 'latin1'), decoded(recording))).toEqual([]);
  }
}

async function isMended(argv: readonly string[]): Promise<void> {
  const again = await station.klarkode([...argv, '--json']);
  expect(again.exitCode, again.out).toBe(0);
  const status = (await station.must('status', '--json')).json.at(-1);
  expect(status).toMatchObject({ token: { lifecycle: 'issued', clock: 'set' }, registry: { flash_state: 'finished' } });
  let code = codeOnDisplay(station);
  if (code === '') {
    // At the end of a period the next code is announced. A second press takes that away.
    station.press();
    station.clock.advance(6000);
    code = codeOnDisplay(station);
  }
  expect(code).toMatch(/^\d{8}$/);
  nothingCrossed();
}

const english = ['--languages', 'en'];
describe.each([
  ['new firmware that needs the whole store', 'pixljs', asFob, true],
  ['new firmware beside the old', 'pico', asPico, true],
  ['the same firmware', 'pixljs', asFob, false],
  ['other languages', 'pico', [...asPico, ...english], false],
  ['new firmware and other languages', 'pixljs', [...asFob, ...english], true],
])('%s', (_what, board, argv, isNew) => {
  it('leaves nothing on the wire that opens the console', async () => {
    station.end();
    begin(board);
    if (isNew) station.renewFirmware();
    const [password, key] = [stored('kk.pw'), deviceKey()];
    await station.must(...argv);
    // The old one crossed it, and is worth nothing now.
    expect(recording).toContain(password);
    expect(stored('kk.pw')).not.toBe(password);
    expect(deviceKey()).toBe(key);
    nothingCrossed();
    getLockedConsole();
    expect(opensFor(wordsOf(recording))).toBe(false);
    expect(opensFor([stored('kk.pw')])).toBe(true);
  });
});

const switching = 'S.write(".boot2"';

/** Does it once, when `mark` is said to the board; gives what stops listening. */
function when(mark: string, act: () => void): () => void {
  const listen = station.onBytesToBoard;
  let isDone = false;
  station.wire = '';
  station.onBytesToBoard = (bytes) => {
    listen(bytes);
    if (isDone || !station.wire.includes(mark)) return;
    isDone = true;
    act();
  };
  return () => {
    station.onBytesToBoard = listen;
    expect(isDone, mark).toBe(true);
  };
}

/** Pulls the cable behind the line in which `mark` is said, and leaves the board alone until its console is shut. */
async function pullAfter(mark: string): Promise<void> {
  const stop = when(mark, () => (station.cableBytes = 0));
  expect((await station.klarkode(asFob)).exitCode, mark).toBe(3);
  stop();
  station.cableBytes = undefined;
  station.clock.advance(33_000);
}

describe('a cable that is pulled', () => {
  it.each([
    ['before the board computed anything', 'kt=setTimeout'],
    ['when the board has computed its password and not stored it', 'kd=function'],
    ['when it is stored', switching],
    ['when the store was emptied', 'eraseAll'],
    ['in the middle of the firmware', 'kf="kk.app"'],
    ['when the start file was written', 'E.reboot()'],
  ])('%s', async (_when, mark) => {
    station.renewFirmware();
    await pullAfter(mark);
    await isMended(asFob);
  });

  it('again and again', async () => {
    station.renewFirmware();
    for (const mark of [switching, 'eraseAll', 'kf="kk.da"', 'S.write("kk.id",kj)', 'kf=".boot0"', 'kd=function'])
      await pullAfter(mark);
    await isMended(asFob);
  });
});

/** Has the power fail so many steps after the line in which `mark` is said arrived. */
async function failAfter(mark: string, steps: number, argv: readonly string[]): Promise<void> {
  const stop = when(mark, () => (station.board.flash.stepsUntilPowerCut = steps));
  expect((await station.klarkode(argv)).exitCode).toBe(3);
  stop();
  station.powerCycle();
}

describe('power that fails while the password is replaced', () => {
  // The file that locks meanwhile (its header, its text), the old password removed, the new one (header, text), and the first file removed.
  it.each([0, 20, 60, 85, 88, 92, 100, 126, 140, 143])('%i steps into it', async (steps) => {
    station.renewFirmware();
    await failAfter(switching, steps, asFob);
    expect(station.say(isOpen)).toMatch(/Invalid password/);
    await isMended(asFob);
  });

  it('and then again, on a board that had room for the new firmware', async () => {
    station.end();
    begin('pico');
    station.renewFirmware();
    for (const steps of [100, 60, 126]) {
      await failAfter(switching, steps, asPico);
      expect(station.say(isOpen)).toMatch(/Invalid password/);
    }
    await isMended(asPico);
  });
});

// None; and enough for all that a token writes itself.
it.each([0, 2400])(
  'a store with %i bytes left gets another password all the same: it is emptied',
  async (leftBytes) => {
    fill(leftBytes);
    const password = stored('kk.pw');
    await station.must(...asFob, '--serial-number', serialNumber);
    expect(recording).not.toContain(switching);
    expect(stored('kk.pw')).not.toBe(password);
    nothingCrossed();
  },
);

it('power that fails while the console is open costs the token its keys, and the new ones do not cross the wire', async () => {
  station.renewFirmware();
  const [password, key] = [stored('kk.pw'), deviceKey()];
  await failAfter('kf="kk.app"', 3000, asFob);
  // Whoever has it in his hand now reads them.
  expect(station.say(isOpen)).toContain('<open>');
  expect(deviceKey()).toBe(key);
  await isMended(asFob);
  expect(deviceKey()).not.toBe(key);
  expect(stored('kk.pw')).not.toBe(password);
  getLockedConsole();
  expect(opensFor(wordsOf(recording))).toBe(false);
});

it('a number that is changed on its way locks nobody out', async () => {
  station.renewFirmware();
  const password = stored('kk.pw');
  const { board } = station;
  const send = board.send.bind(board);
  board.send = (bytes) => {
    const line = fromByteArray(bytes);
    send(line.includes('kd=function') ? toByteArray(line.replace(/[0-9a-f]{32}/, '0'.repeat(32))) : bytes);
  };
  const run = await station.klarkode(asFob);
  expect(run.exitCode).toBe(6);
  expect(run.err).toMatch(/The board has other keys than were asked of it/);
  expect(stored('kk.pw')).toBe(password);
  board.send = send;
  station.clock.advance(3000);
  await isMended(asFob);
});
