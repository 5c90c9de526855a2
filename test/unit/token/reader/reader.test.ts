// What the holder of a code reader meets: what each key says and shows, and what is never said.
import { describe, expect, it } from 'vitest';
import { Clip } from '../../../../firmware/core/words/clip.ts';
import { clipTexts, issuedReader, ReaderMachine } from './reader-machine.ts';
import { Station } from '../station.ts';

/** RFC 6238, Appendix B: 89005924; a multiple of 30. */
const rfcTime = 1234567890;

describe('SPEAK', () => {
  it('shows the code and says it in two groups, then how long it lasts in a sentence of its own', () => {
    const reader = issuedReader(rfcTime);
    expect(reader.tap('speak')).toBe('0 0 5, 9 2 4');
    expect(reader.seen).toBe('005924 / 30 s');
    reader.listen();
    expect(reader.heard).toMatch(/^twenty [6-8] seconds left$/);
  });

  it.each([
    [6, '0 0 5, 9 2 4'],
    [7, '9 0 0, 5 9 2 4'],
    [8, '8 9 0 0, 5 9 2 4'],
    [9, '0 8 9, 0 0 5, 9 2 4'],
    [10, '2 0 8, 9 0 0, 5 9 2 4'],
  ])('says %i digits as %s', (digits, said) => {
    const heard = issuedReader(rfcTime, { digits }).tap('speak');
    // The RFC gives eight digits; what comes before them is only counted.
    expect(heard.replaceAll(/\d/g, '#')).toBe(said.replaceAll(/\d/g, '#'));
    expect(heard.replaceAll(/\D/g, '').slice(-8)).toBe('89005924'.slice(-Math.min(8, digits)));
  });

  it('repeats the same code while it lasts', () => {
    const reader = issuedReader(rfcTime);
    expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4 \/\/ /);
    expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4 \/\/ /);
    expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4 \/\/ /);
  });

  it('silences what is being said, and says nothing', () => {
    const reader = issuedReader(rfcTime);
    reader.tap('speak');
    reader.pass(0.5);
    expect(reader.tap('speak')).toBe('');
    expect(reader.isSpeaking).toBe(false);
    reader.pass(10);
    expect(reader.utterances).toHaveLength(1);
    expect(reader.seen).toMatch(/^005924 /);
    expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4/);
  });

  it('leads home from a menu', () => {
    const reader = issuedReader(rfcTime);
    reader.say('down');
    reader.say('down');
    expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4 /);
  });
});

describe('too little time', () => {
  it('says so, waits, and says the next code by itself', () => {
    const reader = issuedReader(rfcTime + 20);
    expect(reader.say('speak')).toMatch(/^Wait for the next code, (ten|nine) seconds$/);
    expect(reader.seen).toMatch(/^Wait for the next code \/ \d seconds$/);
    const before = reader.utterances.length;
    reader.pass(12);
    expect(reader.utterances.slice(before).map(({ text }) => text)).toEqual(['5 9 0, 5 8 7', 'twenty 7 seconds left']);
  });

  it('is 15 s at first, or half a short period, and can be set; but never less than saying it takes', () => {
    const first = (leastSeconds: number | undefined, secondsIn: number, periodSeconds = 30): string => {
      // 1,234,567,200 is a multiple of 30, 20 and 120.
      const reader = issuedReader(1234567200, { periodSeconds });
      if (leastSeconds !== undefined) expect(new Station(reader).ask(`set 13 ${leastSeconds}`)).toBe('ok');
      reader.pass(secondsIn - (reader.uptimeSeconds - 10));
      return reader
        .tap('speak')
        .replace(/^\d.*/, 'code')
        .replace(/^Wait.*/, 'wait');
    };
    expect([first(undefined, 13.5), first(undefined, 15.5)]).toEqual(['code', 'wait']);
    expect([first(undefined, 8.5, 20), first(undefined, 10.5, 20)]).toEqual(['code', 'wait']);
    expect([first(5, 23.5), first(5, 25.5)]).toEqual(['code', 'wait']);
    expect([first(0, 24.5), first(0, 26.5)]).toEqual(['code', 'wait']);
    expect([first(60, 44.5, 120), first(60, 61.5, 120)]).toEqual(['code', 'wait']);
  });

  it.each([1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 120])(
    'with a period of %i s no digit is heard of a code that has ended',
    (periodSeconds) => {
      const reader = issuedReader(rfcTime, { periodSeconds });
      const started = reader.uptimeSeconds;
      for (let i = 0; i < 12; i++) {
        reader.tap(i % 4 === 3 ? 'next' : 'speak');
        reader.pass(1.7 + i * 0.9);
      }
      for (const { clips } of reader.utterances) {
        const digits = clips.filter(({ clip }) => clip < 10);
        const utterancePeriods = digits.map(({ fromSeconds, toSeconds }) => [
          Math.floor((rfcTime + fromSeconds - started) / periodSeconds),
          Math.floor((rfcTime + toSeconds - started) / periodSeconds),
        ]);
        // 'five seconds left' has a digit too, and no group.
        if (clips.some(({ clip }) => clip >= 10)) continue;
        expect(new Set(utterancePeriods.flat()).size).toBeLessThanOrEqual(1);
      }
      if (periodSeconds < 4) expect(reader.utterances.map(({ text }) => text)).toContain(clipTexts('en')[Clip.TooFast]);
    },
  );
});

