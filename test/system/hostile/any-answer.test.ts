// A board made by somebody hostile answers each verb with anything: half a protocol, a made-up console, escape sequences, pages of noise.
// The command ends, in words, with nothing secret in them or on the wire, and never as a defect.
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
beforeAll(async () => {
  const first = new HostileStation();
  await first.timeBased();
  inUse = first.snapshot();
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

/** Something that a board might say to `heard`, and much that no board says. */
function answer(dice: Dice, heard: string): string {
  const mark = /"(\?\w+)="/.exec(heard)?.[1];
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

function hostileLink(station: HostileStation, dice: Dice): Link {
  const listeners = new Listeners();
  return {
    name: 'a hostile board',
    onBytes: (listener) => listeners.onBytes(listener),
    onClosed: (listener) => listeners.onClosed(listener),
    write: (bytes) => {
      station.onBytesToBoard(bytes);
      const heard = fromByteArray(bytes);
      for (let count = dice.below(3); count >= 0; count--) {
        const text = answer(dice, heard);
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
    const station = new HostileStation();
    station.restore(inUse);
    station.otherLink = () => hostileLink(station, new Dice(seed));
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
    }
    station.end();
  }
});
