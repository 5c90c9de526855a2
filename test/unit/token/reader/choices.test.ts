// The hand of a code reader's holder, its choices and how they last, and what happens while nobody presses anything.
import { describe, expect, it } from 'vitest';
import { Station } from '../station.ts';
import { issuedReader, ReaderMachine } from './reader-machine.ts';

/** RFC 6238, Appendix B: 89005924; a multiple of 30. */
const rfcTime = 1234567890;

describe('a trembling hand', () => {
  it('presses once when it strikes the same key twice, within what is set', () => {
    const strikes = (milliseconds: number | undefined, pauseSeconds: number): number => {
      const reader = issuedReader(rfcTime);
      if (milliseconds !== undefined) expect(new Station(reader).ask(`set 14 ${milliseconds}`)).toBe('ok');
      reader.tap('next');
      reader.pass(pauseSeconds);
      reader.tap('next');
      return reader.page!.code.length;
    };
    expect([strikes(undefined, 0.25), strikes(undefined, 0.35)]).toEqual([1, 2]);
    expect([strikes(500, 0.45), strikes(500, 0.55)]).toEqual([1, 2]);
    expect([strikes(2000, 1.9), strikes(0, 0.05)]).toEqual([1, 2]);
  });

  it('is not waited for when it goes on to another key', () => {
    const reader = issuedReader(rfcTime);
    reader.tap('down');
    reader.pass(0.05);
    expect(reader.tap('up')).toBe('One by one, 5 of 5, Off');
  });
});

describe('the choices', () => {
  it('change at once, are heard in their new value, and outlast a power cut', () => {
    const reader = issuedReader(rfcTime);
    reader.say('down');
    const volumes = [1, 2, 3, 4].map(() => [reader.say('next'), reader.utterances.at(-1)!.volume]);
    expect(volumes).toEqual([
      ['4', 3],
      ['1', 0],
      ['2', 1],
      ['3', 2],
    ]);
    reader.say('down');
    const rates = [1, 2, 3].map(() => [reader.say('next'), reader.utterances.at(-1)!.samplesPerSecond]);
    expect(rates).toEqual([
      ['Fast', 545],
      ['Slow', 500],
      ['Normal', 500],
    ]);
    reader.say('down');
    expect(reader.say('next')).toBe('Dansk');
    reader.say('up');
    expect(reader.heard).toBe('Tempo, 2 af 5, Normal');
    reader.say('next');
    reader.say('up');
    reader.say('next');
    reader.powerCycle();
    reader.say('down');
    expect(reader.heard).toBe('Indstillinger Lydstyrke 1 af 5 4');
    expect(reader.seen).toBe('Indstillinger / Lydstyrke / 1 af 5 / 4');
    expect(reader.utterances.at(-1)).toMatchObject({ volume: 3, samplesPerSecond: 545 });
  });

  it('make the page large and white on black', () => {
    const reader = issuedReader(rfcTime);
    reader.say('up');
    expect(reader.say('up')).toBe('White on black, 7 of 7, Off');
    expect(reader.say('next')).toBe('On');
    expect(reader.say('up')).toBe('Text size, 6 of 7, Normal');
    expect(reader.say('next')).toBe('Large');
    expect(reader.page).toMatchObject({ large: true, inverse: true });
    reader.powerCycle();
    reader.say('speak');
    expect(reader.page).toMatchObject({ large: true, inverse: true });
  });

  it('stay as they were when they cannot be stored, and that is said', () => {
    const reader = issuedReader(rfcTime);
    reader.say('down');
    reader.refuseWrites = true;
    expect(reader.say('next')).toBe('Not saved');
    expect(reader.seen).toBe('Settings / Volume / 1 of 5 / 3 / (Not saved)');
    expect(reader.say('up')).toBe('One by one, 5 of 5, Off');
    expect(reader.seen).not.toContain('Not saved');
  });

  it("are the wire's too", () => {
    const reader = new ReaderMachine();
    const station = new Station(reader);
    expect(station.ask('settings')).toBe('ok 1000000 40 60 15 180 120 0 2 1 0 0 0 0 15 300');
    for (const [setting, most] of [3, 2, 1, 1, 1, 1, 60, 2000].entries()) {
      expect(station.ask(`set ${setting + 7} ${most + 1}`)).toBe('error 12');
      expect(station.ask(`set ${setting + 7} ${most}`)).toBe('ok');
    }
    expect(station.ask('set 15 0')).toBe('error 12');
    reader.powerCycle();
    expect(new Station(reader).ask('settings')).toBe('ok 1000000 40 60 15 180 120 0 3 2 1 1 1 1 60 2000');
    expect(new Station(reader).ask('wipe')).toBe('ok');
    expect(new Station(reader).ask('settings')).toBe('ok 1000000 40 60 15 180 120 0 2 1 0 0 0 0 15 300');
  });
});

