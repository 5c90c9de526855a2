// Debian's pocketsphinx with a grammar of so many English digits: a recogniser that was made for people's voices, so its score is a floor
// under what a listener hears. Nothing leaves the machine.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dice } from '../fuzz/dice.ts';

const model = '/usr/share/pocketsphinx/model/en-us';
const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** A quiet room, 36 dB under the voice: digital silence is a thing that the recogniser was never taught. */
const noise = 1000;

/** Whether pocketsphinx_batch and its English model are there. */
export function hasRecogniser(): boolean {
  return existsSync(model) && spawnSync('pocketsphinx_batch', ['-argfile', '/dev/null']).error === undefined;
}

/**
 * The digits that are heard in each recording, in their order; '' where nothing was.
 * @param digits how many each has: the grammar knows it, as a listener does
 */
export function recognise(recordings: readonly Int16Array[], digits: number, seed: number): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'klarkode-heard-'));
  try {
    const dice = new Dice(seed);
    mkdirSync(join(folder, 'said'));
    for (const [at, recording] of recordings.entries()) {
      const samples = Int16Array.from(recording, (sample) => sample + (dice.next() - 0.5) * noise);
      writeFileSync(join(folder, 'said', `${at}.raw`), new Uint8Array(samples.buffer));
    }
    writeFileSync(join(folder, 'list'), recordings.map((_, at) => `${at}\n`).join(''));
    const grammar = `public <code> = ${'<digit> '.repeat(digits)};\n<digit> = ${words.join(' | ')};`;
    writeFileSync(join(folder, 'grammar'), `#JSGF V1.0;\ngrammar code;\n${grammar}\n`);
    const options = {
      '-hmm': join(model, 'en-us'),
      '-dict': join(model, 'cmudict-en-us.dict'),
      '-jsgf': join(folder, 'grammar'),
      '-ctl': join(folder, 'list'),
      '-cepdir': join(folder, 'said'),
      '-cepext': '.raw',
      '-adcin': 'yes',
      '-hyp': join(folder, 'heard'),
      '-logfn': join(folder, 'log'),
      '-cmn': 'batch',
      '-remove_noise': 'no',
      '-remove_silence': 'no',
    };
    const done = spawnSync('pocketsphinx_batch', Object.entries(options).flat(), { encoding: 'utf8' });
    if (done.error !== undefined) throw done.error;
    if (done.status !== 0)
      throw new Error(`pocketsphinx_batch ended with ${done.status}: ${done.stderr.slice(0, 300)}`);
    const heard = readFileSync(join(folder, 'heard'), 'utf8').trimEnd().split('\n');
    return heard.map((line) => digitsIn(line.replace(/\(.*/, '')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function digitsIn(line: string): string {
  return line
    .split(' ')
    .map((word) => words.indexOf(word))
    .filter((digit) => digit >= 0)
    .join('');
}
