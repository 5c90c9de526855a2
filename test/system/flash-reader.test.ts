// Flashing a code reader: only the chosen languages go over, what fits is said before anything is written, a voice goes
// over at the line's rate, and a cut cable costs only the file that it cut.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromByteArray } from '../../firmware/core/bytes.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import { esp32Cyd } from '../../hardware/boards/esp32-cyd.ts';
import { chosenLanguages, roomOn, whatFits } from '../../tools/flash/room.ts';
import { loadFirmware, type Firmware } from '../../tools/flash/manifest.ts';
import { sha256Of } from '../../firmware/build/manifest.ts';
import { root } from '../../tools/setup/root.mjs';
import { Rehearsal, type Run } from './rehearsal.ts';

const board = 'esp32-cyd';
const asReader = ['flash', '--product', 'code-reader', '--board', board];
const startUtcMs = 1795356815000;
const all = ['da', 'en', 'nb', 'sv', 'de', 'kl'];

/** The built reader with voices of `voiceBytes` bytes, so that a flash takes a test seconds. */
function readerWithShortVoices(voiceBytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'firmware-'));
  const target = join(folder, 'code-reader', board);
  cpSync(join(root, 'dist', 'firmware', 'code-reader', board), target, { recursive: true });
  const path = join(target, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, unknown>[] };
  for (const entry of manifest.files) {
    const name = String(entry['name']);
    if (!name.startsWith('kk.v')) continue;
    const voice = readFileSync(join(target, name)).subarray(0, voiceBytes);
    writeFileSync(join(target, name), voice);
    entry['bytes'] = voice.length;
    entry['crc32'] = crc32(fromByteArray(voice)).toString(16).padStart(8, '0');
    entry['sha256'] = sha256Of(voice);
  }
  writeFileSync(path, JSON.stringify(manifest));
  return folder;
}