it('key help names keys and does nothing else', () => {
  const reader = issuedReader(rfcTime);
  for (const key of ['up', 'down', 'down'] as const) reader.say(key);
  expect(reader.say('next')).toBe('Key help, On');
  const files = [...reader.files];
  const named = ['speak', 'next', 'up', 'down', 'next', 'speak'] as const;
  expect(named.map((key) => reader.say(key))).toEqual(
    ['Speak', 'Next', 'Up', 'Down', 'Next', 'Speak'].map((name) => `${name}, Again to end`),
  );
  expect(reader.seen).toBe('Key help / Speak / Again to end');
  expect([...reader.files]).toEqual(files);
});

describe('while a station works', () => {
  it('goes dark and silent at issue, clock and wipe, as a code display does', () => {
    for (const request of ['issue', 'clock', 'wipe']) {
      const reader = issuedReader(rfcTime);
      const station = new Station(reader);
      reader.tap('speak');
      if (request === 'issue') station.issue();
      else if (request === 'clock') station.setClock(rfcTime);
      else station.ask('wipe');
      expect([reader.seen, reader.isSpeaking]).toEqual(['dark', false]);
      reader.pass(5);
      expect(reader.utterances).toHaveLength(1);
    }
  });
});

it('goes dark by itself after the last key and the last word, and then nothing runs', () => {
  const reader = issuedReader(rfcTime);
  for (const key of ['speak', 'down', 'up'] as const) {
    reader.say(key);
    if (key !== 'speak') reader.say('next');
    const quietFrom = reader.uptimeSeconds;
    reader.pass(58);
    expect(reader.seen).not.toBe('dark');
    reader.pass(quietFrom + 61 - reader.uptimeSeconds);
    expect(reader.seen).toBe('dark');
    expect(reader.alarms.size).toBe(0);
  }
});

it('is silent within a tenth of a second of any key, whatever it says', () => {
  for (const [before, afterSeconds, key] of [
    ['speak', 0.5, 'speak'],
    ['speak', 0.1, 'next'],
    ['down', 0.3, 'speak'],
    ['up', 1, 'down'],
    ['down', 0.7, 'next'],
    ['next', 0.2, 'up'],
  ] as const) {
    const reader = issuedReader(rfcTime, { periodSeconds: 120 });
    reader.tap(before);
    reader.pass(afterSeconds);
    const spoken = reader.utterances.at(-1)!;
    const pressed = reader.uptimeSeconds;
    reader.down(key);
    expect(spoken.cut).toBe(true);
    expect(spoken.endSeconds).toBeLessThanOrEqual(pressed + 0.1);
  }
});

it('stops the sound before it writes to flash', () => {
  const reader = issuedReader(rfcTime);
  reader.tap('down');
  const spoken = reader.utterances.at(-1)!;
  const write = reader.files.set.bind(reader.files);
  let soundedAtWrite: boolean | undefined;
  reader.files.set = (name, content) => {
    soundedAtWrite = !spoken.cut;
    return write(name, content);
  };
  reader.tap('next');
  expect(soundedAtWrite).toBe(false);
});
