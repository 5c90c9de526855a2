// Where a secret must not be: nowhere in flash once it was wiped or replaced, in whatever form, and never on the wire.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { boards } from '../../hardware/boards.ts';
import { formsOf, tracesOf } from './cuts/secret-traces.ts';
import { consolePassword, deviceKey, flashedImage, Fob } from './fob.ts';
import { FobStation, rfcSecret } from './station.ts';

/** Test secrets that look like nothing else: a text might stand in flash for another reason. */
const secretOf = (bytes: number, name: string): Buffer => createHash('sha512').update(name).digest().subarray(0, bytes);
const another = secretOf(20, 'another');

/** A fob that keeps what it sent, all of it, and what was sent to it. */
function listening(): { fob: Fob; heard: () => Buffer } {
  const fob = new Fob({ flash: flashedImage() });
  const sent: Buffer[] = [];
  fob.board.on('sent', (bytes) => sent.push(Buffer.from(bytes)));
  return { fob, heard: () => Buffer.concat(sent) };
}

describe.each([
  { what: 'SHA-1', terms: { algorithm: 0, secret: secretOf(20, 'SHA-1') } },
  { what: 'SHA-256', terms: { algorithm: 1, secret: secretOf(32, 'SHA-256') } },
  { what: 'HOTP', terms: { algorithm: 0, eventBased: true, secret: secretOf(20, 'HOTP') } },
  { what: '64 bytes', terms: { algorithm: 1, secret: secretOf(64, '64 bytes') } },
])('a secret for $what', ({ terms }) => {
  it('is found in flash while it is in use: the search works', () => {
    const { fob } = listening();
    new FobStation(fob).issue(terms);
    expect(tracesOf(terms.secret, fob.board.flash.bytes)).toContain('raw');
  });

  it('is nowhere after wipe', () => {
    const { fob } = listening();
    const station = new FobStation(fob);
    station.issue(terms);
    station.setClock(1234567890);
    fob.press();
    expect(station.ask('wipe')).toBe('ok');
    expect(tracesOf(terms.secret, fob.board.flash.bytes)).toEqual([]);
  });

  it('is nowhere after another was issued', () => {
    const { fob } = listening();
    const station = new FobStation(fob);
    for (let i = 0; i < 3; i++) station.issue(terms);
    expect(station.issue({ secret: another })).toBe('ok');
    expect(tracesOf(terms.secret, fob.board.flash.bytes)).toEqual([]);
    expect(tracesOf(another, fob.board.flash.bytes)).toContain('raw');
  });

  it('goes over no wire', () => {
    const { fob, heard } = listening();
    const station = new FobStation(fob);
    station.issue(terms);
    station.setClock(1234567890);
    for (const verb of ['status', 'settings', 'log', 'test', 'close']) station.ask(verb);
    fob.press();
    for (const line of [
      'dump()',
      'require("Storage").read("kk.c0")',
      'print(E.dumpStr())',
      'issue',
      's 1 issue 00 00',
    ]) {
      fob.wire(`\x10${line}\n${line}\n`);
    }
    expect(heard().length).toBeGreaterThan(100);
    for (const secret of [
      terms.secret,
      deviceKey,
      Buffer.from(consolePassword),
      Buffer.from('test seed, with its 32 bytes in.'),
    ]) {
      expect(tracesOf(secret, heard())).toEqual([]);
    }
  });
});

it('a secret is nowhere after its tally was moved and it was wiped then', () => {
  const { fob } = listening();
  const station = new FobStation(fob);
  station.issue({ eventBased: true });
  for (let i = 0; i < 200; i++) fob.press();
  station.ask('wipe');
  expect(tracesOf(rfcSecret, fob.board.flash.bytes)).toEqual([]);
});

it.each(boards.flatMap((board) => board.products.map((product) => [product, board.title, board] as const)))(
  'on a %s of %s no form of a secret is in flash after another was issued, nor of that one after wipe',
  (product, _title, board) => {
    const fob = new Fob({ product, board, languages: ['en'] });
    const station = new FobStation(fob);
    const old = secretOf(20, 'old');
    for (const eventBased of [false, true]) expect(station.issue({ secret: old, eventBased })).toBe('ok');
    expect(tracesOf(old, fob.board.flash.bytes)).toContain('raw');
    expect(station.issue({ secret: another, eventBased: true })).toBe('ok');
    expect(tracesOf(old, fob.board.flash.bytes)).toEqual([]);
    expect(tracesOf(another, fob.board.flash.bytes)).toContain('raw');
    expect(station.ask('wipe')).toBe('ok');
    expect(tracesOf(another, fob.board.flash.bytes)).toEqual([]);
  },
);

it('the search knows every form by its name', () => {
  for (const { name, bytes } of formsOf(rfcSecret)) {
    const heap = Buffer.concat([Buffer.alloc(100, 0xff), bytes.subarray(2, 10), Buffer.alloc(9)]);
    expect(tracesOf(rfcSecret, heap)).toContain(name);
  }
});