describe('what fits', () => {
  const firmware = loadFirmware(join(root, 'dist', 'firmware'), 'code-reader', board);

  it('is two languages where nothing is asked for and not all fit, all where they do', () => {
    expect(chosenLanguages(undefined, firmware, esp32Cyd)).toEqual(['da', 'en']);
    const small = { ...firmware, files: firmware.files.map((file) => ({ ...file, data: file.data.subarray(0, 100) })) };
    expect(chosenLanguages(undefined, small, esp32Cyd)).toEqual(all);
    // Beside the warning of one that nobody has checked there is nothing to say.
    expect(whatFits(all, small, esp32Cyd)).toEqual([expect.stringMatching(/^The language kl is experimental/)]);
  });

  it('is told with the bytes of each language', () => {
    const [taken, more] = whatFits(['da', 'en'], firmware, esp32Cyd);
    expect(taken).toMatch(
      /^Languages: da \d{3},\d{3}, en \d{3},\d{3} bytes; with the firmware \d{3},\d{3} of 888,832 bytes\.$/,
    );
    expect(more).toMatch(/^One more would fit beside them: nb \d{3},\d{3}, sv .* bytes\.$/);
  });

  it('is told with a warning of a language that nobody has checked', () => {
    const [, more, ...none] = whatFits(['da', 'en'], firmware, esp32Cyd);
    expect(more).toMatch(/de \d{3},\d{3}, kl \d{3},\d{3} \(experimental\) bytes\.$/);
    expect(none).toEqual([]);
    expect(whatFits(['da', 'kl'], firmware, esp32Cyd).at(-1)).toBe(
      'The language kl is experimental: nobody who speaks it has checked its words or its voice.',
    );
  });

  it('is counted to the byte', () => {
    const room = roomOn(esp32Cyd);
    const voice = (bytes: number): Firmware => ({
      ...firmware,
      files: [file('kk.app', 1000), file('kk.vda', bytes - 1000, ['da']), file('kk.ven', 500, ['en'])],
    });
    expect(whatFits(['da'], voice(room), esp32Cyd)[1]).toBe('No other language fits beside them.');
    expect(() => whatFits(['da'], voice(room + 1), esp32Cyd)).toThrow(/do not fit on a ESP32 CYD/);
  });

  it('is too little for all: refused before anything is asked of the board', async () => {
    const station = new Rehearsal(startUtcMs, board);
    const run = await station.klarkode([...asReader, '--languages', all.join(',')]);
    expect(run.exitCode).toBe(2);
    expect(run.err).toMatch(
      /The languages da,en,nb,sv,de,kl do not fit on a ESP32 CYD: 1,\d{3},\d{3} bytes with the firmware, and there is room for 888,832; choose fewer with --languages \(bytes: da /,
    );
    expect(station.bytesToBoard).toBe(0);
    station.end();
  });
});

describe('flashing a code reader', () => {
  const voiceBytes = 20_000;
  let folder: string;
  let station: Rehearsal;
  const flash = async (...options: readonly string[]): Promise<Run> =>
    await station.klarkode([...asReader, ...options]);
  const onBoard = (): readonly string[] =>
    ['kk.app', 'kk.font', ...all.flatMap((language) => [`kk.${language}`, `kk.v${language}`]), '.boot0'].filter(
      isOnBoard,
    );
  const isOnBoard = (name: string): boolean => {
    try {
      return station.storedFile(name) !== '';
    } catch {
      return false;
    }
  };

  beforeAll(() => {
    folder = readerWithShortVoices(voiceBytes);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    station = new Rehearsal(startUtcMs, board);
    station.firmwareFolder = folder;
  });
  afterEach(() => station.end());

  it('writes the files of the chosen languages and no others', async () => {
    const run = await flash('--languages', 'sv,da');
    expect(run.err).toBe('');
    expect(run.out).toMatch(/kk\.vsv: 20000 bytes\. Hash of data verified\./);
    expect(onBoard()).toEqual(['kk.app', 'kk.font', 'kk.da', 'kk.vda', 'kk.sv', 'kk.vsv', '.boot0']);
    expect(station.storedFile('kk.vda')).toBe(readFileSync(join(folder, 'code-reader', board, 'kk.vda'), 'latin1'));
  });

  it('is set for its holder by the station: language, voice and panel', async () => {
    expect((await flash('--languages', 'da,en')).exitCode).toBe(0);
    const shown = async (...options: readonly string[]): Promise<unknown> =>
      (await station.klarkode(['settings', ...options, '--json'])).json.at(-1);
    expect(await shown()).toMatchObject({
      settings: { language: 'da', volume: 3, pace: 'normal', headsetOnly: 'off', largeText: 'off', leastSeconds: 15 },
    });
    const choices = ['--volume', '4', '--pace', 'slow', '--headset-only', 'on', '--one-by-one', 'on'];
    expect(await shown(...choices, '--language', 'en', '--large-text', 'on', '--white-on-black', 'on')).toMatchObject({
      settings: {
        ...{ language: 'en', volume: 4, pace: 'slow', headsetOnly: 'on', oneByOne: 'on', largeText: 'on' },
        whiteOnBlack: 'on',
      },
    });
    station.powerCycle();
    expect(await shown('--headset-only', 'off')).toMatchObject({
      settings: { language: 'en', volume: 4, headsetOnly: 'off', oneByOne: 'on' },
    });
    for (const [option, value, words] of [
      [
        '--language',
        'sv',
        '--language is "sv": one of the languages that were flashed, like da (it has da, en; klarkode flash --languages brings others).',
      ],
      ['--volume', '5', '--volume is "5": code reader: 1 to 4.'],
      ['--pace', 'quick', '--pace is "quick": code reader: slow, normal or fast.'],
    ] as const) {
      const refused = await station.klarkode(['settings', option, value]);
      expect([refused.exitCode, refused.err]).toEqual([2, expect.stringContaining(words)]);
    }
  });

  it('goes on after a cut in the middle of a voice with that voice', async () => {
    let cut = false;
    station.onBytesToBoard = (bytes) => {
      if (!cut && Buffer.from(bytes).includes('kf="kk.ven"')) {
        cut = true;
        station.cableBytes = 9000;
      }
    };
    const first = await flash('--languages', 'da,en');
    expect(first.exitCode).toBe(3);
    expect(first.err).toMatch(/it goes on where it stopped/);
    station.powerCycle();
    const second = await flash('--languages', 'da,en');
    expect(second.exitCode).toBe(0);
    const written = [...second.out.matchAll(/^(\S+): \d+ bytes\. Hash of data verified\./gm)].map(([, name]) => name);
    // Its console was open meanwhile: it has computed new keys.
    expect(written).toEqual(['kk.ven', '.boot0']);
    expect([...onBoard()].sort()).toEqual(['.boot0', 'kk.app', 'kk.da', 'kk.en', 'kk.font', 'kk.vda', 'kk.ven']);
  });

  it('mends a voice that was damaged since, and writes nothing else', async () => {
    expect((await flash('--languages', 'da,en')).exitCode).toBe(0);
    const whole = station.storedFile('kk.vda');
    const image = station.board.flash.bytes.slice();
    image[Buffer.from(image).indexOf(Buffer.from(whole, 'latin1')) + 9000]! ^= 1;
    station.replaceBoard(image);
    expect(station.storedFile('kk.vda')).not.toBe(whole);
    const run = await flash();
    expect([run.exitCode, run.err]).toEqual([0, '']);
    const written = [...run.out.matchAll(/^(\S+): \d+ bytes\. Hash of data verified\./gm)].map(([, name]) => name);
    expect(written).toEqual(['kk.vda']);
    expect(station.storedFile('kk.vda')).toBe(whole);
  });

  it('shows how far a voice is', async () => {
    const { json } = await flash('--languages', 'da', '--json');
    const done = json.filter((one) => one['event'] === 'progress').map((one) => Number(one['done']));
    const total = Number(json.find((one) => one['event'] === 'progress')?.['total']);
    expect(done.at(-1)).toBe(total);
    const steps = done.map((bytes, at) => bytes - (done[at - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(total / 50);
  });
});

function file(name: string, bytes: number, languages?: readonly string[]): Firmware['files'][number] {
  return { name, data: new Uint8Array(bytes), crc32: 0, languages };
}
