// The judges of a year of presses: a token that does what it must passes; one that shows notices only, nothing, or too few codes does not;
// nor does one whose memory grows, is over its budget, or lies in pieces. A year on the real interpreter: npm run device-check -- --year.
import { describe, expect, it } from 'vitest';
import { builtProducts } from '../bench/built.ts';
import { takeSteps, type StepResult } from './step.ts';
import { VirtualYear } from './virtual-year.ts';
import {
  growthOf,
  largestPieceFloor,
  peakBudget,
  peakJudged,
  pieceJudged,
  restBudget,
  restJudged,
} from './year-memory.ts';
import {
  codeOn,
  eventBasedCodes,
  eventBasedPresses,
  screensIn,
  timeBasedCodes,
  timeBasedPresses,
  type Rest,
  type Screen,
} from './year-notes.ts';
import { yearSteps } from './year-steps.ts';
import { whyNoYear } from './year.ts';

const everything = builtProducts();
const pixljs = everything.find(({ board }) => board.name === 'pixljs')!;
const timeStep = /time-based presses in a year/;
const fullStep = /until Storage is full/;

/** Lives through these steps with a hundred presses; gives what came of them and the lines of progress. */
async function lived(
  life: VirtualYear,
  wanted: RegExp,
): Promise<{ readonly steps: StepResult[]; readonly progress: readonly string[] }> {
  const progress: string[] = [];
  const plan = { bareVariables: 0, presses: 100, chunks: 2, progress: (line: string) => void progress.push(line) };
  const steps = yearSteps(life, plan).filter(({ name }) => /^flash/.test(name) || wanted.test(name));
  const results = await takeSteps(life.bench, steps, () => {});
  await life.board.close();
  return { steps: results, progress };
}

describe('a year on the virtual board', () => {
  it('is passed by a token that shows its codes', async () => {
    const { steps, progress } = await lived(new VirtualYear(pixljs), /year|grow|full|klarkode flash/);
    expect(steps.map(({ step, result, detail }) => [step, result, result === 'ok' ? '' : detail])).toEqual(
      steps.map(({ step }) => [step, 'ok', '']),
    );
    expect(steps).toHaveLength(5);
    expect(steps[1]!.detail).toMatch(/^each with its code on [23]\d\d screens/);
    expect(steps[3]!.detail).toMatch(/^\d{4} right codes, \d+ tallies begun, then a fault of the store/);
    expect(progress.slice(0, 2).map((text) => text.trim().split(':')[0])).toEqual([
      '50 time-based presses',
      '100 time-based presses',
    ]);
    expect(progress.length).toBeGreaterThan(3);
  }, 120_000);

  it('is not passed by a token that shows notices only', async () => {
    const life = new VirtualYear(pixljs);
    life.bench.issue = async () => {};
    const { steps } = await lived(life, /year|full/);
    expect(steps.map(({ result }) => result)).toEqual(['ok', 'failed', 'failed']);
    expect(steps[1]!.detail).toMatch(/^a press at UTC second \d+ brought "Ikke klar.*" and no code$/);
    expect(steps[2]!.detail).toMatch(/^after 0 codes it shows "Ikke klar"$/);
  }, 60_000);

  it('is not passed by a token whose panel stays dark, nor by one that says too early that its store is full', async () => {
    const dark = new VirtualYear(pixljs);
    dark.live = async () => ({ screens: [], rests: [dark.rest(50)] });
    const { steps } = await lived(dark, /year|full/);
    expect(steps.slice(1).map(({ detail }) => detail)).toEqual([
      '50 presses lit the panel 0 times',
      '250 presses lit the panel 0 times',
    ]);
    const early = new VirtualYear(pixljs);
    early.live = async () => ({ screens: Array.from({ length: 250 }, () => fault).flat(), rests: [early.rest(250)] });
    const { steps: full } = await lived(early, fullStep);
    expect(full[1]!.detail).toMatch(/^"Fejl 3" after 0 codes: \d+ bytes of Storage have room for \d{4}$/);
  }, 60_000);

  it('is not passed by a token that shows a wrong code once', async () => {
    const life = new VirtualYear(pixljs);
    const live = life.live.bind(life);
    life.live = async (job) => {
      const { screens, rests } = await live(job);
      return {
        screens: screens.map((screen, at) => (at === 90 ? { ...screen, texts: ['123', '456'] } : screen)),
        rests,
      };
    };
    expect((await lived(life, timeStep)).steps[1]!.detail).toMatch(
      /^at UTC second \d+ it showed 123456, and not \d{6}$/,
    );
  }, 60_000);
});

const fault: readonly Screen[] = [
  { texts: ['Fejl 3'], atSeconds: 0 },
  { texts: [], atSeconds: 1 },
];

