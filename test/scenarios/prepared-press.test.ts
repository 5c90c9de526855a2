// What a code display puts together while it is dark must never show: whatever happens between that and the press, the code is
// the one of the press, as otplib has it. Times are set so that a code made ready at the wrong moment would be another one.
import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { Setting } from '../../firmware/core/records/settings-record.ts';
import { Fob } from './fob.ts';
import { FobStation, rfcSecret } from './station.ts';

const otherSecret = Buffer.from('other secret, 20 B..');
const wordsOnly = /^[^0-9]*$/;

/** Seconds that one request and its answer take on the virtual wire. */
const requestSeconds = 5;

const totpAt = (utcSeconds: number, secret = rfcSecret, periodSeconds = 30): string =>
  generateSync({ strategy: 'totp', secret: new Uint8Array(secret), epoch: utcSeconds, period: periodSeconds });
const hotpOf = (counter: number, secret = rfcSecret): string =>
  generateSync({ strategy: 'hotp', secret: new Uint8Array(secret), counter });

/** The first six digits that a panel's strings spell. */
const codeOn = (panel: string): string => panel.replaceAll(/\D/g, '').slice(0, 6);

/** A token, and the UTC that it has been told, as it goes on. */
const timed = (utcSeconds: number, terms: Parameters<FobStation['issue']>[0] = {}) => {
  const fob = new Fob({ languages: ['en'] });
  const station = new FobStation(fob);
  expect(station.issue(terms)).toBe('ok');
  const setTo = (seconds: number): void => {
    expect(station.setClock(seconds)).toMatch(/^ok/);
    offset = seconds + requestSeconds - fob.clock.nowMs / 1000;
  };
  let offset = 0;
  setTo(utcSeconds);
  return { fob, station, setTo, utc: (): number => fob.clock.nowMs / 1000 + offset };
};

/** The code of a press now, and back to dark. Waits past the seconds in which a new code is waited for. */
const pressed = ({ fob, utc }: ReturnType<typeof timed>, periodSeconds = 30): { shown: string; atUtc: number } => {
  while (utc() % periodSeconds > periodSeconds - 7 || utc() % periodSeconds < 1) fob.pass(1);
  const atUtc = utc();
  const shown = codeOn(fob.press());
  fob.press();
  expect(fob.panel).toBe('dark');
  return { shown, atUtc };
};

