// The tool's time: --now names an instant, which then runs on.
import { describe, expect, it } from 'vitest';
import { clockFrom, parseInstant } from '../../../tools/clock.ts';

describe('the tool clock', () => {
  it('reads instants with a zone', () => {
    expect(parseInstant('2009-02-13T23:31:30Z', '--now')).toBe(1234567890000);
    expect(parseInstant('2009-02-14T00:31:30+01:00', '--now')).toBe(1234567890000);
    expect(parseInstant('2009-02-13T23:31:30.250Z', '--now')).toBe(1234567890250);
  });

  it.each(['2009-02-13T23:31:30', '2009-02-31T00:00:00Z', '2009-02-13', 'now', '', '2009-13-01T00:00:00Z'])(
    'refuses %j by name',
    (text) => {
      expect(() => parseInstant(text, '--now')).toThrow(/^--now is not an instant/);
    },
  );

  it('runs on from the given instant', () => {
    let steady = 5000;
    const clock = clockFrom(1234567890000, () => steady);
    steady += 1500;
    expect(clock.nowMs()).toBe(1234567891500);
  });
});
