// What the holder meets: press, read, hide, hold, wait; and every state in which there is no code.
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { encodeLine } from '../../../firmware/core/protocol/line.ts';
import { MemoryMachine } from './memory-machine.ts';
import { Station } from './station.ts';

/** 1970-01-01T00:00:59Z, RFC 6238 Appendix B: the six last digits of 94287082, one second before the next step. */
const rfcTime = 59;

function issued(utcSeconds: number, terms: Parameters<Station['issue']>[0] = {}): MemoryMachine {
  const machine = new MemoryMachine();
  const station = new Station(machine);
  expect(station.issue(terms)).toBe('ok');
  expect(station.setClock(utcSeconds)).toBe('ok none');
  return machine;
}

describe('time-based codes', () => {
  it('shows the code of RFC 6238 Appendix B in two rows, with the seconds left', () => {
    expect(issued(1234567890, { digits: 8 }).press()).toBe('8900 / 5924 / 30 s');
  });

  it.each([
    [6, '005 / 924'],
    [7, '9005 / 924'],
    [8, '8900 / 5924'],
    [9, '98900 / 5924'],
    [10, '06890 / 05924'],
  ])('shows %i digits grouped for reading', (digits, rows) => {
    const shown = issued(1234567890, { digits }).press();
    expect(shown.split(' / ').slice(0, 2).join('').length).toBe(digits);
    if (digits < 9) expect(shown).toContain(rows);
  });

  it('hides the code at the next press', () => {
    const machine = issued(1234567890);
    machine.press();
    expect(machine.press()).toBe('dark');
  });

  it('goes dark by itself after two periods or 60 s', () => {
    const machine = issued(1234567890);
    machine.press();
    machine.pass(58);
    expect(machine.panel).not.toBe('dark');
    machine.pass(3);
    expect(machine.panel).toBe('dark');
    expect(machine.alarms.size).toBe(0);
  });

  it('stays long enough to be read when the period is short', () => {
    const machine = issued(1234567890, { periodSeconds: 2 });
    machine.press();
    machine.pass(9);
    expect(machine.panel).not.toBe('dark');
    machine.pass(2);
    expect(machine.panel).toBe('dark');
  });

  it('counts down, says that the code is about to change, and then shows the next one', () => {
    const machine = issued(1234567890, { digits: 8 });
    machine.down();
    machine.pass(0.2);
    machine.up();
    machine.pass(24.5);
    expect(machine.panel).toBe('8900 / 5924 / New / code / in 6 s'.replace('New / code / in 6 s', '6 s'));
    machine.pass(1);
    expect(machine.panel).toBe('8900 / 5924 / New / code / in 5 s');
    machine.pass(5);
    expect(machine.panel).toMatch(/^\d{4} \/ \d{4} \/ 30 s$/);
    expect(machine.panel).not.toContain('8900 / 5924');
  });

  it('does not offer a code with under 5 s left: says so, waits, and shows the next one', () => {
    const machine = issued(rfcTime, { digits: 8 });
    expect(machine.press()).toBe('Please wait / A new code comes / in 1 s');
    machine.pass(1);
    // Step 2 of the RFC's secret: RFC 4226 Appendix D gives 359152 for six digits.
    expect(machine.panel.replaceAll(' / ', '')).toMatch(/359152/);
  });
});

describe('little time left', () => {
  it.each([
    [24.5, 30, /^\d{3} \/ \d{3} \/ 6 s$/],
    [25.5, 30, /^Please wait \/ A new code comes \/ in 5 s$/],
    [7, 10, /^\d{3} \/ \d{3} \/ New \/ code \/ in 3 s$/],
    [8, 10, /^Please wait \/ A new code comes \/ in 2 s$/],
    [1, 4, /^\d{3} \/ \d{3} \/ New \/ code \/ in 3 s$/],
  ])('%f s into a period of %i s is said, not only shown', (seconds, periodSeconds, shown) => {
    // 1,234,567,200 is a multiple of 30, of 10 and of 4.
    expect(issued(1234567200 + seconds, { periodSeconds }).press()).toMatch(shown);
  });
});

