// A voice file that is missing, cut or damaged: the code is shown, something is always heard, and never a wrong digit. Where another
// language's voice is whole, that one speaks, the panel follows it, and it says once while the panel is on which language failed.
import { describe, expect, it } from 'vitest';
import { readerLanguages } from '../../../../firmware/core/words/reader/languages.ts';
import { settingsRecordName } from '../../../../firmware/core/records/settings-record.ts';
import { Station } from '../station.ts';
import { damages, damagedReader, rfcTime, voiceFile, without } from './damaged-voices.ts';
import { issuedReader, ReaderMachine } from './reader-machine.ts';
import { fc, runs } from '../../../chance/property.ts';

const en = voiceFile('en');
const says = {
  da: /^0 0 5, 9 2 4 \/\/ (\p{L}+ )+sekunder tilbage, Stemmen mangler, Sprog 1 af 2$/u,
  en: /^0 0 5, 9 2 4 \/\/ [\p{L}\d]+( \d)? seconds left, Voice missing, Language 1 of 2$/u,
};
const ownName = { da: 'Dansk', en: 'English' };
const failedText = { da: 'Stemmen mangler English', en: 'Voice missing Dansk' };

describe.each(damages)('a voice that is %s', (_what, damage) => {
  describe.each([
    ['en', 'da'],
    ['da', 'en'],
  ] as const)('in %s', (chosen, other) => {
    it('leaves the code and all else to the other voice and its words, which say once which one failed', () => {
      const reader = damagedReader([chosen, other], { [chosen]: damage });
      expect(reader.say('speak')).toMatch(says[other]);
      expect(reader.seen).toMatch(new RegExp(`^005924 / \\d+ s / \\(${failedText[other]}\\)$`));
      expect(reader.say('speak')).not.toMatch(/mangler|missing/);
      ['down', 'down', 'down'].forEach((key) => reader.say(key as 'down'));
      expect(reader.heard).toBe({ da: 'Sprog, 3 af 5, Dansk', en: 'Language, 3 of 5, English' }[other]);
      expect(reader.page!.phrases[3]).toBe(ownName[other]);
      expect(new Set(reader.utterances.map(({ voice }) => voice))).toEqual(new Set([other]));
      reader.pass(62);
      expect(reader.seen).toBe('dark');
      reader.pass(30 - ((reader.uptimeSeconds - 10) % 30));
      expect(reader.say('speak')).toMatch(/^\d \d \d, \d \d \d .*(mangler|missing)/);
    });

    it('comes back by itself when it is flashed anew, for the choice stayed', () => {
      const reader = damagedReader([other, chosen], {});
      reader.say('down');
      ['down', 'down', 'next'].forEach((key) => reader.say(key as 'down'));
      damage(reader.files, `kk.v${chosen}`);
      reader.powerCycle();
      expect(reader.say('speak')).toMatch({ da: /^Tiden er tabt.*mangler/, en: /^Time lost.*missing/ }[other]);
      reader.files.set(`kk.v${chosen}`, voiceFile(chosen));
      reader.powerCycle();
      expect(reader.say('speak')).toBe(
        { da: 'Tiden er tabt, Spørg din support', en: 'Time lost, Ask your helpdesk' }[chosen],
      );
    });

    it('is told by a beep for each event when no other voice is whole', () => {
      const reader = damagedReader([chosen, other], { [chosen]: damage, [other]: without });
      const warning = { da: 'Stemmen mangler Dansk', en: 'Voice missing English' }[chosen];
      expect(reader.say('speak')).toBe('beep');
      expect(reader.seen).toMatch(new RegExp(`^005924 / \\d+ s / \\(${warning}\\)$`));
      expect(reader.say('next')).toBe('beep');
      expect(reader.say('up')).toBe('beep');
      expect(reader.page!.warning).toBe(warning);
      expect(reader.say('down')).toBe('beep');
    });
  });

  it.each(damages)('and another that is %s, leave all to the third one', (_other, second) => {
    const reader = damagedReader(['en', 'da', 'sv'], { en: damage, da: second });
    expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4 \/\/ .* sekunder kvar, Rösten saknas, Språk 1 av 3$/);
    expect(reader.seen).toMatch(/^005924 \/ \d+ s \/ \(Rösten saknas English\)$/);
    expect(reader.utterances.every(({ voice }) => voice === 'sv')).toBe(true);
  });
});

