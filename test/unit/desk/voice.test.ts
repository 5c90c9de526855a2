// The desktop's voice on Linux: a program in espeak-ng's place writes down what it is given, and how.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { espeak } from '../../../simulator/desk/voice.ts';
import { phraseOf, type Phrase } from '../../../simulator/desk/vocabulary.ts';

let folder = '';
let heard = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'klarkode-voice-'));
  heard = join(folder, 'heard');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that takes what espeak-ng takes. */
function standIn(rest = ''): string {
  const path = join(folder, 'espeak-ng');
  writeFileSync(path, `#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "$* < $(cat)" >> '${heard}'\n${rest}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function lines(count: number): Promise<string[]> {
  for (;;) {
    const said = existsSync(heard) ? readFileSync(heard, 'utf8').trim().split('\n') : [];
    if (said.length >= count) return said;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const phrase = (said: string, voice = 'da'): Phrase => ({ name: 'on', text: said, said, voice });

describe.skipIf(process.platform === 'win32')('espeak-ng', () => {
  it('is given each text on its standard input, one after the other, in its language, untouched by any shell', async () => {
    const voice = espeak(standIn(), () => undefined);
    voice.say(phraseOf('da', 3)!);
    voice.say(phrase('Slå $(touch x) "til" ; `id` ø'));
    voice.say(phrase('on', 'en'));
    expect(await lines(3)).toEqual([
      '-v da --stdin < tre',
      '-v da --stdin < Slå $(touch x) "til" ; `id` ø',
      '-v en-gb --stdin < on',
    ]);
  });

  it('complains once, in one sentence, when it has no sound card, although it ends as if all were well', async () => {
    const told: string[] = [];
    const complained = new Promise<void>((resolve) => {
      const voice = espeak(standIn('echo "error: cannot open audio device" >&2'), (message) => {
        told.push(message);
        voice.say(phrase('again'));
        voice.say(phrase('and again'));
        resolve();
      });
      voice.say(phrase('once'));
    });
    await complained;
    await lines(3);
    expect(told).toEqual([
      expect.stringMatching(/espeak-ng can't be heard on this machine \(error: cannot open audio device\); --wav FILE/),
    ]);
  });

  it('says nothing more once it is hushed', async () => {
    const voice = espeak(standIn('sleep 0.2'), () => undefined);
    for (const said of ['one', 'two', 'three']) voice.say(phrase(said));
    await lines(1);
    voice.hush();
    voice.say(phrase('four'));
    expect(await lines(2)).toEqual(['-v da --stdin < one', '-v da --stdin < four']);
  });

  it('is refused in one sentence where it is not installed', () => {
    expect(() => espeak(join(folder, 'nothing'), () => undefined)).toThrow(/found no .* on this machine; install it/);
  });
});
