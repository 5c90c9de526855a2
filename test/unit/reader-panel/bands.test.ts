// Whatever was on the code reader's panel before, a page on it is that page, dot by dot: the panel gets only what has changed, and
// a band taken for unchanged would leave a digit of another code there.
import { expect, it } from 'vitest';
import type { Page } from '../../../firmware/token/reader/page.ts';
import { ReaderPanel } from './panel.ts';
import { fc, runs } from '../../chance/property.ts';

/** A page, painted whole or as a second that has passed on it; undefined: the panel goes dark. */
type Step = { readonly page: Partial<Page>; readonly secondBefore: boolean } | undefined;

const dotsOf = (panel: ReaderPanel): string =>
  panel
    .ink()
    .map((row) => row.map(Number).join(''))
    .join('\n');

const whole = new Map<string, string>();

/** The page on a panel that never showed anything else. */
const paintedWhole = (page: Partial<Page>): string => {
  const key = JSON.stringify(page);
  const known = whole.get(key) ?? dotsOf(new ReaderPanel().paint(page));
  whole.set(key, known);
  return known;
};

const codePage = fc.record({
  // Of shapes that differ by few dots.
  code: fc.constantFrom('888888', '888880', '388888', '880888', '88'),
  digits: fc.constant(6),
  leftSeconds: fc.constantFrom(8, 9),
  inverse: fc.boolean(),
});
const wordsPage = fc.record({
  phrases: fc.constantFrom(['Settings', 'Volume', '1 of 5', '4'], ['Settings', 'Volume', '1 of 5', '1']),
  large: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ page: codePage, secondBefore: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ page: wordsPage, secondBefore: fc.constant(false) }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

it('after any pages, seconds and darkness the panel is the page painted whole', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
      const panel = new ReaderPanel();
      for (const one of steps) {
        if (one === undefined) {
          panel.off();
          expect(panel.bench.board.panel.lit).toBe(false);
          continue;
        }
        const { page, secondBefore } = one;
        if (secondBefore) panel.paint({ ...page, leftSeconds: page.leftSeconds! + 1 });
        panel.paint(page, secondBefore);
        expect(dotsOf(panel) === paintedWhole(page), JSON.stringify(page)).toBe(true);
      }
    }),
    { numRuns: runs(20) },
  );
});

it('sends no dot that is there already', () => {
  const panel = new ReaderPanel().paint({ code: '755224', digits: 6, leftSeconds: 24 });
  const before = panel.bench.board.figures.panelMilliseconds!;
  panel.paint({ code: '755224', digits: 6, leftSeconds: 24 });
  expect(panel.bench.board.figures.panelMilliseconds).toBe(before);
});
