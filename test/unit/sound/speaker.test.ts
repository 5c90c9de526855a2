// The loudspeaker's driver on the virtual board: what is heard is what was asked for, sample by sample.
import { expect, test } from 'vitest';
import { quieter, SpeakingBoard } from './speaking-board.ts';

/** What the spans are, sample by sample. */
function expected(board: SpeakingBoard, spans: readonly number[], steps = 0): number[] {
  const samples: number[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const [at, length] = [spans[i]!, spans[i + 1]!];
    for (let k = 0; k < length; k++) samples.push(at === 0 ? 0x80 : quieter(board.voice[at + k]!, steps));
  }
  return samples;
}

/** Whether these samples were heard, one after the other. Not toEqual: a difference would fill the screen. */
const holds = (heard: readonly number[], wanted: readonly number[]): boolean =>
  Buffer.from(heard).includes(Buffer.from(wanted));

const spans = [100, 3000, 0, 1200, 30_000, 9000, 0, 800, 50_000, 100];

test('a queue sounds without a gap, and Spoken comes when its last sample has left', async () => {
  const board = await SpeakingBoard.start();
  board.play(spans);
  const wanted = expected(board, spans);
  board.bench.advance((wanted.length / 8000) * 1000 - 5);
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
  board.bench.advance(98);
  expect(board.spoken).toBe(0);
  board.bench.advance(5);
  expect(board.spoken).toBe(1);
});

test('each step of the volume is 6 dB less, and is heard at once in what is sounding', async () => {
  const board = await SpeakingBoard.start();
  board.play([2000, 12_000]);
  const wanted = expected(board, [2000, 12_000]);
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
  expect(board.silentSinceMs! - replacedMs).toBeLessThan(70);
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
    board.bench.advance(1300);
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
  expect(heard.slice(1200, 2000).every((sample) => sample === 0x80)).toBe(true);
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
