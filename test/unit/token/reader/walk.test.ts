// The whole state machine of the code reader, walked key by key: every place speaks when it is entered, can be heard again,
// is left by SPEAK, and no function takes more than four presses. The report is test/golden/code-reader/walk.txt.
import { describe, expect, it } from 'vitest';
import { Station } from '../station.ts';
import { issuedReader, ReaderMachine, type Key } from './reader-machine.ts';
import { nameOf, press, pressesTo, walk, wordsOnly, type Place, type Step } from './walk.ts';

/** A multiple of 120. */
const utc = 1_234_567_800;
const withSetting = (reader: ReaderMachine, setting: number, value: number): ReaderMachine => {
  if (new Station(reader).ask(`set ${setting} ${value}`) !== 'ok') throw new Error('not set');
  return reader;
};
const damaged = (...languages: string[]): ReaderMachine => {
  const reader = issuedReader(utc, { periodSeconds: 120 });
  for (const language of languages) reader.files.delete(`kk.v${language}`);
  reader.powerCycle();
  new Station(reader).setClock(utc);
  return reader;
};

const readers: Readonly<Record<string, () => ReaderMachine>> = {
  'a time-based token': () => issuedReader(utc, { periodSeconds: 120 }),
  'an event-based token': () => issuedReader(0, { eventBased: true }),
  'a token whose code ends soon': () => withSetting(issuedReader(utc + 62, { periodSeconds: 120 }), 13, 60),
  'digits one by one': () => withSetting(issuedReader(utc, { periodSeconds: 120 }), 10, 1),
  'codes in the headset only, and none is in': () => withSetting(issuedReader(utc, { periodSeconds: 120 }), 9, 1),
  'a token that is not set up': () => new ReaderMachine(),
  'a token that lost the time': () => {
    const reader = issuedReader(utc);
    reader.powerCycle();
    return reader;
  },
  'a token with a fault': () => {
    const reader = issuedReader(utc);
    reader.files.set('kk.id', 'x');
    reader.powerCycle();
    return reader;
  },
  "a token whose language's voice is missing": () => damaged('en'),
  'a token without any voice': () => damaged('en', 'da'),
};

const walked = new Map(Object.entries(readers).map(([name, start]) => [name, walk(start)]));

/** At the code, or at what stands in its place. */
const isHome = (name: string): boolean => !/^(dark|Settings|Device|Key help|Indstillinger|Enhed|Tastehjælp)/.test(name);

/** What is said when a place is come back to, after one press or two. */
function heardAgain(start: () => ReaderMachine, place: Place): readonly string[] {
  const ways: readonly (readonly Key[])[] = [
    ['speak'],
    ['next'],
    ['down', 'up'],
    ['up', 'down'],
    ['speak', 'speak'],
    ['next', 'speak'],
    ['speak', 'next'],
  ];
  return ways.flatMap((way) => {
    const reader = start();
    for (const one of place.path) press(reader, one);
    const said = way.map((key) => press(reader, { key, quiet: true })).at(-1)!;
    return nameOf(reader) === place.name && said !== '' ? [said] : [];
  });
}

const lastKeys = (place: Place): string => place.path.map(({ key }) => key).join(' ');

