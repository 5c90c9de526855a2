// Every second only the time left is painted anew, so that a press need not wait: what is then on the panel must be what
// the whole page would have been.
import { expect, test } from 'vitest';
import { panelBits } from '../../../simulator/world/eyes.ts';
import { SpeakingReader } from './speaking-reader.ts';

test('after seconds of painting the time alone, the panel is as if the page had been painted whole', () => {
  const reader = new SpeakingReader({ takesTime: false });
  reader.issue();
  const bits = (): Buffer => Buffer.from(panelBits(reader.fob.board.panel));
  /** To a moment soon after a second began. */
  const toSecond = (): void => reader.fob.clock.advanceTo(Math.ceil(reader.nowMs / 1000) * 1000 + 30);
  let compared = 0;
  for (const waitSeconds of [4, 3, 33]) {
    reader.down('speak');
    reader.fob.pass(waitSeconds);
    toSecond();
    reader.down('speak');
    reader.fob.clock.advance(500);
    const before = bits();
    const seen = reader.fob.seen.length;
    reader.down('speak');
    reader.fob.clock.advance(60);
    const text = reader.fob.panel;
    expect(before.some((byte) => byte !== 0)).toBe(true);
    if (reader.fob.seen.slice(seen).every((frame) => frame.endsWith(text))) {
      expect(before.equals(bits()), text).toBe(true);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(0);
});
