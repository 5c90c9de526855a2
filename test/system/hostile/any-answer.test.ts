// A board made by somebody hostile answers each verb with anything: half a protocol, a made-up console, escape sequences, pages of noise.
// The command ends, in words, with nothing secret in them or on the wire, and never as a defect. What a board must be told, its console password, it
// says again wherever it may say anything: that is not shown either.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { fromByteArray } from '../../../firmware/core/bytes.ts';
import { encodeLine } from '../../../firmware/core/protocol/line.ts';
import { Listeners, type Link } from '../../../tools/link/link.ts';
import { Dice } from '../../fuzz/dice.ts';
import { formsOf } from '../../scenarios/cuts/secret-traces.ts';
import { asFob } from '../fob.ts';
import { passphrase, type Snapshot } from '../rehearsal.ts';
import { HostileStation, secret, serialNumber } from './hostile-station.ts';

let inUse: Snapshot;
let deviceKey: Buffer;
let consolePassword: string;
beforeAll(async () => {
  const first = new HostileStation();
  await first.timeBased();
  inUse = first.snapshot();
  consolePassword = first.storedFile('kk.pw');
  const identity = first.storedFile('kk.id');
  const at = identity.indexOf(serialNumber) + serialNumber.length + 1;
  deviceKey = Buffer.from(identity.slice(at, at + 32), 'latin1');
  first.end();
});
afterAll(() => {
  rmSync(inUse.folder, { recursive: true });
});

const values = [
  '0',
  '1',
  '-1',
  '1e99',
  'null',
  'undefined',
  '"' + 'A'.repeat(3000) + '"',
  '"\\u001b[2J\\u0007"',
  '["kk.id",".boot0",{}]',
  `"${serialNumber}"`,
  '"PIXLJS 2v29"',
  '{"toString":1}',
  '[[[[',
];
const nonce = '0123456789abcdef'.repeat(2);

/** Passwords that a board may have been told: what was typed at its console, and what is written into its store. */
const toldIn = (heard: string): string[] =>
  [...heard.matchAll(/(?<=^|[\n"])[\w+/-]{20}(?=["\n])/g)].map(([password]) => password);

/** Says a password again, as whatever a board may say. */
function sayAgain(dice: Dice, password: string, mark: string | undefined): string {
  const hello = (serial: string, hash: string, board = 'pixljs'): string =>
    encodeLine(crc32, `ok klarkode 1 code-display ${board} ${serial} ${hash} issued set 99 0 0 ${nonce}`);
  const asked = mark === undefined ? [] : [`"${password}"`, `"${password} 2v29"`, `"X ${password}"`, `["${password}"]`];
  return dice.pick([
    hello(password, '01234567'),
    hello(serialNumber, password),
    hello(serialNumber, '01234567', password),
    encodeLine(crc32, `ok klarkode ${password}`),
    encodeLine(crc32, `error ${password}`),
    encodeLine(crc32, `error 24 ${password}`),
    `<w0!${password}`,
    ...(mark === undefined ? [] : [`<${mark}!${password}`, `<${mark}!Error: ${password}`, `<${mark}=${password}`]),
    ...asked.map((value) => `<${mark}=${value}`),
  ]);
}

/** Something that a board might say to `heard`, and much that no board says. */
function answer(dice: Dice, heard: string, told: readonly string[]): string {
  const mark = /"(\?\w+)="/.exec(heard)?.[1];
  // A lock that anything opens gets a password.
  if (heard.includes('hello') && dice.chance(0.4)) return 'Invalid password\r\n';
  if (heard.includes('"open>"') && dice.chance(0.8)) return '<open>\n';
  if (told.length > 0 && dice.chance(0.3)) return `${sayAgain(dice, dice.pick(told), mark)}\n`;
  const lifecycle = dice.pick(['blank', 'issued', 'fault', 'x']);
  const said = [
    encodeLine(crc32, `ok klarkode 1 code-display pixljs ${serialNumber} 01234567 ${lifecycle} set 99 0 0 ${nonce}`),
    encodeLine(
      crc32,
      `ok klarkode 1 code-display pixljs ${serialNumber} 01234567 issued lost 99 3 99999999999 ${nonce}`,
    ),
    encodeLine(crc32, `ok klarkode ${'9'.repeat(300)}`),
    encodeLine(crc32, `ok ${nonce}`),
    encodeLine(crc32, `s 1 ok ${nonce}`),
    encodeLine(crc32, `error ${dice.pick(['10', '21', '24 -1', '40', '99', 'x'])}`),
    encodeLine(crc32, 'note wait'),
    `${dice.pick(['Invalid password', 'password>', 'Uncaught ReferenceError'])}\r\n>`,
    'Invalid password\r\nInvalid password\r\npassword>',
    '<open>',
    `<c${dice.below(2 ** 32)}.`,
    `<w${/kw\((\d+)/.exec(heard)?.[1] ?? '0'}${dice.pick(['.', '!\x1b[2Jno'])}`,
    '\x1b]0;mine\x07\x1b[2J\x9b31m\0\xff',
    'x'.repeat(70_000),
    '',
  ];
  if (mark !== undefined) for (const value of values) said.push(`<${mark}=${value}`, `<${mark}!${value}`);
  // A console is asked its question far more often than anything else: the likeliest answer gets it further.
  if (mark !== undefined && dice.chance(0.7)) return `<${mark}=${dice.pick(values)}\r\n`;
  return dice.pick(said) + dice.pick(['\n', '\r\n', '\n', '']);
}

