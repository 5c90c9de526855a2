// A code and the time it lasts as the code reader says them, in a sound file: digits have twice the samples of the words, and
// nothing tells where one kind ends and the other begins.
import { expect, test } from 'vitest';
import { clipsIn } from '../../../simulator/desk/vocabulary.ts';
import { quieterBy } from '../../../simulator/world/ears.ts';
import { Recording } from '../../../simulator/world/recording.ts';
import { samplesPerSecond } from '../../../firmware/voice/clips.ts';
import { decibelsOf } from '../../../firmware/voice/level.ts';
import { SpeakingReader } from './speaking-reader.ts';

const silence = 0x80;
/** Neighbouring samples further apart than this, of 127, would click at a join. */
const largestStep = 2;

test('a code and its time, recorded: one rate, every clip whole and equally loud, no gap and no click between them', () => {
  const reader = new SpeakingReader({ takesTime: false });
  reader.issue();
  const atMs = reader.down('speak');
  reader.fob.pass(14);
  const said = reader.heard.filter(({ startMs }) => startMs >= atMs);
  const clips = clipsIn(reader.fob.board.flash);
  expect(said.slice(0, 8).map(({ clip }) => clip!.number)).toEqual(
    reader.fob.panel.match(/\d/g)!.slice(0, 8).map(Number),
  );
  expect(reader.saidSince(atMs).slice(-1)).toEqual(['secondsLeft']);

  const recording = new Recording();
  let endMs = 0;
  let stretches = 0;
  for (const sound of reader.sounds) {
    recording.add(sound);
    if (sound.samples.length === 0) continue;
    if (Math.abs(sound.startMs - endMs) > 1e-6) stretches++;
    endMs = sound.startMs + (sound.samples.length * 1000) / sound.samplesPerSecond;
    expect(sound.samplesPerSecond).toBeCloseTo(2 * samplesPerSecond, -1);
  }
  expect(stretches).toBe(reader.sounds.filter(({ samples }) => samples.length === 0).length);
  const file = Buffer.from(recording.wav());
  expect(file.readUInt32LE(24)).toBe(2 * samplesPerSecond);
  const wav = file.subarray(44, 44 + file.readUInt32LE(40));

  const levels: number[] = [];
  let at = 0;
  for (const { clip, quieterSteps, part } of said) {
    expect(part).toBe(1);
    const { samples } = clips.find(({ language, number }) => language === clip!.language && number === clip!.number)!;
    const whole = samples.map((sample) => quieterBy(quieterSteps, sample));
    at = wav.indexOf(whole, at);
    expect(at).toBeGreaterThanOrEqual(0);
    levels.push(decibelsOf(wav.subarray(at, at + whole.length)));
    const edges = [
      ...wav.subarray(Math.max(0, at - 3), at + 3),
      ...wav.subarray(at + whole.length - 3, at + whole.length + 3),
    ];
    expect(Math.max(...edges.map((sample) => Math.abs(sample - silence)))).toBeLessThanOrEqual(largestStep);
    at += whole.length;
  }
  expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(1);
});
