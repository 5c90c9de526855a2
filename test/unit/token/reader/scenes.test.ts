// What the holder of a code reader presses, hears and sees in the scenes that matter, in Danish and English, as text that
// people can read and review: test/golden/code-reader/<language>/scenes.txt.
import { expect, it } from 'vitest';
import { Station } from '../station.ts';
import { issuedReader, ReaderMachine, type Key } from './reader-machine.ts';

/** RFC 6238, Appendix B: 89005924; a multiple of 30. */
const rfcTime = 1234567890;

type Scene = readonly [title: string, start: (languages: readonly string[]) => ReaderMachine, ...steps: Act[]];
type Act = Key | number | 'plug' | 'unplug' | 'silence';

const issued =
  (utc: number, terms: Parameters<Station['issue']>[0] = {}, ...settings: string[]) =>
  (languages: readonly string[]): ReaderMachine => {
    const reader = issuedReader(utc, terms, { languages });
    for (const setting of settings) expect(new Station(reader).ask(`set ${setting}`)).toBe('ok');
    return reader;
  };
const afterPowerCut = (languages: readonly string[]): ReaderMachine => {
  const reader = issued(rfcTime)(languages);
  reader.powerCycle();
  return reader;
};
const withoutVoice = (languages: readonly string[]): ReaderMachine => {
  const reader = issued(rfcTime)(languages);
  reader.files.delete(`kk.v${languages[0]}`);
  reader.powerCycle();
  new Station(reader).setClock(rfcTime);
  return reader;
};
const lowBattery = (languages: readonly string[]): ReaderMachine => {
  const reader = issued(rfcTime)(languages);
  reader.batteryPercent = 9;
  return reader;
};

const scenes: readonly Scene[] = [
  ['a code, heard twice', issued(rfcTime), 'speak', 'speak', 62],
  ['a code of ten digits', issued(rfcTime, { digits: 10, periodSeconds: 60 }), 'speak'],
  ['too little time', issued(rfcTime + 20), 'speak', 9, 6],
  ['at the own pace', issued(rfcTime, { periodSeconds: 60 }), 'next', 'next', 'next', 'next', 'next', 'next', 'next'],
  ['the code changes in between', issued(rfcTime), 'next', 'next', 29, 'next', 'next'],
  ['one by one, always', issued(rfcTime, {}, '10 1'), 'speak', 'next', 'next'],
  ['silence', issued(rfcTime), 'silence', 3, 'speak'],
  ['the settings', issued(rfcTime), 'down', 'next', 'next', 'down', 'next', 'down', 'next', 'down', 'next', 'speak'],
  ['the device', issued(rfcTime), 'up', 'down', 'down', 'down', 'down', 'down', 'next', 'down', 'next', 'speak'],
  ['key help', issued(rfcTime), 'up', 'down', 'down', 'next', 'speak', 'next', 'up', 'down', 'down', 'speak'],
  ['codes in the headset only', issued(rfcTime, {}, '9 1'), 'speak', 'plug', 'speak', 'unplug', 'next'],
  ['event-based codes', issued(0, { eventBased: true }), 'speak', 'speak', 'up', 'next', 62, 'speak'],
  ['the battery is low', lowBattery, 'speak'],
  ['not set up', (languages) => new ReaderMachine({ languages }), 'speak'],
  ['the time is lost', afterPowerCut, 'speak', 'up'],
  ['a voice is missing', withoutVoice, 'speak', 'down', 'down', 'down', 'next', 'speak'],
];

function play([title, start, ...acts]: Scene, languages: readonly string[]): string[] {
  const reader = start(languages);
  const begun = reader.uptimeSeconds;
  const lines = ['', `== ${title}`];
  for (const act of acts) {
    const at = reader.uptimeSeconds - begun;
    const before = reader.utterances.length;
    if (typeof act === 'number') reader.pass(act);
    else if (act === 'plug' || act === 'unplug') reader.plug(act === 'plug');
    else if (act === 'silence') {
      reader.tap('speak');
      reader.pass(0.9);
      reader.tap('speak');
    } else reader.tap(act);
    const seen = reader.seen;
    reader.listen();
    if (typeof act !== 'number') reader.pass(0.5);
    const what = typeof act === 'number' ? `${act} s pass` : act === 'silence' ? 'speak, and again' : act;
    lines.push(`${at.toFixed(1).padStart(6)} s  ${what}`, `          sees: ${seen}`);
    for (const { text, cut } of reader.utterances.slice(before)) {
      lines.push(`          hears: ${text}${cut ? ' -- cut off' : ''}`);
    }
    if (reader.seen !== seen && reader.seen === 'dark') lines.push('          sees: dark');
  }
  return lines;
}

it.each([
  ['en', 'da'],
  ['da', 'en'],
])('the scenes in %s', async (...languages) => {
  const lines = [
    `A code reader in ${languages[0]}. What is pressed, what is seen then, and all that is said because of it.`,
  ];
  for (const scene of scenes) lines.push(...play(scene, languages));
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../../../golden/code-reader/${languages[0]}/scenes.txt`);
});