function hostileLink(station: HostileStation, dice: Dice, told: string[]): Link {
  const listeners = new Listeners();
  return {
    name: 'a hostile board',
    onBytes: (listener) => listeners.onBytes(listener),
    onClosed: (listener) => listeners.onClosed(listener),
    write: (bytes) => {
      station.onBytesToBoard(bytes);
      const heard = fromByteArray(bytes);
      told.push(...toldIn(heard));
      for (let count = dice.below(3); count >= 0; count--) {
        const text = answer(dice, heard, told);
        station.clock.after(dice.below(400), () => listeners.received(Buffer.from(text, 'latin1')));
      }
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

const verbs = [
  [...asFob, '--yes'],
  [...asFob, '--yes', '--new-identity'],
  [...asFob, '--yes', '--serial-number', serialNumber, '--languages', 'en'],
  ['issue', '--yes'],
  ['clock', '--force'],
  ['settings', '--show-seconds', '20'],
  ['status', '--clock'],
  ['wipe', '--yes'],
];

it.each(verbs.map((argv) => [argv]))('%j', async (argv) => {
  for (const seed of [0, 1, 2, 3, 40]) {
    const told: string[] = [];
    const station = new HostileStation();
    station.restore(inUse);
    station.otherLink = () => hostileLink(station, new Dice(seed), told);
    for (const more of [[], ['--json']]) {
      const run = await station.klarkode([...argv, ...more]);
      const said = run.out + run.err;
      // `status` repeats what the board said of itself; nothing else can end well, and nothing in a defect.
      const fine = argv[0] === 'status' ? [0, 3, 4, 5] : [2, 3, 4, 5, 6];
      expect(fine, `seed ${seed}: ${said}`).toContain(run.exitCode);
      expect(said.replaceAll('\n', '')).not.toMatch(/[\0-\x1f\x7f-\x9f]/);
      expect(said).not.toContain(passphrase);
      const seen = Buffer.from(said + station.wire, 'latin1');
      for (const { name, bytes } of [...formsOf(secret), ...formsOf(deviceKey)])
        expect(seen.includes(bytes), name).toBe(false);
      for (const password of [...told, consolePassword]) expect(said, 'the password').not.toContain(password);
    }
    station.end();
  }
});

/** Somebody's own board with the token's password, which says it wherever this program of his has it said. */
it.each([
  ['as the name of the board', 'process.env.BOARD=p'],
  ['as its version', 'process.env.BOARD="XX";process.env.VERSION=p'],
  ['as an error', 'E.CRC32=function(){throw p}'],
  ['as what it could not store', 'require("Storage").write=function(){throw p}'],
  ['as the names of its files', 'require("Storage").list=function(){return [p]}'],
])('a look-alike of a token whose flash was cut says its password %s, and it is not shown', async (_as, program) => {
  const start = `var p=require("Storage").read("kk.pw");${program};E.setPassword(p);E.lockConsole()`;
  for (const more of [[], ['--new-identity'], ['--serial-number', serialNumber]]) {
    const station = new HostileStation();
    station.restore(inUse);
    station.renewFirmware();
    await station.cutAfter(600, ...asFob);
    station.replaceBoard();
    station.say(`require("Storage").write("kk.pw","${consolePassword}")`);
    station.say(`require("Storage").write(".boot0",${JSON.stringify(start)})`);
    station.powerCycle();
    station.wire = '';
    let asked = '';
    const typed = (question: string): Promise<string> => {
      asked += question;
      return Promise.resolve(question.includes('ERASE') ? 'no' : serialNumber);
    };
    const prompts = { hidden: typed, text: typed, select: typed, confirm: () => Promise.resolve(true) };
    const run = await station.klarkode([...asFob, ...more], { prompts });
    expect(station.wire, run.err).toContain(`${consolePassword}\n`);
    expect(run.exitCode).not.toBe(1);
    expect(run.out + run.err + asked).not.toContain(consolePassword);
    station.end();
  }
});