describe('event-based codes', () => {
  // RFC 4226, Appendix D.
  const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];

  it('shows the codes of RFC 4226 Appendix D, one for each press', () => {
    const machine = issued(0, { eventBased: true });
    for (const code of codes) {
      expect(machine.press().replace(' / ', '')).toBe(code);
      expect(machine.press()).toBe('dark');
    }
  });

  it('stores the counter before the code is shown', () => {
    const machine = issued(0, { eventBased: true });
    machine.refuseWrites = true;
    expect(machine.press()).toMatch(/^Fault 3/);
    expect(machine.sent.join()).not.toContain('755224');
  });

  it('is over with its last counter, 2^53 - 2, until it gets another credential', () => {
    const machine = new MemoryMachine();
    const station = new Station(machine);
    expect(station.issue({ eventBased: true, counter: 2n ** 53n - 2n })).toBe('ok');
    expect(machine.press()).toMatch(/^\d{3} \/ \d{3}$/);
    machine.pass(61);
    expect(machine.press()).toMatch(/^Fault 3/);
    expect(station.issue({ eventBased: true, counter: 0n })).toBe('ok');
    expect(machine.press()).toMatch(/^755 \/ 224/);
  });

  it('goes on after a power cut with the next counter, through many files of marks', () => {
    const machine = issued(0, { eventBased: true });
    const seen = new Set<string>();
    for (let i = 0; i < 300; i++) {
      const code = machine.press();
      expect(code).toMatch(/^\d{3} \/ \d{3}$/);
      seen.add(code);
      machine.press();
      if (i % 7 === 0) machine.powerCycle();
    }
    expect(new Station(machine).ask('status')).toMatch(/^ok 300 lost 0 0$/);
    expect(seen.size).toBeGreaterThan(295);
  });

  it('spends no code on the info screen', () => {
    const machine = issued(0, { eventBased: true });
    expect(machine.hold()).toContain('KK-000001');
    machine.pass(1);
    machine.press();
    expect(machine.press().replace(' / ', '')).toBe(codes[0]);
  });
});

describe('when there is no code', () => {
  it('is not set up', () => {
    expect(new MemoryMachine().press()).toMatch(/^Not ready \//);
  });

  it('lost the time with the power', () => {
    const machine = issued(1234567890);
    machine.powerCycle();
    expect(machine.press()).toMatch(/^Time lost \//);
  });

  it('is unsure of the time after as long as its oscillator may need to lose three minutes', () => {
    const machine = issued(1234567890);
    machine.pass(99 * 3600);
    expect(machine.press()).toMatch(/^\d{3} /);
    machine.press();
    machine.pass(2 * 3600);
    expect(machine.press()).toMatch(/^Time unsure \//);
  });

  it('has a damaged identity', () => {
    const machine = new MemoryMachine();
    const identity = machine.files.get('kk.id')!;
    machine.files.set('kk.id', identity.slice(0, 20) + '!' + identity.slice(21));
    machine.powerCycle();
    expect(machine.token.hasIdentity).toBe(false);
    expect(machine.press()).toMatch(/^Fault 2/);
    expect(machine.sendLine(encodeLine(crc32, 'hello'))).toEqual([]);
    expect(machine.wireGivenBack).toBe(true);
  });

  it('has a damaged credential record', () => {
    const machine = issued(1234567890);
    const record = machine.files.get('kk.c0')!;
    for (let i = 0; i < record.length; i++) {
      machine.files.set(
        'kk.c0',
        record.slice(0, i) + String.fromCharCode(record.charCodeAt(i) ^ 1) + record.slice(i + 1),
      );
      machine.powerCycle();
      expect(machine.press()).toMatch(/^(Not ready|Fault)/);
    }
  });
});

describe('info screen', () => {
  it('tells serial number, firmware, clock and battery when the key is held', () => {
    const machine = issued(1234567890);
    machine.batteryPercent = 42;
    expect(machine.hold()).toBe('No. KK-000001 / Firmware 0123abcd / Clock: within 1 s / Battery: 42 %');
    machine.pass(31);
    expect(machine.panel).toBe('dark');
  });

  it('tells a low battery there and beside the code', () => {
    const machine = issued(1234567890);
    machine.batteryPercent = 9;
    expect(machine.hold()).toMatch(/ \/ Battery low: 9 %$/);
    machine.pass(1);
    machine.press();
    expect(machine.press()).toMatch(/^\d{3} \/ \d{3} \/ \d+ s \/ Battery \/ low$/);
  });
});

it('takes the second strike of a trembling hand for what it is', () => {
  const machine = issued(1234567890);
  machine.down();
  machine.pass(0.1);
  machine.up();
  machine.pass(0.15);
  machine.down();
  machine.pass(0.1);
  machine.up();
  expect(machine.panel).toMatch(/^\d{3} \/ \d{3}/);
});