describe('NEXT', () => {
  it('says one digit for each press, at the pace of who presses; a beep marks the end, then it begins again', () => {
    const reader = issuedReader(rfcTime, { periodSeconds: 120 });
    const heard = Array.from({ length: 8 }, () => {
      const said = reader.tap('next');
      reader.pass(1);
      return `${said} ${reader.page!.code}`;
    });
    const code = reader.page!.code.length === 2 ? reader.say('speak').slice(0, 12).replaceAll(/\D/g, '') : '';
    expect(code).toHaveLength(6);
    const wanted = [...code].map((digit, at) => `${digit}${at === 5 ? ' beep' : ''} ${code.slice(0, at + 1)}`);
    expect(heard).toEqual([...wanted, `${code[0]} ${code[0]}`, `${code[1]} ${code.slice(0, 2)}`]);
  });

  it('waits for the hand for as long as the panel stays: nothing is said in between', () => {
    const reader = issuedReader(rfcTime);
    reader.tap('next');
    reader.pass(14);
    expect(reader.utterances).toHaveLength(1);
    expect(reader.tap('next')).toBe('0');
  });

  it('never mixes two codes: when the code changes it says so, and begins with the new one', () => {
    const reader = issuedReader(rfcTime);
    for (let i = 0; i < 3; i++) {
      reader.tap('next');
      reader.pass(1);
    }
    expect(reader.page!.code).toBe('005');
    reader.pass(28);
    expect(reader.heard).toBe('New code, Press Next for each digit');
    expect(reader.seen).toMatch(/^------ \/ New code \/ Press Next for each digit \/ \d+ s$/);
    expect(reader.tap('next')).toBe('5');
    expect(reader.page!.code).toBe('5');
  });

  it('waits for the next code when too little is left to begin, and then asks for the first press', () => {
    const reader = issuedReader(rfcTime + 20);
    expect(reader.say('next')).toMatch(/^Wait for the next code/);
    reader.pass(10);
    expect(reader.heard).toBe('New code, Press Next for each digit');
    expect(['next', 'next'].map(() => (reader.pass(1), reader.tap('next')))).toEqual(['5', '9']);
  });

  it('is what SPEAK asks for when digits are wanted one by one', () => {
    const reader = issuedReader(rfcTime);
    expect(new Station(reader).ask('set 10 1')).toBe('ok');
    expect(reader.say('speak')).toBe('Press Next for each digit');
    expect(reader.seen).toMatch(/^------ \/ Press Next/);
    expect(reader.say('next')).toBe('0');
    expect(reader.say('speak')).toBe('Press Next for each digit');
  });
});

describe('event-based codes', () => {
  // RFC 4226, Appendix D.
  it('use up a counter for each waking, not for each repetition, and another one when that is asked for', () => {
    const reader = issuedReader(0, { eventBased: true });
    expect(reader.say('speak')).toBe('7 5 5, 2 2 4');
    expect(reader.say('speak')).toBe('7 5 5, 2 2 4');
    expect(reader.say('up')).toBe('Device, New code, 1 of 7');
    expect(reader.say('speak')).toBe('7 5 5, 2 2 4');
    reader.say('up');
    expect(reader.say('next')).toBe('2 8 7, 0 8 2');
    expect(['next', 'next', 'next'].map(() => reader.say('next'))).toEqual(['2', '8', '7']);
    reader.pass(70);
    expect(reader.seen).toBe('dark');
    expect(reader.say('speak')).toBe('3 5 9, 1 5 2');
  });

  it('are not shown when the store refuses the counter: the fault is shown and said', () => {
    const reader = issuedReader(0, { eventBased: true });
    reader.refuseWrites = true;
    expect(reader.say('speak')).toBe('Fault 3, Ask your helpdesk');
    expect(reader.seen).toBe('Fault 3 / Ask your helpdesk');
  });
});

