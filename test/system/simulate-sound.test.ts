// `klarkode simulate` with the code reader: what is heard of it, clip by clip, as a sound file, and by the desktop's voice.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { esp32Cyd } from '../../hardware/boards/esp32-cyd.ts';
import { flashedImage } from '../scenarios/fob.ts';
import { runKlarkode, Simulator } from './simulator-process.ts';

let folder = '';
let simulator: Simulator | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'klarkode-sound-'));
});
afterEach(async () => {
  simulator?.signal('SIGTERM');
  await simulator?.ended;
  simulator = undefined;
  rmSync(folder, { recursive: true });
});

/** A state folder with a reader that was flashed, and has no credential. */
function flashedState(): string {
  const state = join(folder, 'state');
  mkdirSync(state);
  const flash = flashedImage({ product: 'code-reader', board: esp32Cyd, languages: ['en'] });
  writeFileSync(join(state, 'flash.bin'), flash.bytes);
  return state;
}

describe.skipIf(process.platform === 'win32')('klarkode simulate --product code-reader', () => {
  it('tells each clip that was heard, and writes the session to a sound file', async () => {
    const wav = join(folder, 'a session.wav');
    simulator = new Simulator('--product', 'code-reader', '--tcp', '0', '--state', flashedState(), '--wav', wav);
    expect(await simulator.ready()).toMatchObject({ board: 'esp32-cyd' });
    expect((await simulator.command('press speak')).answer).toMatchObject({ event: 'done' });
    const spoken = await simulator.command('advance 6');
    const clips = simulator.events.filter(({ event }) => event === 'clip');
    expect(clips.slice(0, 2)).toEqual([
      expect.objectContaining({ name: 'notReady', text: 'Not ready', language: 'en', part: 1 }),
      expect.objectContaining({ name: 'askSupport', text: 'Ask your helpdesk', language: 'en', part: 1 }),
    ]);
    expect(spoken.before.at(-1)).toMatchObject({ event: 'silence' });
    expect(Date.parse(String(clips[1]!['from']))).toBeGreaterThan(Date.parse(String(clips[0]!['from'])));

    await simulator.command('headset in');
    await simulator.command('advance 3');
    expect(simulator.events.filter(({ event }) => event === 'clip').at(-1)).toMatchObject({ name: 'headsetIn' });
    expect((await simulator.command('headset sideways')).answer).toMatchObject({ event: 'error' });

    await simulator.command('quit');
    expect(await simulator.ended).toMatchObject({ code: 0, err: '' });
    simulator = undefined;
    const file = readFileSync(wav);
    expect(file.toString('latin1', 0, 4)).toBe('RIFF');
    const samples = file.subarray(44, 44 + file.readUInt32LE(40));
    expect(samples.length).toBeGreaterThan(file.readUInt32LE(24));
    expect(samples.filter((sample) => Math.abs(sample - 0x80) > 20).length).toBeGreaterThan(300);
  });

  it.each([
    [['--voice', 'shout'], '--voice takes say'],
    [['--wav', 'sound.mp3'], '--wav takes a file whose name ends in .wav'],
    [['--wav', '/nowhere/sound.wav', '--tcp', '0'], "/nowhere/sound.wav can't be written"],
  ])('refuses %j in one sentence', async (args, message) => {
    const { code, out, err } = await runKlarkode(['simulate', '--product', 'code-reader', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe.skipIf(process.platform !== 'linux')('klarkode simulate --voice say', () => {
  it('says in one sentence that this machine has no voice', async () => {
    const { code, err } = await runKlarkode(
      ['simulate', '--product', 'code-reader', '--voice', 'say', '--tcp', '0'],
      '',
      {
        PATH: folder,
      },
    );
    expect(code).toBe(2);
    expect(err).toBe(
      'klarkode simulate: --voice say found no espeak-ng on this machine; install it, or leave --voice away.\n',
    );
  });
});
