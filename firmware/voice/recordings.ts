// Recorded voices: FOLDER/<language>/<clip name>.wav, and beside them texts.txt, which says in words what each recording
// says, because what is heard must also be what is read.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { clipNames } from '../core/words/reader/clip-names.ts';
import type { AudioStretch } from './sound.ts';
import { readWav } from './wav.ts';

/** What was recorded in one language. */
export interface Recordings {
  /** Sounds by the name of their clip. */
  readonly sounds: ReadonlyMap<string, AudioStretch>;
  /** Texts by the name of their clip. */
  readonly texts: ReadonlyMap<string, string>;
}

export const textList = 'texts.txt';
const ending = '.wav';

/** Which languages a folder has recordings in. @throws Error when there is no such folder, or it holds something else */
export function recordedLanguages(folder: string, known: readonly string[]): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Error(`There is no folder ${folder} with recorded voices.`);
  }
  const names = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  const folders = names.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const strange = folders.find((name) => !known.includes(name));
  if (strange !== undefined) {
    throw new Error(
      `${join(folder, strange)} is no language; the folders in it may be ${known.join(', ')}, each with its WAV files.`,
    );
  }
  if (folders.length > 0) return folders.sort();
  throw new Error(
    `${folder} holds no recordings; put them into a folder for each language, as in ${join('da', 'seven.wav')}.`,
  );
}

/**
 * The recordings of one language.
 * @param folder that of the language
 * @throws Error in one sentence that names the file and what is wrong with it
 */
export function readRecordings(folder: string): Recordings {
  const names = readdirSync(folder).filter((name) => name.toLowerCase().endsWith(ending));
  const list = join(folder, textList);
  if (!existsSync(list)) {
    throw new Error(`${list} is missing; it says in words what is recorded, a line for each clip: "seven: syv".`);
  }
  const texts = readTexts(list);
  const sounds = new Map<string, AudioStretch>();
  for (const name of names.sort()) {
    const clip = name.slice(0, -ending.length);
    const path = join(folder, name);
    if (!clipNames.includes(clip))
      throw new Error(`${path} is not named for a clip; firmware/voice/README.md lists them.`);
    if (!texts.has(clip))
      throw new Error(`${list} has no text for ${name}; add a line "${clip}: " with the words that it says.`);
    sounds.set(clip, readOne(path));
  }
  return { sounds, texts };
}

function readOne(path: string): AudioStretch {
  try {
    const sound = readWav(readFileSync(path));
    if (sound.samples.some((sample) => Math.abs(sample) > quietest)) return sound;
  } catch (error) {
    throw new Error(`${path} ${error instanceof Error ? error.message : String(error)}.`, { cause: error });
  }
  throw new Error(`${path} is silent; record it again.`);
}

/** A recording whose loudest sample is below this is none. */
const quietest = 0.005;

function readTexts(path: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [at, line] of readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name, text] = /^(\w+)\s*:\s*(.*\S)\s*$/.exec(line) ?? [];
    if (name === undefined || text === undefined) {
      throw new Error(`${path}, line ${at + 1} is not "clip name: text" but "${line.trim()}".`);
    }
    if (!clipNames.includes(name)) {
      throw new Error(`${path}, line ${at + 1} names no clip: "${name}"; firmware/voice/README.md lists them.`);
    }
    texts.set(name, text);
  }
  return texts;
}