describe.each([...walked])('%s', (name, places) => {
  const start = readers[name]!;
  const lit = places.filter((place) => place.name !== 'dark');
  const hasVoice = name !== 'a token without any voice';

  it('speaks, or beeps, at every press, unless the press was SPEAK to silence it or told something that is on', () => {
    for (const { name: from, steps } of places) {
      for (const { press: pressed, said } of steps) {
        const silences = pressed.key === 'speak' && !pressed.quiet && from !== 'dark';
        if (!silences) expect(said, `${pressed.key} at ${from}`).not.toBe('');
      }
    }
  });

  it('says every word that it shows, at the entry or when it is heard again; two presses are enough for that', () => {
    for (const place of lit) {
      // What is read one by one begins anew, or is heard whole; key help names keys from its first press on.
      if (/^#+-|^Key help \/ On|^Tastehjælp \/ Til/.test(place.name)) continue;
      const again = heardAgain(start, place);
      expect(again.length, place.name).toBeGreaterThan(0);
      if (!hasVoice) continue;
      const [title, ...phrases] = place.name.replace(/^[#-]+( \/ )?/, '').split(' / ');
      // A menu's name is said when it is opened; the letters of a serial number and the firmware's hash are only shown, and so is
      // which language's voice failed by its name, which no other voice knows: it says the number of that language.
      const isMenu = /^(Settings|Device|Key help|Indstillinger|Enhed|Tastehjælp)$/.test(title!);
      const shown = (isMenu ? phrases : [title!, ...phrases]).filter((phrase) => !/0123abcd$|^\(Stemmen/.test(phrase));
      const heard = [place.said, ...again].map(wordsOnly).join(' | ');
      for (const phrase of shown) expect(heard, place.name).toContain(wordsOnly(phrase));
    }
  });

  it('is left by SPEAK, which leads to the code', () => {
    for (const place of places) {
      const reader = start();
      for (const one of place.path) press(reader, one);
      let presses = 0;
      do press(reader, { key: 'speak', quiet: true });
      while (++presses < 3 && !isHome(nameOf(reader)));
      expect(isHome(nameOf(reader)), place.name).toBe(true);
      expect(presses).toBeLessThanOrEqual(/^Key help|^Tastehj/.test(place.name) ? 2 : 1);
    }
  });

  it('does the same when a key is held for long, and when two are down at once', () => {
    for (const place of places.slice(0, name === 'a time-based token' ? places.length : 12)) {
      for (const key of ['speak', 'next', 'up', 'down'] as const) {
        const [tapped, held, alone, chord] = [start(), start(), start(), start()];
        for (const reader of [tapped, held, alone, chord]) {
          for (const one of place.path) press(reader, one);
          reader.listen();
          reader.pass(0.35);
          reader.down(key);
          reader.pass(0.1);
        }
        tapped.up(key);
        alone.up(key);
        for (const reader of [tapped, held]) reader.pass(4);
        expect(held.utterances.map(({ text }) => text)).toEqual(tapped.utterances.map(({ text }) => text));
        expect(nameOf(held)).toBe(nameOf(tapped));
        // With the first key still down, the second one does what it does alone.
        for (const reader of [alone, chord]) reader.down(key === 'up' ? 'down' : 'up');
        expect(nameOf(chord), `${key} at ${place.name}`).toBe(nameOf(alone));
        expect(chord.heard).toBe(alone.heard);
      }
    }
  });
});

/** What the issue counts as a function, and the press that does it. */
const functions: Readonly<Record<string, (step: Step) => boolean>> = {
  'the code is said': ({ said }) => /^\d \d \d, \d \d \d$/.test(said),
  'digit by digit': ({ to }) => /^#-----$/.test(to),
  volume: ({ to }) => /\/ Volume \/ .* [124]$/.test(to),
  pace: ({ to }) => /\/ Pace \/ .* (Slow|Fast)$/.test(to),
  language: ({ to }) => /\/ Sprog \/ .* Dansk$/.test(to),
  'codes in the headset only': ({ to }) => /\/ Headset only \/ .* On$/.test(to),
  'one by one': ({ to }) => /\/ One by one \/ .* On$/.test(to),
  'key help': ({ to }) => to === 'Key help / On',
  'text size': ({ to }) => /\/ Text size \/ .* Large$/.test(to),
  'white on black': ({ to }) => /\/ White on black \/ .* On$/.test(to),
  'time left': ({ to }) => /\/ Time left \/ /.test(to),
  battery: ({ to }) => /\/ Battery \/ /.test(to),
  clock: ({ to }) => /\/ Clock \/ /.test(to),
  about: ({ to }) => /\/ About \/ /.test(to),
};

const timeBased = walked.get('a time-based token')!;
const fewest = Object.entries(functions).map(([name, does]) => ({
  name,
  fromDark: pressesTo(timeBased, 'dark', does),
  fromCode: pressesTo(timeBased, '######', does),
}));

it.each(fewest)('$name takes at most four presses, from the dark and from the code', ({ fromDark, fromCode }) => {
  expect(fromDark!.length).toBeLessThanOrEqual(4);
  expect(fromCode!.length).toBeLessThanOrEqual(4);
});

it('has another code made on an event-based token with two presses', () => {
  const places = walked.get('an event-based token')!;
  const presses = pressesTo(places, '######', ({ said, press: { key } }) => key === 'next' && /^\d \d \d, /.test(said));
  expect(presses).toEqual(['up', 'next']);
});

const row = (path: readonly Key[] | undefined): string => `${path!.length}  ${path!.join(' ')}`;

it('is written down', async () => {
  const lines = ['Presses to each function of the code reader: from the dark, from the code.', ''];
  for (const { name, fromDark, fromCode } of fewest) {
    lines.push(`${name.padEnd(28)} ${row(fromDark).padEnd(28)} ${row(fromCode)}`);
  }
  const listed = new Set<string>();
  for (const [name, places] of walked) {
    const fresh = places.filter((place) => !listed.has(place.name));
    lines.push('', `${name}: ${places.length} places, ${fresh.length} of them not listed above.`);
    lines.push('Presses from the dark | what is seen | what is said on entry', '');
    for (const place of fresh) {
      listed.add(place.name);
      lines.push(`${lastKeys(place)} | ${place.name} | ${place.said}`);
    }
  }
  await expect(`${lines.map((line) => line.trimEnd()).join('\n')}\n`).toMatchFileSnapshot(
    '../../../golden/code-reader/walk.txt',
  );
});
