// Figures for the accessibility report that no other test has: each is measured here, held against what is asked for, and published.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Clip } from '../../firmware/core/words/clip.ts';
import { isSetting, readerSettings, Setting } from '../../firmware/core/records/settings-record.ts';
import { itemsOf, settingOf } from '../../firmware/token/reader/menus.ts';
import { newReader, Place } from '../../firmware/token/reader/reader.ts';
import type { State } from '../../firmware/token/state.ts';
import { esp32Cyd } from '../../hardware/boards/esp32-cyd.ts';
import { quieterBy } from '../../simulator/world/ears.ts';
import { pixelColour } from '../../simulator/world/eyes.ts';
import { root } from '../../tools/setup/root.mjs';
import { issuedReader } from '../unit/token/reader/reader-machine.ts';
import { ReaderPanel } from '../unit/reader-panel/panel.ts';
import { builtVoices, type BuiltVoice } from '../voice/built-voices.ts';
import { figure } from './figure.ts';

let voices: readonly BuiltVoice[];
beforeAll(async () => {
  voices = await builtVoices();
});

describe('sound', () => {
  it('the level of spoken digits at the four steps of the volume', ({ task }) => {
    const digits = voices.flatMap(({ clips }) => clips.slice(0, 10));
    const levels = [3, 2, 1, 0].map((steps) => {
      const all = digits.map((clip) => soundingDecibels(clip.map((sample) => quieterBy(steps, sample))));
      return all.reduce((sum, level) => sum + level, 0) / all.length;
    });
    const [lowest, , third, loudest] = levels as [number, number, number, number];
    figure(
      task,
      `spoken digits at ${levels.map((level) => level.toFixed(1)).join(', ')} dB of full scale at volumes 1 to 4: a range of ${(loudest - lowest).toFixed(2)} dB, volume 3 is ${(third - lowest).toFixed(2)} dB above the lowest`,
    );
    expect(loudest - lowest).toBeGreaterThanOrEqual(18);
    // Rounding to 8 bits takes two hundredths of the 12.
    expect(third - lowest).toBeGreaterThanOrEqual(11.95);
  });

  it('the beep is short', ({ task }) => {
    const longest = Math.max(
      ...voices.map(({ clips, samplesPerSecond }) => clips[Clip.Beep]!.length / samplesPerSecond),
    );
    figure(task, `the beep lasts ${longest.toFixed(2)} s`);
    expect(longest).toBeLessThan(0.2);
  });

  it('speech from the first press: no setting makes it mute', ({ task }) => {
    const volume = readerSettings(40)[Setting.Volume]!;
    figure(task, `at first volume ${volume + 1} of 4`);
    expect(volume).toBe(2);
    const items = [Place.Settings, Place.Device].flatMap((place) => itemsOf(timeBased, { ...newReader(false), place }));
    expect(items.map(settingOf)).not.toContain(Setting.LeastSeconds);
    const reader = issuedReader(1_234_567_890);
    reader.tap('speak');
    expect(reader.heard).toMatch(/^\d \d \d, \d \d \d/);
  });
});

describe('keys', () => {
  it('the walk through every place: none without speech or a way out, nothing more than four presses away', ({
    task,
  }) => {
    const text = readFileSync(join(root, 'test', 'golden', 'code-reader', 'walk.txt'), 'utf8');
    const kinds = [...text.matchAll(/^(.+): (\d+) places/gm)];
    const places = kinds.reduce((sum, [, , count]) => sum + Number(count), 0);
    const functions = [...text.matchAll(/^\S.*?\s{2,}(\d+) {2}\w+.*?\s{2,}(\d+) {2}\w+/gm)];
    const most = Math.max(...functions.flatMap(([, fromDark, fromCode]) => [Number(fromDark), Number(fromCode)]));
    figure(
      task,
      `${places} places of ${kinds.length} kinds of token, ${functions.length} functions, at most ${most} presses to each`,
    );
    expect(kinds.length).toBeGreaterThanOrEqual(10);
    expect(places).toBeGreaterThan(100);
    expect(functions.length).toBeGreaterThanOrEqual(14);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('toggles say their state when one lands on them, and landing changes nothing', () => {
    for (const path of [
      ['down', 'up'],
      ['down', 'up', 'up'],
      ['up', 'up'],
    ] as const) {
      const reader = issuedReader(1_234_567_890);
      const stored = [...reader.files].filter(([name]) => name.startsWith('kk.s'));
      for (const key of path) reader.say(key);
      expect(reader.heard).toMatch(/ (On|Off)$/);
      expect([...reader.files].filter(([name]) => name.startsWith('kk.s'))).toEqual(stored);
    }
  });

  it('the guard against double strikes can be set to 0.5 s and more', ({ task }) => {
    const settings = readerSettings(40);
    const longest = [500, 1000, 2000, 4000]
      .filter((ms) => isSetting(settings.length, Setting.StrikeMilliseconds, ms))
      .at(-1);
    figure(task, `${settings[Setting.StrikeMilliseconds]} ms at first, by the helpdesk up to ${longest} ms`);
    expect(longest).toBeGreaterThanOrEqual(500);
  });
});

describe('the panel', () => {
  const pitch = esp32Cyd.display.pixelPitchMicrometres / 1000;
  const panel = new ReaderPanel();
  const height = (inked: boolean[][]): number => {
    const rows = inked.flatMap((row, y) => (row.includes(true) ? [y] : []));
    return (rows.at(-1)! - rows[0]! + 1) * pitch;
  };

  it('the height of letters and digits', ({ task }) => {
    const letter = height(panel.paint({ phrases: ['H'] }).ink());
    const large = height(panel.paint({ phrases: ['H'], large: true }).ink());
    const code = { code: '1', digits: 6, leftSeconds: -1, periodSeconds: 30 };
    const digit = height(
      panel
        .paint({ ...code, code: '111111' })
        .ink()
        .slice(0, 110),
    );
    const degrees = (Math.atan(letter / 500) * 180) / Math.PI;
    figure(
      task,
      `capital H ${letter.toFixed(2)} mm, which is ${degrees.toFixed(2)} degrees at 500 mm; in large type ${large.toFixed(2)} mm; digits of a code of six ${digit.toFixed(1)} mm`,
    );
    expect(degrees).toBeGreaterThanOrEqual(0.7);
    expect(large).toBeGreaterThan(letter);
    expect(digit).toBeGreaterThan(2 * letter);
  });

  it('the contrast of what is drawn', ({ task }) => {
    panel.paint({ code: '123456', digits: 6, leftSeconds: 20, phrases: [], warning: 'Battery low' });
    const { panel: glass } = panel.bench.board;
    const shades = new Set<number>();
    for (let y = 0; y < glass.height; y++) {
      for (let x = 0; x < glass.width; x++) shades.add(luminance(pixelColour(glass, x, y)));
    }
    const contrast = (Math.max(...shades) + 0.05) / (Math.min(...shades) + 0.05);
    figure(task, `${contrast.toFixed(0)}:1 with ${shades.size} shades`);
    expect(shades.size).toBe(2);
    expect(contrast).toBeGreaterThanOrEqual(7);
  });
});

const timeBased = { terms: { eventBased: false } } as unknown as State;

/** Level of what sounds, in decibels of full scale: without the constant part, which no loudspeaker gives. */
function soundingDecibels(clip: Uint8Array): number {
  const mean = clip.reduce((sum, sample) => sum + sample, 0) / clip.length;
  const power = clip.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / clip.length;
  return 10 * Math.log10(power / 127 ** 2);
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: readonly [number, number, number]): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