const languages = Object.keys(readerLanguages);
it.each(languages.flatMap((chosen) => languages.filter((other) => other !== chosen).map((other) => [chosen, other])))(
  'codes of %s are said right in %s, digit for digit as they are shown',
  (chosen, other) => {
    for (const digits of [6, 7, 8, 9, 10]) {
      for (let i = 0; i < 12; i++) {
        const seconds = i * 30 * 100_003;
        const reader = damagedReader([chosen, other], { [chosen]: without }, { digits }, rfcTime + seconds);
        reader.tap('speak');
        reader.listen();
        const said = reader.utterances[0]!;
        expect(said.voice).toBe(other);
        expect(said.text.replaceAll(/[ ,]/g, '')).toBe(reader.page!.code);
        expect(said.clips.map(({ clip }) => clip).join('')).toBe(reader.page!.code);
        expect(reader.page!.code).toHaveLength(digits);
      }
    }
  },
);

describe('which language failed', () => {
  it('is said after the last digit of those that are asked for one by one, and not between', () => {
    const reader = damagedReader(['en', 'da'], { en: without });
    for (const digit of '00592') expect(reader.say('next')).toBe(digit);
    expect(reader.say('next')).toMatch(/^4 bip \/\/ .* sekunder tilbage, Stemmen mangler, Sprog 1 af 2$/);
    expect(reader.say('next')).toBe('0');
  });

  it('is said again when it was cut off, and not after a press that silenced the digits', () => {
    const reader = damagedReader(['da', 'en'], { da: without });
    reader.tap('speak');
    reader.pass(0.5);
    expect(reader.say('speak')).toBe('');
    reader.tap('down');
    while (!reader.heard.includes('missing')) reader.pass(0.1);
    expect(reader.isSpeaking).toBe(true);
    expect(reader.say('down')).toBe('Pace, 2 of 5, Normal // Voice missing, Language 1 of 2');
    expect(reader.say('down')).toBe('Language, 3 of 5, English');
  });

  it('is said after why there is no code, a notice of the headset, and that codes are for the headset', () => {
    const unset = new ReaderMachine({ languages: ['da', 'en'] });
    unset.files.delete('kk.vda');
    unset.powerCycle();
    expect(unset.say('speak')).toBe('Not ready, Ask your helpdesk // Voice missing, Language 1 of 2');
    expect(unset.say('speak')).toBe('Not ready, Ask your helpdesk');

    const plugged = damagedReader(['da', 'en'], { da: without });
    plugged.plug(true);
    plugged.listen();
    plugged.pass(0.4);
    expect(plugged.heard).toBe('Voice missing, Language 1 of 2');
    plugged.pass(62);
    expect(plugged.seen).toBe('dark');
    plugged.plug(false);
    plugged.listen();
    expect(plugged.heard).toBe('Voice missing, Language 1 of 2');

    const headset = damagedReader(['da', 'en'], { da: without });
    new Station(headset).ask('set 9 1');
    expect(headset.say('speak')).toBe('Plug in the headset // Voice missing, Language 1 of 2');
    expect(headset.say('speak')).toBe('Plug in the headset');
    expect(headset.page).toMatchObject({ code: '005924', warning: 'Voice missing Dansk', sign: '! DAN' });
  });

  it('is allowed for in the time that a code must still last, as long as it is to be said', () => {
    const told = (leftSeconds: number, lost: string[]): string => {
      const files = Object.fromEntries(lost.map((language) => [language, without]));
      return damagedReader(['en', 'da'], files, {}, rfcTime + 30 - leftSeconds).say('speak');
    };
    const isCode = /^\d \d \d, \d \d \d/;
    expect(told(18, [])).toMatch(isCode);
    // It takes 3.5 s at the slow pace: see below.
    expect(told(18, ['en'])).toMatch(/^Vent på næste kode/);
    expect(told(21, ['en'])).toMatch(isCode);
    expect(told(18, ['en', 'da'])).toBe('beep');

    const heard = damagedReader(['en', 'da'], { en: without });
    heard.say('down');
    heard.pass(30 - 18 - (heard.uptimeSeconds - 10));
    expect(heard.say('speak')).toMatch(isCode);
  });

  it.each([3, 4, 5, 6, 8, 10])('keeps nobody waiting for ever for a code of %i seconds', (periodSeconds) => {
    const reader = damagedReader(['en', 'kl'], { en: without }, { periodSeconds });
    reader.say('speak');
    reader.pass(2 * periodSeconds);
    expect(reader.page!.code).toMatch(/^\d{6}$/);
  });
});