describe('whether there is a year', () => {
  it('says why not', () => {
    const reader = everything.find(({ board }) => board.audio !== undefined)!;
    expect(whyNoYear(reader, reader.board.variables)).toBe(
      'there is no year of a code-reader: it is for code displays only',
    );
    expect(whyNoYear(pixljs, 100)).toBe('it takes an interpreter with the 2950 variables of a Pixl.js');
    expect(whyNoYear(pixljs, pixljs.board.variables)).toBeUndefined();
  });
});

describe('the notes of a year', () => {
  const screens = (...codes: readonly string[]): ReturnType<typeof screensIn> =>
    screensIn(codes.map((code, at) => `${code.slice(0, 3)}\n${code.slice(3)}\n@${59 + at}\n@${59.5 + at}\n`).join(''));

  it('finds the first code that is not the next one', () => {
    expect(codeOn(screens('755224')[0]!)).toBe('755224');
    expect(eventBasedCodes(screens('755224', '287082', '359152'), 0)).toBe(3);
    expect(eventBasedCodes(screens('287082'), 1)).toBe(1);
    expect(() => eventBasedCodes(screens('755224', '359152'), 0)).toThrow(
      'for counter 1 it showed 359152, and not 287082',
    );
  });

  it('finds the first code that is not that of its moment', () => {
    // RFC 6238, Appendix B, at 59 s: 94287082 in eight digits.
    expect(timeBasedCodes(screens('287082'))).toBe(1);
    expect(() => timeBasedCodes(screens('287083'))).toThrow('at UTC second 59 it showed 287083');
  });

  const press = (atSeconds: number, ...texts: readonly string[]): Screen[] => [
    { texts, atSeconds },
    { texts: [], atSeconds: atSeconds + 0.5 },
  ];
  const right = press(59, '287', '082');

  it('counts presses, and lets a press wait at the end of a period only', () => {
    const four = [right, right, right, press(119, 'Please wait', 'A new code comes', 'in 1 s')].flat();
    expect(timeBasedPresses(four, 4)).toEqual({ codes: 3, waits: 1 });
    expect(() => timeBasedPresses(four, 5)).toThrow('5 presses lit the panel 4 times');
    const early = [right, right, right, press(102, 'Please wait', 'A new code comes', 'in 15 s')].flat();
    expect(() => timeBasedPresses(early, 4)).toThrow('a press at UTC second 102 brought "Please wait');
    const often = [right, press(119, 'Please wait'), press(149, 'Please wait')].flat();
    expect(() => timeBasedPresses(often, 3)).toThrow('2 of 3 presses were told to wait');
  });

  it('wants one code for each event-based press, and none after a notice', () => {
    const [first, second] = [press(1, '755', '224'), press(2, '287', '082')];
    const notice = press(3, 'Fault 3', 'Ask');
    expect(eventBasedPresses([...first, ...second], 0, 2)).toEqual({ codes: 2, notice: undefined });
    expect(eventBasedPresses([...first, ...notice], 0, 2)).toEqual({ codes: 1, notice: 'Fault 3' });
    expect(() => eventBasedPresses([...first, ...notice, ...second], 0, 3)).toThrow(
      '1 presses up to the first without',
    );
    expect(() => eventBasedPresses(first, 0, 2)).toThrow('2 presses lit the panel 1 times');
  });
});

describe('the memory of a year', () => {
  const rest = (changes: Partial<Rest>): Rest => ({
    presses: 100,
    dirty: 1200,
    clean: 1100,
    dirtyPeak: 2400,
    cleanPeak: 1300,
    largestBytes: 900,
    storageFreeBytes: 5000,
    atSeconds: 0,
    ...changes,
  });

  it('is judged by the worst of its notes, beside the budget', () => {
    const good = [rest({}), rest({}), rest({})];
    expect(restJudged(good)).toBe('1,100 of at most 1,300');
    expect(peakJudged(good)).toBe('1,300 of at most 2,000; with what could be collected 2,400');
    expect(pieceJudged(good)).toBe('never under 900 bytes; at least 512 are needed');
    expect(growthOf(good)).toContain('never over 1,100');
    const once = (changes: Partial<Rest>): Rest[] => [rest({}), rest(changes), rest({})];
    expect(() => restJudged(once({ clean: restBudget + 1 }))).toThrow('1,301 of at most 1,300, which is 1 too many');
    expect(() => peakJudged(once({ cleanPeak: peakBudget + 1 }))).toThrow(
      '2,001 of at most 2,000, which is 1 too many',
    );
    expect(() => pieceJudged(once({ largestBytes: largestPieceFloor - 1 }))).toThrow('511 bytes, which is 1 too few');
    expect(() => growthOf([rest({}), rest({}), rest({}), rest({ clean: 1109 })])).toThrow('it grows: ');
  });

  it('is never well when nothing was noted', () => {
    for (const judge of [restJudged, peakJudged, pieceJudged, growthOf]) {
      expect(() => judge([])).toThrow('no memory was noted');
    }
  });
});
