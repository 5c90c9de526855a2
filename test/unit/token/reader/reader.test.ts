// What the holder of a code reader meets: what each key says and shows, and what is never said.
import { describe, expect, it } from 'vitest';
import { Clip } from '../../../../firmware/core/words/clip.ts';
import { issuedReader } from './reader-machine.ts';
import { clipTexts } from './stand-in-voices.ts';
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

  it('does not keep back a code that is being typed already: it is repeated for as long as it can be said', () => {
    const reader = issuedReader(rfcTime + 10.9);
    expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4/);
    expect(reader.page!.leftSeconds).toBeLessThan(15);
    expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4/);
    expect(reader.page!.leftSeconds).toBeLessThan(10);
    expect(reader.say('speak')).toMatch(/^0 0 5, 9 2 4|^Wait/);
    expect(reader.say('speak')).toMatch(/^Wait for the next code/);
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
