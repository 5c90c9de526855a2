// How quick the voice is on the whole code reader, on a virtual board whose programs take their estimated time: the figures
// that are promised, with the panel drawn meanwhile.
import { beforeAll, describe, expect, test } from 'vitest';
import { figure } from '../../accessibility/figure.ts';
import { SpeakingReader } from './speaking-reader.ts';

let reader: SpeakingReader;

beforeAll(() => {
  reader = new SpeakingReader({ takesTime: true, languages: ['en', 'da'] });
  reader.issue();
});

/** Into a code that has just begun, on a dark panel. */
const freshCode = (): void => {
  reader.fob.pass(70);
  reader.fob.pass(30 - ((reader.nowMs / 1000) % 30) + 0.5);
};

/** From the press to the first sound that it brings: what was being said before has ended by then. */
const firstSound = (key: string): number => {
  const speaks = (reader.sounds.at(-1)?.samples.length ?? 0) > 0;
  const atMs = reader.down(key);
  reader.fob.pass(1.2);
  const silence = reader.sounds.find(({ startMs, samples }) => startMs >= atMs && samples.length === 0);
  return (reader.firstSoundMs(speaks ? silence!.startMs : atMs) ?? Number.NaN) - atMs;
};

describe('on a board whose programs take time', () => {
  test('the first sound comes within 300 ms of the press, dark or not, whatever key it is', ({ task }) => {
    const waits: number[] = [];
    for (const waitSeconds of [0, 3, 90]) {
      reader.fob.pass(waitSeconds);
      waits.push(firstSound('speak'));
      reader.down('speak');
      reader.fob.pass(1);
    }
    freshCode();
    waits.push(...['next', 'next', 'up', 'down', 'up', 'up', 'next', 'next', 'speak', 'down', 'next'].map(firstSound));
    figure(task, `first sound ${Math.max(...waits).toFixed(0)} ms after the press at most, with estimated costs`);
    expect(waits.filter((ms) => !(ms < 300))).toEqual([]);
  });

  test('another language is heard within 500 ms of the press that chose it', ({ task }) => {
    freshCode();
    for (const key of ['down', 'down', 'down']) firstSound(key);
    const waits = [0, 1, 2, 3].map(() => {
      const atMs = reader.nowMs;
      const ms = firstSound('next');
      expect(reader.saidSince(atMs)).toEqual(['languageName']);
      return ms;
    });
    expect(reader.heard.slice(-4).map(({ clip }) => clip!.language)).toEqual(['da', 'en', 'da', 'en']);
    figure(
      task,
      `another language is heard ${Math.max(...waits).toFixed(0)} ms after the press at most, with estimated costs`,
    );
    expect(Math.max(...waits)).toBeLessThan(500);
  });

  test('SPEAK silences it within 100 ms, at whatever moment of a second, in which the panel is drawn too', ({
    task,
  }) => {
    const waits: number[] = [];
    for (let phaseMs = 0; phaseMs < 1000; phaseMs += 113) {
      reader.fob.pass(30 - ((reader.nowMs / 1000) % 30) + 0.5);
      reader.down('speak');
      reader.fob.clock.advance(700 + phaseMs);
      const atMs = reader.down('speak');
      reader.fob.pass(2);
      waits.push(reader.lastSoundMs()! - atMs);
    }
    figure(task, `silence ${Math.max(...waits).toFixed(0)} ms after the key at most, with estimated costs`);
    expect(Math.max(...waits)).toBeLessThan(100);
    // It was speaking when it was silenced.
    expect(waits.filter((ms) => ms > 0).length).toBeGreaterThan(waits.length / 2);
  });

  test.each([
    ['a code', 'speak', 'next'],
    ['a code', 'speak', 'up'],
    ['a code', 'speak', 'down'],
    ['an item', 'up', 'speak'],
    ['an item', 'up', 'down'],
    ['a choice, which is then changed and stored', 'down', 'next'],
  ])('%s is cut off within 100 ms by a key that goes on: %s, %s', (_what, before, key) => {
    freshCode();
    reader.down(before);
    // Just before the second in which the panel is drawn too.
    reader.fob.clock.advance(1633);
    const cut = reader.down(key);
    reader.fob.pass(1.5);
    const silent = reader.sounds.find(({ startMs, samples }) => startMs >= cut && samples.length === 0);
    expect(silent!.startMs - cut).toBeGreaterThan(0);
    expect(silent!.startMs - cut).toBeLessThan(100);
    const said = reader.heard.filter(({ startMs }) => startMs < cut).at(-1)!;
    expect(said.startMs + 1000).toBeGreaterThan(cut);
  });

  test('what is said is what is shown, whole and in its order, with no buffer heard twice', () => {
    reader.fob.pass(30 - ((reader.nowMs / 1000) % 30) + 0.5);
    const atMs = reader.down('speak');
    reader.fob.pass(15);
    const digits = 'zero one two three four five six seven eight nine'.split(' ');
    const said = reader.saidSince(atMs);
    const shown = reader.fob.panel.match(/\d/g)!.slice(0, 8);
    expect(said.slice(0, 8).map((word) => String(digits.indexOf(word)))).toEqual(shown);
    expect(said.at(-1)).toBe('secondsLeft');
    expect(reader.fob.board.figures.soundUnderruns).toBe(0);
  });
});