describe('when there is no code', () => {
  it('is not set up', () => {
    const reader = new ReaderMachine();
    expect(reader.say('speak')).toBe('Not ready, Ask your helpdesk');
    expect(reader.seen).toBe('Not ready / Ask your helpdesk');
    expect(reader.say('next')).toBe('Not ready, Ask your helpdesk');
    expect(reader.say('up')).toBe('Device, Time left, 1 of 7, Not ready');
  });

  it('lost the time with the power', () => {
    const reader = issuedReader(rfcTime);
    reader.powerCycle();
    expect(reader.say('speak')).toBe('Time lost, Ask your helpdesk');
    reader.say('up');
    for (let i = 0; i < 3; i++) reader.say('down');
    expect(reader.heard).toBe('Clock, 4 of 7, Time lost');
  });

  it('is unsure of the time', () => {
    const reader = issuedReader(rfcTime);
    reader.pass(1300 * 3600);
    expect(reader.say('speak')).toBe('Time unsure, Ask your helpdesk');
    expect(reader.page!.code).toBe('');
  });

  it('has a damaged identity, and then speaks English', () => {
    const reader = new ReaderMachine();
    reader.files.set('kk.id', 'x');
    reader.powerCycle();
    expect(reader.say('speak')).toBe('Fault 2, Ask your helpdesk');
  });
});

describe('after the code', () => {
  it('says that the battery is low, and that the clock should be set soon, and shows it beside the code', () => {
    const reader = issuedReader(rfcTime);
    reader.batteryPercent = 9;
    reader.pass(20 * 24 * 3600);
    expect(reader.say('speak')).toMatch(/^[\d ,]+ \/\/ .* seconds left, Battery low, Have the clock set$/);
    expect(reader.seen).toMatch(/\(Battery low\)$/);
  });
});

describe('the headset', () => {
  it('is announced when it is plugged in and pulled out, on a dark panel too', () => {
    const reader = issuedReader(rfcTime);
    reader.plug(true);
    expect([reader.heard, reader.seen]).toEqual(['Headset in', 'Headset in']);
    reader.listen();
    reader.say('speak');
    reader.plug(false);
    expect(reader.heard).toBe('Headset out');
    expect(reader.seen).toMatch(/^005924 \/ \d+ s \/ \(Headset out\)$/);
  });

  it('is not announced at the start', () => {
    const reader = issuedReader(rfcTime, {}, { headset: true });
    expect(reader.utterances).toEqual([]);
    expect(new Station(reader).ask('set 9 1')).toBe('ok');
    expect(reader.tap('speak')).toBe('0 0 5, 9 2 4');
  });

  it('keeps digits to itself when the holder wants it so', () => {
    const reader = issuedReader(rfcTime);
    expect(new Station(reader).ask('set 9 1')).toBe('ok');
    for (const key of ['speak', 'next', 'speak'] as const) {
      expect(reader.say(key)).toBe('Plug in the headset');
      expect(reader.seen).toMatch(/^005924 \/ Plug in the headset \/ \d+ s$/);
    }
    reader.plug(true);
    reader.listen();
    expect(reader.tap('speak')).toBe('0 0 5, 9 2 4');
    reader.pass(0.5);
    reader.plug(false);
    expect(reader.utterances.at(-2)).toMatchObject({ text: '0 0 5, 9 2 4', cut: true });
    reader.listen();
    reader.pass(60);
    const aloud = reader.utterances.filter(({ headset }) => !headset).flatMap(({ clips }) => clips);
    expect(aloud.filter(({ clip }) => clip < 10)).toEqual([]);
  });
});

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
      ['Fast', 600],
      ['Slow', 425],
      ['Normal', 500],
    ]);
    reader.say('down');
    expect(reader.say('next')).toBe('Dansk');
    reader.say('up');
    expect(reader.heard).toBe('Tempo, 2 af 5, Normal');
    reader.powerCycle();
    reader.say('down');
    expect(reader.heard).toBe('Indstillinger, Lydstyrke, 1 af 5, 3');
    expect(reader.seen).toBe('Indstillinger / Lydstyrke / 1 af 5 / 3');
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
