// Code readers whose voice files were damaged while they had no power, in every way that is tried.
import { Station } from '../station.ts';
import { issuedReader, type ReaderMachine } from './reader-machine.ts';
import { languageFiles } from './stand-in-voices.ts';

/** RFC 6238, Appendix B: 89005924; a multiple of 30. */
export const rfcTime = 1234567890;

export const voiceFile = (language: string): string => languageFiles(language).get(`kk.v${language}`)!;

/** Damages the voice file of that name. */
export type Damage = (files: Map<string, string>, name: string) => unknown;

const becomes =
  (change: (whole: string) => string): Damage =>
  (files, name) =>
    files.set(name, change(files.get(name)!));
const flipped = (at: (whole: string) => number): Damage =>
  becomes((whole) => {
    const flip = at(whole);
    return whole.slice(0, flip) + String.fromCharCode(whole.charCodeAt(flip) ^ 0x40) + whole.slice(flip + 1);
  });

export const without: Damage = (files, name) => files.delete(name);

export const damages: readonly [what: string, damage: Damage][] = [
  ['missing', without],
  ['empty', becomes(() => '')],
  ['cut in its header', becomes((whole) => whole.slice(0, 9))],
  ['cut', becomes((whole) => whole.slice(0, -1))],
  ['too long', becomes((whole) => `${whole}x`)],
  ['not a voice', becomes(() => 'x'.repeat(2000))],
  ['damaged in its header', flipped(() => 2)],
  ['damaged in its flags', flipped(() => 3)],
  ['damaged in its rate', flipped(() => 4)],
  ['damaged in where its clips begin', flipped(() => 14)],
  ['damaged in its samples', flipped((whole) => whole.length - 500)],
  [
    'of another firmware, with a clip less',
    becomes((whole) => whole.slice(0, 6) + String.fromCharCode(whole.charCodeAt(6) - 1) + whole.slice(7)),
  ],
];

/** A reader with the credential of the RFCs, whose voices of those languages were damaged; its clock is set again. */
export function damagedReader(
  languages: readonly string[],
  damaged: { readonly [language: string]: Damage },
  terms: Parameters<Station['issue']>[0] = {},
  utcSeconds: number = rfcTime,
): ReaderMachine {
  const reader = issuedReader(utcSeconds, terms, { languages });
  for (const [language, damage] of Object.entries(damaged)) damage(reader.files, `kk.v${language}`);
  reader.powerCycle();
  new Station(reader).setClock(utcSeconds);
  return reader;
}