describe('a time-based code', () => {
  it.each([0, 1, 10, 29, 30, 31, 3600, 86_400])('after %i s in the dark is the code of the press', (seconds) => {
    const token = timed(1234567890);
    token.fob.pass(seconds);
    const { shown, atUtc } = pressed(token);
    expect(shown).toBe(totpAt(atUtc));
  });

  it('at every tenth of a second around a rollover is never the code that is over', () => {
    const token = timed(1234567890);
    while (token.utc() % 30 < 23) token.fob.pass(0.1);
    for (let n = 0; n < 90; n++) {
      const atUtc = token.utc();
      const from = token.fob.seen.length;
      token.fob.press();
      // Every frame that this press brought, until it is dark again.
      token.fob.press();
      for (const frame of token.fob.seen.slice(from)) {
        const panel = frame.slice(frame.indexOf(' ') + 1);
        if (!/^\d{3} \/ \d{3}/.test(panel)) continue;
        const frameUtc = Number(frame.slice(0, frame.indexOf(' '))) - token.fob.clock.nowMs / 1000 + token.utc();
        expect([totpAt(frameUtc), totpAt(frameUtc - 0.02)], `${atUtc} ${frame}`).toContain(codeOn(panel));
      }
    }
  });

  it('is none at once when the clock may be off by more than is set now', () => {
    const token = timed(1234567890);
    token.fob.pass(86_400 * 3);
    pressed(token);
    const station = new FobStation(token.fob);
    expect(station.ask(`set ${Setting.UnsureSeconds} 1`)).toBe('ok');
    expect(station.ask('status').split(' ')[2]).toBe('unsure');
    expect(token.fob.press()).toMatch(wordsOnly);
  });

  it.each([-10_000, -31, -20, 20, 31, 119, 10_000])(
    'after the clock moved by %i s is the code of the new time',
    (step) => {
      const token = timed(1234567890);
      pressed(token);
      token.setTo(token.utc() + step);
      const { shown, atUtc } = pressed(token);
      expect(shown).toBe(totpAt(atUtc));
      expect(shown).not.toBe(totpAt(atUtc - (Math.abs(step) < 30 ? 60 : step)));
    },
  );

  it('is the new code when the clock is set on a lit panel', () => {
    const token = timed(1234567890);
    token.fob.press();
    token.setTo(token.utc() + 7200);
    expect(token.fob.panel).toBe('dark');
    const { shown, atUtc } = pressed(token);
    expect(shown).toBe(totpAt(atUtc));
  });

  it('after another credential came is of that one: its secret, its period, its digits', () => {
    const token = timed(1234567890);
    pressed(token);
    expect(token.station.issue({ secret: otherSecret })).toBe('ok');
    const first = pressed(token);
    expect(first.shown).toBe(totpAt(first.atUtc, otherSecret));
    expect(token.station.issue({ secret: otherSecret, periodSeconds: 20 })).toBe('ok');
    const second = pressed(token, 20);
    expect(second.shown).toBe(totpAt(second.atUtc, otherSecret, 20));
  });

  it('is none after a wipe, and of the new credential after the next issue', () => {
    const token = timed(1234567890);
    pressed(token);
    expect(token.station.ask('wipe')).toBe('ok');
    expect(token.fob.press()).toMatch(wordsOnly);
    token.fob.press();
    expect(token.station.issue({ secret: otherSecret })).toBe('ok');
    const { shown, atUtc } = pressed(token);
    expect(shown).toBe(totpAt(atUtc, otherSecret));
  });

  it('is none after a power cut, until the clock is set', () => {
    const token = timed(1234567890);
    pressed(token);
    token.fob.board.powerOff();
    token.fob.board.powerOn();
    token.fob.pass(1);
    expect(token.fob.press()).toMatch(wordsOnly);
    token.fob.press();
    const station = new FobStation(token.fob);
    expect(station.setClock(1300000000)).toBe('ok none');
    const offset = 1300000000 + requestSeconds - token.fob.clock.nowMs / 1000;
    const { shown, atUtc } = pressed({ ...token, utc: () => token.fob.clock.nowMs / 1000 + offset });
    expect(shown).toBe(totpAt(atUtc));
  });

  it('is right after every setting, and none as soon as the clock may be off by more than is set', () => {
    const token = timed(1234567890);
    const settings = token.station.ask('settings').split(' ').slice(1).map(Number);
    let taken = 0;
    for (let setting = 0; setting < settings.length; setting++)
      for (const value of [settings[setting]! + 1, settings[setting]!]) {
        if (token.station.ask(`set ${setting} ${value}`) !== 'ok') continue;
        const { shown, atUtc } = pressed(token);
        expect(shown, `set ${setting} ${value}`).toBe(totpAt(atUtc));
        taken++;
      }
    expect(taken).toBeGreaterThan(5);
    const answers: string[] = [];
    for (let days = 0; days < 400; days += 10) {
      const state = new FobStation(token.fob).ask('status').split(' ')[2]!;
      const panel = token.fob.press();
      token.fob.press();
      answers.push(state);
      expect(wordsOnly.test(panel), `${state}: ${panel}`).toBe(state === 'unsure');
      token.fob.pass(864_000);
    }
    expect(answers).toContain('set');
    expect(answers).toContain('unsure');
  });
});

describe('an event-based code', () => {
  const counted = { eventBased: true, counter: 5n };

  it('is the next one at every press, whatever came between', () => {
    const token = timed(1234567890, counted);
    const shown: string[] = [];
    const press = (): void => {
      shown.push(codeOn(token.fob.press()));
      token.fob.press();
    };
    press();
    token.fob.pass(100);
    press();
    token.setTo(token.utc() + 3600);
    press();
    token.fob.board.powerOff();
    token.fob.board.powerOn();
    token.fob.pass(1);
    press();
    expect(shown).toEqual([5, 6, 7, 8].map((counter) => hotpOf(counter)));
  });

  it('starts where the new credential does, and there is none after a wipe', () => {
    const token = timed(1234567890, counted);
    token.fob.press();
    token.fob.press();
    expect(token.station.issue({ ...counted, secret: otherSecret, counter: 900n })).toBe('ok');
    expect(codeOn(token.fob.press())).toBe(hotpOf(900, otherSecret));
    token.fob.press();
    expect(token.station.ask('wipe')).toBe('ok');
    expect(token.fob.press()).toMatch(wordsOnly);
  });

  it('gives way to a time-based one and comes back, each by its own factor', () => {
    const token = timed(1234567890, counted);
    token.fob.press();
    token.fob.press();
    expect(token.station.issue()).toBe('ok');
    const time = pressed(token);
    expect(time.shown).toBe(totpAt(time.atUtc));
    expect(token.station.issue({ ...counted, counter: 41n })).toBe('ok');
    expect(codeOn(token.fob.press())).toBe(hotpOf(41));
    token.fob.press();
    expect(codeOn(token.fob.press())).toBe(hotpOf(42));
  });
});
