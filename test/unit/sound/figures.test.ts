// How quick the voice is on the whole code reader, on a virtual board whose programs take their estimated time: the figures
// that are promised, with the panel drawn meanwhile.
import { beforeAll, describe, expect, test } from 'vitest';
import { figure } from '../../accessibility/figure.ts';
import { SpeakingReader } from './speaking-reader.ts';

let reader: SpeakingReader;

beforeAll(() => {
  reader = new SpeakingReader({ takesTime: true });
  reader.issue();
});

describe('on a board whose programs take time', () => {
  test('the first sound comes within 300 ms of the press, dark or not', ({ task }) => {
    const waits: number[] = [];
    for (const waitSeconds of [0, 3, 90]) {
      reader.fob.pass(waitSeconds);
      const atMs = reader.down('speak');
      reader.fob.pass(1);
      waits.push(reader.firstSoundMs(atMs)! - atMs);
      reader.down('speak');
      reader.fob.pass(1);
    }
    figure(task, `first sound ${Math.max(...waits).toFixed(0)} ms after the press at most, with estimated costs`);
    expect(Math.max(...waits)).toBeLessThan(300);
  });

  test('any key silences it within 100 ms, at whatever moment of a second, in which the panel is drawn too', ({
    task,
  }) => {
    const waits: number[] = [];
    for (let phaseMs = 0; phaseMs < 1000; phaseMs += 113) {
      reader.fob.pass(30 - ((reader.nowMs / 1000) % 30) + 0.5);
      reader.down('speak');
      reader.fob.clock.advance(3000 + phaseMs);
      const atMs = reader.down('speak');
      reader.fob.pass(2);
      waits.push(reader.lastSoundMs()! - atMs);
    }
    figure(task, `silence ${Math.max(...waits).toFixed(0)} ms after the key at most, with estimated costs`);
    expect(Math.max(...waits)).toBeLessThan(100);
    // It was speaking when it was silenced.
    expect(waits.filter((ms) => ms > 0).length).toBeGreaterThan(waits.length / 2);
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
