// Event-based codes on a code reader, every state in which there is no code, what is told beside one, and the headset.
import { describe, expect, it } from 'vitest';
import { Station } from '../station.ts';
import { issuedReader, ReaderMachine } from './reader-machine.ts';

/** RFC 6238, Appendix B: 89005924; a multiple of 30. */
const rfcTime = 1234567890;

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

describe('the menu Device', () => {
  it('says how far the clock may be off in words that are right for every number, and a number digit by digit', () => {
    const reader = issuedReader(rfcTime);
    reader.say('up');
    for (let i = 0; i < 3; i++) reader.say('down');
    expect(reader.heard).toBe('Clock, 4 of 7, right to within 2 seconds');
    expect(reader.seen).toBe('Device / Clock / 4 of 7 / right to within 2 seconds');
    reader.say('down');
    expect(reader.heard).toBe('About, 5 of 7, Code reader, Number 0 0 0 0 0 1');
    const digits = reader.utterances.at(-1)!.clips.slice(-6);
    const pauses = digits.slice(1).map(({ fromSeconds }, at) => fromSeconds - digits[at]!.toSeconds);
    for (const pause of pauses) expect(pause).toBeGreaterThan(0.1);
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
