// The code reader's built bundle on the virtual board: the codes are right, the secret stays inside, its holder's choices
// outlast a power cut at any byte, and a damaged voice does not hide a code. What it says is test/unit/token/reader's.
import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { esp32Cyd } from '../../hardware/boards/esp32-cyd.ts';
import type { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { copyOf } from './cuts/look.ts';
import { tracesOf } from './cuts/secret-traces.ts';
import { deviceKey, Fob, flashedImage } from './fob.ts';
import { FobStation } from './station.ts';

vi.setConfig({ testTimeout: 120_000 });

const options = { product: 'code-reader', board: esp32Cyd, languages: ['en', 'da'] } as const;
const image = flashedImage(options);
const reader = (flash: Flash = copyOf(image)): Fob => new Fob({ ...options, flash });

/** Presses a key, lets it speak for a while, and gives what is on the panel. */
function press(fob: Fob, key: string, seconds = 0.5): string {
  fob.clock.advance(fob.hand.hold(key, 120));
  const seen = fob.panel;
  fob.pass(seconds);
  return seen;
}

/** The digits on the panel. */
const codeOn = (panel: string): string =>
  panel
    .split(' / ')
    .filter((text) => /^\d+$/.test(text))
    .join('');

type Terms = Parameters<FobStation['issue']>[0];

function issued(utcSeconds: number, terms: Terms = {}): Fob {
  const fob = reader();
  const station = new FobStation(fob);
  expect(station.issue(terms)).toBe('ok');
  expect(station.setClock(utcSeconds)).toBe('ok none');
  return fob;
}

describe('codes', () => {
  const secrets = ['12345678901234567890', '12345678901234567890123456789012', '1234567890'.repeat(6) + '1234'];

  it.each([
    ['SHA-1', 0, '89005924'],
    ['SHA-256', 1, '91819424'],
    ['SHA-512', 2, '93441116'],
  ])('are those of RFC 6238 Appendix B: %s', (_name, algorithm, code) => {
    const fob = issued(1234567890, { digits: 8, algorithm, secret: Buffer.from(secrets[algorithm]!) });
    expect(codeOn(press(fob, 'speak'))).toBe(code);
  });

  it('are those of RFC 4226 Appendix D, and go on after power cuts', () => {
    const fob = issued(0, { eventBased: true });
    for (const code of ['755224', '287082', '359152', '969429']) {
      expect(codeOn(press(fob, 'speak', 6))).toBe(code);
      fob.board.powerOff();
      fob.board.powerOn();
      fob.pass(1);
    }
  });

  it.each([7, 8, 9, 10])('of %i digits are all on the panel', (digits) => {
    expect(codeOn(press(issued(1234567890, { digits }), 'speak'))).toHaveLength(digits);
  });
});

it('has used up an event-based code before anything of it is shown, wherever the power fails', () => {
  const before = issued(0, { eventBased: true }).board.flash;
  const codes = ['755224', '287082'];
  const whole = reader(copyOf(before));
  const writtenBefore = whole.board.figures.flashBytesWritten;
  expect(codeOn(press(whole, 'speak'))).toBe(codes[0]);
  const written = whole.board.figures.flashBytesWritten - writtenBefore;
  expect(written).toBeGreaterThan(0);
  const next = new Set<string>();
  for (let steps = 0; steps < written; steps++)
    for (const mask of [0x00, 0x0f, 0xf0, 0x55, 0xff]) {
      const fob = reader(copyOf(before));
      const { flash } = fob.board;
      flash.stepsUntilPowerCut = steps;
      flash.tornMask = mask;
      const frames = fob.seen.length;
      press(fob, 'speak');
      expect(fob.board.powered).toBe(false);
      expect(fob.seen.slice(frames).map(codeOn).join(''), `cut in step ${steps}`).toBe('');
      next.add(codeOn(press(reader(copyOf(flash)), 'speak')));
    }
  // A half-made mark counts as made.
  expect([...next].toSorted()).toEqual(codes.toSorted());
});

it('says on the wire what it is', () => {
  expect(reader().ask('hello')).toMatch(
    /^ok klarkode 1 code-reader esp32-cyd KK-0000013 [0-9a-f]{8} blank lost 100 0 0 /,
  );
});

it('gives its secret to nobody, and keeps nothing of it after wipe', () => {
  const secret = createHash('sha256').update('reader').digest().subarray(0, 20);
  const fob = reader();
  const sent: Buffer[] = [];
  fob.board.on('sent', (bytes) => sent.push(Buffer.from(bytes)));
  const station = new FobStation(fob);
  expect(station.issue({ secret })).toBe('ok');
  station.setClock(1234567890);
  press(fob, 'speak', 5);
  for (const line of ['dump()', 'require("Storage").read("kk.c0")', 'issue', 's 1 issue 00 00']) {
    fob.wire(`\x10${line}\n${line}\n`);
  }
  expect(tracesOf(secret, fob.board.flash.bytes)).toContain('raw');
  expect(tracesOf(secret, Buffer.concat(sent))).toEqual([]);
  expect(tracesOf(deviceKey, Buffer.concat(sent))).toEqual([]);
  expect(station.ask('wipe')).toBe('ok');
  expect(tracesOf(secret, fob.board.flash.bytes)).toEqual([]);
});

it('does nothing while it is dark', () => {
  const fob = issued(1234567890);
  press(fob, 'speak', 80);
  expect(fob.panel).toBe('dark');
  const before = fob.board.figures.wakeUps;
  fob.pass(86400);
  expect(fob.board.figures.wakeUps).toBe(before);
});

it('keeps the choice from before or the one from after when the power fails at any byte of it', () => {
  const settingsOf = (fob: Fob): string => new FobStation(fob).ask('settings');
  const twice = reader();
  for (const key of ['down', 'next', 'next']) press(twice, key);
  const openVolume = (): Fob => {
    const fob = reader(copyOf(twice.board.flash));
    press(fob, 'down');
    return fob;
  };
  const before = settingsOf(openVolume());
  const whole = openVolume();
  const writtenBefore = whole.board.figures.flashBytesWritten;
  press(whole, 'next');
  const written = whole.board.figures.flashBytesWritten - writtenBefore;
  const after = settingsOf(whole);
  expect([before.split(' ')[8], after.split(' ')[8]]).toEqual(['0', '1']);
  expect(written).toBeGreaterThan(60);
  const fates: string[] = [];
  for (let steps = 0; steps < written; steps += 9) {
    const fob = openVolume();
    const { flash } = fob.board;
    flash.stepsUntilPowerCut = steps;
    flash.tornMask = 0x55;
    press(fob, 'next');
    expect(fob.board.powered).toBe(false);
    const again = reader(copyOf(flash));
    // A torn word of a file's size leaves a Storage that can't be written: the holder's codes go on, a session does not open.
    fates.push(again.wire('\n', 0.2).includes('password') ? 'mute' : settingsOf(again));
  }
  for (const fate of fates) expect([before, after, 'mute']).toContain(fate);
  expect(fates.filter((fate) => fate === 'mute').length).toBeLessThanOrEqual(1);
});

it.each(['en', 'da'])(
  'shows the code, and in the words of the other voice that one is missing, when a byte of the voice %s is lost',
  (lost) => {
    const flash = copyOf(image);
    const { address } = new FlashStorage(flash).mapped(`kk.v${lost}`)!;
    const base = esp32Cyd.storage.address;
    flash.bytes[(address >= base ? address - base : address) + 5000]! &= 0x0f;
    const fob = reader(flash);
    const station = new FobStation(fob);
    station.issue({ digits: 8 });
    station.setClock(1234567890);
    const seen = press(fob, 'speak', 4);
    expect(codeOn(seen)).toBe('89005924');
    if (lost === 'en') expect(seen).toContain('mangler');
    else expect(seen).not.toMatch(/missing|mangler/);
  },
);
