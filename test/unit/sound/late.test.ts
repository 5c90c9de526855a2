// What goes wrong with sound, and is noticed: a program that keeps the processor too long, clips that are too long for the
// timer, and what the keys and the headset's socket give.
import { expect, test } from 'vitest';
import { Span } from '../../../firmware/core/machine.ts';
import { esp32Cyd } from '../../../hardware/boards/esp32-cyd.ts';
import type { Sound } from '../../../simulator/board/sound-output.ts';
import { Hand } from '../../../simulator/world/hand.ts';
import { Bench } from '../board/bench.ts';
import { SpeakingBoard } from './speaking-board.ts';

test('a buffer that is heard twice is counted, and the utterance begins again, once', async () => {
  const board = await SpeakingBoard.start({ takesTime: true });
  const wanted = board.voice.slice(100, 24_100);
  board.play([Span.Fine + 100, 12_000]);
  board.bench.advance(100);
  board.bench.send('\x10for(var i=0;i<15000;i++);\n');
  board.bench.advance(6000);
  expect(board.bench.board.figures.soundUnderruns).toBeGreaterThan(0);
  // Silence between what was heard twice and the new beginning, and at the end.
  expect(board.sounds.filter(({ samples }) => samples.length === 0)).toHaveLength(2);
  expect(Buffer.from(board.heard).includes(Buffer.from(wanted))).toBe(true);
  expect(board.spoken).toBe(1);
});

test('without such a program nothing is heard twice', async () => {
  const board = await SpeakingBoard.start({ takesTime: true });
  board.play([Span.Fine + 100, 12_000]);
  board.bench.advance(2000);
  expect(board.bench.board.figures.soundUnderruns).toBe(0);
  expect(Buffer.from(board.heard).includes(Buffer.from(board.voice.slice(100, 24_100)))).toBe(true);
});

test('the timer’s index has sixteen bits: more than 65,535 bytes of a file wrap round', () => {
  const bench = new Bench({
    description: esp32Cyd,
    files: { most: 'a'.repeat(65_535), more: 'a'.repeat(65_535 + 101) },
  });
  const heard: number[] = [];
  bench.board.on('sound', ({ samples }: Sound) => heard.push(samples.length));
  for (const [name, samples] of [
    ['most', 65_535],
    ['more', 100],
  ] as const) {
    heard.length = 0;
    bench.prints(`w=new Waveform(E.toArrayBuffer(require("Storage").read("${name}")));w.startOutput(D26,8000)`);
    bench.advance(10_000);
    expect(heard.reduce((sum, count) => sum + count, 0)).toBe(samples);
  }
});

test('keys and plug give one edge for each move, however they bounce', async () => {
  const board = await SpeakingBoard.start();
  const hand = new Hand(board.bench.board);
  for (const key of ['speak', 'next', 'up', 'down']) board.bench.advance(hand.hold(key, 120));
  expect(board.bench.value('E.edges')).toEqual(
    ['speak', 'next', 'up', 'down'].flatMap((key) => [`${key} down`, `${key} up`]),
  );
  const { pin, pluggedLevel } = esp32Cyd.audio!.headset;
  expect(board.bench.value('E.plugged')).toBe(false);
  board.bench.board.setPin(pin, pluggedLevel);
  board.bench.advance(300);
  expect(board.bench.value('E.plugged')).toBe(true);
});
