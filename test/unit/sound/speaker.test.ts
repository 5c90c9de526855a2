// The loudspeaker's driver on the virtual board: what is heard is what was asked for, sample by sample.
import { expect, test } from 'vitest';
import { Span } from '../../../firmware/core/machine.ts';
import { quieter, SpeakingBoard } from './speaking-board.ts';

/** What the spans are when they leave the converter, sample by sample: two for each one of the voice. */
function expected(board: SpeakingBoard, spans: readonly number[], steps = 0): number[] {
  const samples: number[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const [at, length] = [spans[i]!, spans[i + 1]!];
    for (let k = 0; k < 2 * length; k++) {
      const from = (at & Span.Offset) + (at & Span.Fine ? k : k >> 1);
      samples.push(at === 0 ? 0x80 : quieter(board.voice[from]!, steps));
    }
  }
  return samples;
}

/** Whether these samples were heard, one after the other. Not toEqual: a difference would fill the screen. */
const holds = (heard: readonly number[], wanted: readonly number[]): boolean =>
  Buffer.from(heard).includes(Buffer.from(wanted));

/** Of both kinds, with and without silence between them; a fine one has two samples for each. */
const spans = [
  100,
  3000,
  0,
  1201,
  Span.Fine + 30_001,
  9000,
  0,
  800,
  50_000,
  101,
  Span.Fine + 20_000,
  1501,
  700,
  2003,
  Span.Fine + 10_000,
  30,
];

test('a queue sounds without a gap, and Spoken comes when its last sample has left', async () => {
  const board = await SpeakingBoard.start();
  board.play(spans);
  const wanted = expected(board, spans);
  board.bench.advance((wanted.length / 12_500) * 1000 - 5);
  expect(board.spoken).toBe(0);
  board.bench.advance(10);
  expect(board.spoken).toBe(1);
  const { heard } = board;
  expect(Buffer.from(heard.slice(0, wanted.length)).equals(Buffer.from(wanted))).toBe(true);
  expect(heard.slice(wanted.length).every((sample) => sample === 0x80)).toBe(true);
  let endMs = board.sounds[0]!.startMs;
  for (const { startMs, samples, samplesPerSecond } of board.sounds.filter(({ samples }) => samples.length > 0)) {
    expect(startMs).toBeCloseTo(endMs, 6);
    endMs = startMs + (samples.length * 1000) / samplesPerSecond;
  }
  expect(board.sounds.at(-1)!.samples).toHaveLength(0);
  const { wakeUps } = board.bench.board.figures;
  board.bench.advance(60_000);
  expect(board.bench.board.figures).toMatchObject({ wakeUps, soundUnderruns: 0 });
});

test('a clip ends within a buffer: the time to the end is its own, not the buffer’s', async () => {
  const board = await SpeakingBoard.start();
  board.play([100, 800]);
  board.bench.advance(126);
  expect(board.spoken).toBe(0);
  board.bench.advance(5);
  expect(board.spoken).toBe(1);
});

test.each([5313, 7500])(
  '%i samples a second, which the timer can do only nearly, are said whole and end in time',
  async (rate) => {
    const board = await SpeakingBoard.start();
    const long = [100, 25_000, Span.Fine + 100, 25_000];
    board.play(long, rate);
    const wanted = expected(board, long);
    board.bench.advance(100);
    const { samplesPerSecond } = board.sounds[0]!;
    expect(Math.abs(samplesPerSecond / (2 * rate) - 1)).toBeLessThan(0.01);
    board.bench.advance((wanted.length / samplesPerSecond) * 1000 - 105);
    expect(board.spoken).toBe(0);
    board.bench.advance(10);
    expect(board.spoken).toBe(1);
    expect(holds(board.heard, wanted)).toBe(true);
  },
);

test.each([
  ['a clip', 2000],
  ['a fine clip', Span.Fine + 2000],
])('each step of the volume is 6 dB less, and is heard at once in what is sounding: %s', async (_what, at) => {
  const board = await SpeakingBoard.start();
  board.play([at, 12_000]);
  const wanted = expected(board, [at, 12_000]);
  for (const step of [1, 3, 2, 0]) {
    board.bench.advance(200);
    board.do(`E.speaker.volume(${step})`);
    const since = board.heard.length;
    board.bench.advance(110);
    const now = board.heard;
    expect(now.length).toBeGreaterThan(since + 350);
    const asLoud = wanted.slice(since, now.length).map((sample) => quieter(sample, step));
    expect(Buffer.from(now.slice(since)).equals(Buffer.from(asLoud))).toBe(true);
  }
  const power = (samples: readonly number[]): number => samples.reduce((sum, sample) => sum + (sample - 127.5) ** 2, 0);
  const loud = power(wanted);
  for (const step of [1, 2, 3]) {
    const decibels = 10 * Math.log10(loud / power(wanted.map((sample) => quieter(sample, step))));
    expect(decibels).toBeCloseTo(6.02 * step, 0);
  }
});

test('hush is silence at once, without Spoken; a new utterance replaces the old one', async () => {
  const board = await SpeakingBoard.start();
  board.play([100, 20_000]);
  board.bench.advance(300);
  board.do('E.speaker.hush()');
  const hushedMs = board.nowMs;
  board.bench.advance(5000);
  expect(board.silentSinceMs!).toBeLessThanOrEqual(hushedMs);
  expect(board.spoken).toBe(0);

  board.play([100, 20_000]);
  board.bench.advance(700);
  const replacedMs = board.nowMs;
  board.play([40_000, 500]);
  board.bench.advance(2000);
  expect(holds(board.heard, expected(board, [40_000, 500]))).toBe(true);
  expect(board.silentSinceMs! - replacedMs).toBeLessThan(90);
  expect(board.spoken).toBe(1);
});

test('replaced, hushed and begun again at every moment of a buffer, it says the whole of what was asked for last', async () => {
  const board = await SpeakingBoard.start();
  for (let waitMs = 0; waitMs < 1300; waitMs += 37) {
    const said = board.spoken;
    board.play([100, 20_000]);
    board.bench.advance(waitMs);
    if (waitMs % 2 === 1) board.do('E.speaker.hush()');
    const before = board.sounds.length;
    board.play([30_000, 9000]);
    board.bench.advance(1600);
    const heard = board.sounds.slice(before).flatMap(({ samples }) => [...samples]);
    expect(holds(heard, expected(board, [30_000, 9000]))).toBe(true);
    expect(board.spoken).toBe(said + 1);
  }
});

test('beeps need no file: a thousand hertz, each followed by a pause', async () => {
  const board = await SpeakingBoard.start();
  board.do('E.speaker.beep(2)');
  board.bench.advance(600);
  const { heard } = board;
  const rising = heard.filter((sample, at) => sample > 0x80 && heard[at - 1]! <= 0x80).length;
  expect(rising).toBe(2 * 150);
  expect(heard.slice(2400, 4000).every((sample) => sample === 0x80)).toBe(true);
  expect(board.spoken).toBe(1);
});

test('at rest the pin is at its middle, and nothing runs', async () => {
  const board = await SpeakingBoard.start();
  const levels: number[] = [];
  board.bench.board.on('level', ({ level }) => levels.push(level));
  board.play([100, 3000]);
  board.bench.advance(100);
  board.do('E.speaker.hush()');
  expect(levels).toEqual([0x80]);
});
