// A voice file that is missing, cut or damaged: the code is shown, something is always heard, and never a wrong digit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Station } from '../station.ts';
import { issuedReader, languageFiles, type ReaderMachine } from './reader-machine.ts';

/** RFC 6238, Appendix B: 89005924; a multiple of 30. */
const rfcTime = 1234567890;
const whole = languageFiles('en').get('kk.ven')!;

/** A reader whose files were changed while it had no power. */
function changed(change: (files: Map<string, string>) => void, languages = ['en', 'da']): ReaderMachine {
  const reader = issuedReader(rfcTime, {}, { languages });
  change(reader.files);
  reader.powerCycle();
  new Station(reader).setClock(rfcTime);
  return reader;
}

const flipped = (at: number): string =>
  whole.slice(0, at) + String.fromCharCode(whole.charCodeAt(at) ^ 0x40) + whole.slice(at + 1);

describe.each([
  ['missing', undefined],
  ['empty', ''],
  ['cut in its header', whole.slice(0, 9)],
  ['cut', whole.slice(0, -1)],
  ['too long', `${whole}x`],
  ['not a voice', 'x'.repeat(2000)],
  ['damaged in its header', flipped(2)],
  ['damaged in its flags', flipped(3)],
  ['damaged in its rate', flipped(4)],
  ['damaged in where its clips begin', flipped(14)],
  ['damaged in its samples', flipped(whole.length - 500)],
  [
    'of another firmware, with a clip less',
    whole.slice(0, 6) + String.fromCharCode(whole.charCodeAt(6) - 1) + whole.slice(7),
  ],
])('a voice that is %s', (_what, file) => {
  const spoil = (files: Map<string, string>): void => {
    files.delete('kk.ven');
    if (file !== undefined) files.set('kk.ven', file);
  };

  it('is told by another voice, beside the code on the panel', () => {
    const reader = changed(spoil);
    expect(reader.say('speak')).toBe('Stemmen mangler');
    expect(reader.utterances.at(-1)!.voice).toBe('da');
    expect(reader.seen).toMatch(/^005924 \/ \d+ s \/ \(Voice missing English\)$/);
  });

  it('is told by a beep for each event when no other voice is whole', () => {
    const reader = changed((files) => (spoil(files), files.delete('kk.vda')));
    expect(reader.say('speak')).toBe('beep');
    expect(reader.seen).toMatch(/^005924 \/ \d+ s \/ \(Voice missing English\)$/);
    expect(reader.say('next')).toBe('beep');
    expect(reader.say('up')).toBe('beep');
    expect(reader.seen).toBe('Device / Time left / 1 of 7 / 29 seconds left / (Voice missing English)');
    expect(reader.say('down')).toBe('beep');
  });
});

it('is looked at when the language is chosen, and another choice brings the voice back', () => {
  const reader = changed((files) => files.delete('kk.vda'));
  ['down', 'down', 'down'].forEach(() => reader.say('down'));
  expect(reader.say('next')).toBe('Voice missing');
  expect(reader.seen).toBe('Indstillinger / Sprog / 3 af 5 / Dansk / (Stemmen mangler Dansk)');
  expect(reader.say('next')).toBe('English');
  expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4/);
});

it('is looked at when a station chooses the language, before anybody presses a key', () => {
  const reader = changed((files) => files.delete('kk.vda'));
  const looked: string[] = [];
  const { get } = reader.files;
  reader.files.get = (name) => (looked.push(name), get.call(reader.files, name));
  expect(new Station(reader).ask(`set 6 ${0x64 * 256 + 0x61}`)).toBe('ok');
  expect(looked).toContain('kk.vda');
  expect(reader.seen).toBe('dark');
  expect(reader.say('speak')).toBe('Voice missing');
});

it('has no digit heard but the right ones, wherever a byte of it is changed', () => {
  const rightDigits = '005924';
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: whole.length - 1 })),
      fc.integer({ min: 1, max: 255 }),
      (at, bits) => {
        const byte = String.fromCharCode(whole.charCodeAt(at) ^ bits);
        const reader = changed((files) => files.set('kk.ven', whole.slice(0, at) + byte + whole.slice(at + 1)), ['en']);
        const said = reader.tap('speak');
        expect(reader.page!.code).toBe(rightDigits);
        expect(said).toBe('beep');
      },
    ),
    { numRuns: 60 },
  );
});
