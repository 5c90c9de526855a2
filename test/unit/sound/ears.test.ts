// What is heard of the virtual board, told from samples alone: which clips, when, how loud, and how much of each.
import { describe, expect, test } from 'vitest';
import { Ears, quieterBy, type Clip, type Heard } from '../../../simulator/world/ears.ts';
import { longestSilenceSeconds, Recording } from '../../../simulator/world/recording.ts';
import { quieter, voiceOf } from './speaking-board.ts';

const voice = voiceOf(12_000);
/** Begins softly, as speech does. */
function clip(number: number, from: number, length: number): Clip {
  const samples = voice.slice(from, from + length);
  for (let i = 0; i < 40; i++) samples[i] = 0x80 + (i % 5);
  return { language: 'da', number, samples };
}
const one = clip(1, 0, 3000);
const two = clip(2, 4000, 2500);
/** Begins as `one` does, and goes on. */
const longer: Clip = {
  language: 'da',
  number: 3,
  samples: Uint8Array.of(...one.samples, ...voice.slice(9000, 10_000)),
};
const other: Clip = { language: 'en', number: 1, samples: clip(1, 7000, 1800).samples };

function hear(clips: readonly Clip[], sound: readonly Uint8Array[], chunk = 400) {
  const began: Heard[] = [];
  const ended: Heard[] = [];
  const ears = new Ears({ began: (heard) => began.push(heard), ended: (heard) => ended.push(heard) });
  ears.know(clips);
  const whole = Buffer.concat(sound);
  for (let at = 0; at < whole.length; at += chunk) {
    ears.hear({ startMs: 1000 + at / 8, samplesPerSecond: 8000, samples: whole.subarray(at, at + chunk) });
  }
  ears.hear({ startMs: 1000 + whole.length / 8, samplesPerSecond: 8000, samples: new Uint8Array() });
  const pausesMs = ended.map(({ pauseMs }) => pauseMs);
  const short = ({ clip: known, startMs, quieterSteps, part }: Heard) => [known?.number, startMs, quieterSteps, part];
  return { began: began.map(short), ended: ended.map(short), pausesMs };
}
const pause = (samples: number): Uint8Array => new Uint8Array(samples).fill(0x80);
const at = (steps: number, { samples }: Clip): Uint8Array => samples.map((sample) => quieterBy(steps, sample));

describe('ears', () => {
  test.each([0, 1, 2, 3])(
    'know clips one after the other at %i steps below the loudest, each at its moment',
    (steps) => {
      const { began, ended } = hear(
        [one, two, other],
        [pause(800), at(steps, one), at(steps, two), pause(80), at(steps, one)],
      );
      const told = [
        [1, 1100, steps, 1],
        [2, 1475, steps, 1],
        [1, 1797.5, steps, 1],
      ];
      expect(ended).toEqual(told);
      expect(began.map(([number]) => number)).toEqual([1, 2, 1]);
    },
  );

  test.each([1, 7, 400, 9000])('hear the same in pieces of %i samples', (chunk) => {
    const { ended } = hear([one, two], [pause(100), one.samples, pause(300), two.samples], chunk);
    expect(ended.map(([number, , , part]) => [number, part])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  test('tell how long it was silent between two clips', () => {
    const { pausesMs } = hear([one, two], [pause(800), one.samples, pause(880), two.samples, one.samples]);
    expect(pausesMs).toEqual([undefined, 110, 0]);
  });

  test('tell a clip from one that goes on where it ends', () => {
    const clips = [one, longer, two];
    expect(hear(clips, [one.samples, two.samples]).ended.map(([number]) => number)).toEqual([1, 2]);
    expect(hear(clips, [longer.samples, two.samples]).ended.map(([number]) => number)).toEqual([3, 2]);
    expect(hear(clips, [pause(10), one.samples]).ended.map(([number]) => number)).toEqual([1]);
  });

  test('follow a clip whose volume changes, and say how much of it was heard', () => {
    const changed = Buffer.concat([one.samples.subarray(0, 1000), at(2, one).subarray(1000)]);
    expect(hear([one, two], [changed]).ended).toEqual([[1, 1000, 2, 1]]);
    expect(hear([one, two], [one.samples.subarray(0, 1500)]).ended).toEqual([[1, 1000, 0, 0.5]]);
  });

  test('say of anything else that it is none of the clips, and nothing of silence', () => {
    const tone = Uint8Array.from({ length: 1200 }, (_, i) => (i % 8 < 4 ? 0xaa : 0x56));
    expect(hear([one], [pause(800), tone, pause(800)]).ended).toEqual([[undefined, 1100, 0, 1]]);
    expect(hear([one], [tone, one.samples]).ended.map(([number]) => number)).toEqual([undefined, 1]);
    expect(hear([one], [pause(8000)])).toMatchObject({ began: [], ended: [] });
    // One sample wrong in the middle: cut off there, and something else after it.
    const wrong = one.samples.slice();
    wrong[1500] = wrong[1500]! ^ 0x20;
    expect(hear([one], [wrong]).ended.map(([number, , , part]) => [number, part])).toEqual([
      [1, 0.5],
      [undefined, 1],
    ]);
  });

  test('hear the steps as the board’s table makes them', () => {
    for (let sample = 0; sample < 256; sample++) {
      for (const steps of [0, 1, 2, 3]) expect(quieterBy(steps, sample)).toBe(quieter(sample, steps));
    }
  });
});

test('a recording is a WAV file with the samples as they were, silence between, long silences shortened', () => {
  const recording = new Recording();
  recording.add({ startMs: 500, samplesPerSecond: 8000, samples: Uint8Array.of(1, 2, 3) });
  recording.add({ startMs: 501.375, samplesPerSecond: 8000, samples: Uint8Array.of(4) });
  recording.add({ startMs: 3_600_000, samplesPerSecond: 4000, samples: Uint8Array.of(5, 6) });
  const file = Buffer.from(recording.wav());
  expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
  expect([file.readUInt32LE(4), file.readUInt32LE(24), file.readUInt16LE(34)]).toEqual([file.length - 8, 8000, 8]);
  const silent = longestSilenceSeconds * 8000;
  expect(file.readUInt32LE(40)).toBe(3 + 8 + 1 + silent + 4 - 0);
  const samples = file.subarray(44);
  expect([...samples.subarray(0, 12)]).toEqual([1, 2, 3, ...Array<number>(8).fill(0x80), 4]);
  expect([...samples.subarray(12 + silent, 12 + silent + 4)]).toEqual([5, 5, 6, 6]);
});