it('is looked at when the language is chosen, and another choice brings the voice back', () => {
  const reader = damagedReader(['en', 'da', 'sv'], { da: without });
  ['down', 'down', 'down'].forEach((key) => reader.say(key as 'down'));
  expect(reader.say('next')).toBe('English // Voice missing, Language 2 of 3');
  expect(reader.seen).toBe('Settings / Language / 3 of 5 / English / (Voice missing Dansk)');
  expect(reader.say('next')).toBe('Svenska');
  expect(reader.seen).toBe('Inställningar / Språk / 3 av 5 / Svenska');
  expect(reader.say('next')).toBe('English');
  expect(reader.say('next')).toBe('English // Voice missing, Language 2 of 3');
});

it('is looked at when a station chooses the language, before anybody presses a key', () => {
  const reader = damagedReader(['en', 'da'], { da: without });
  const looked: string[] = [];
  const { get } = reader.files;
  reader.files.get = (name) => (looked.push(name), get.call(reader.files, name));
  expect(new Station(reader).ask(`set 6 ${0x64 * 256 + 0x61}`)).toBe('ok');
  expect(looked).toContain('kk.vda');
  expect(reader.seen).toBe('dark');
  expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4 .*Voice missing, Language 2 of 2$/);
});

it('a choice of a language that is not flashed any more counts as the first one', () => {
  const before = damagedReader(['en', 'sv'], {});
  expect(new Station(before).ask(`set 6 ${0x73 * 256 + 0x76}`)).toBe('ok');
  const reader = issuedReader(rfcTime, {}, { languages: ['en', 'da'] });
  for (const [name, bytes] of before.files) if (name.startsWith(settingsRecordName)) reader.files.set(name, bytes);
  reader.powerCycle();
  expect(reader.token.state.settingValues).toContain(0x7376);
  expect(reader.say('speak')).toBe('Time lost, Ask your helpdesk');
  expect(reader.page!.warning).toBe('');
});

it('has no digit heard but the right ones, wherever a byte of it is changed', () => {
  const rightDigits = '005924';
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: en.length - 1 })),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      (at, bits, another) => {
        const byte = String.fromCharCode(en.charCodeAt(at) ^ bits);
        const change = (files: Map<string, string>): unknown =>
          files.set('kk.ven', en.slice(0, at) + byte + en.slice(at + 1));
        const reader = damagedReader(another ? ['en', 'da'] : ['en'], { en: change });
        const said = reader.tap('speak');
        expect(reader.page!.code).toBe(rightDigits);
        expect([said, reader.utterances.at(-1)!.voice]).toEqual(another ? ['0 0 5, 9 2 4', 'da'] : ['beep', 'beep']);
      },
    ),
    { numRuns: runs(60) },
  );
});
