// Finished voices, kept by a fingerprint of everything that they were made from: texts, recordings, this folder's own
// source and the synthesiser. Whatever is wrong with a kept file, it is made anew.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ClipText } from '../core/words/reader/language.ts';
import type { AudioStretch } from './sound.ts';
import { decodeVoice } from './voice-file.ts';

export interface Ingredients {
  readonly language: string;
  readonly variant: string | undefined;
  readonly flags: number;
  readonly texts: readonly ClipText[];
  readonly sounds: ReadonlyMap<string, AudioStretch>;
}

/** Of what makes voices, read when it begins to run: a source that changes while it runs must not count as what ran. */
const maker = makerFingerprint();

/** 64 hex digits. */
export function fingerprintOf({ language, variant, flags, texts, sounds }: Ingredients): string {
  const hash = createHash('sha256').update(JSON.stringify([language, variant, flags, texts]));
  for (const [name, { samples, samplesPerSecond }] of sounds) {
    hash.update(`${name} ${samplesPerSecond} `).update(new Uint8Array(samples.buffer));
  }
  return hash.update(maker).digest('hex');
}

function makerFingerprint(): string {
  const here = import.meta.dirname;
  const sources = readdirSync(here).filter((name) => name.endsWith('.ts'));
  const synthesiser = createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten');
  const hash = createHash('sha256');
  for (const path of [...sources.map((name) => join(here, name)), synthesiser]) hash.update(readFileSync(path));
  return hash.digest('hex');
}

/** The kept voice with this fingerprint, or what `make` gives, which is kept from now on. `folder` undefined: none is. */
export async function kept(
  folder: string | undefined,
  fingerprint: string,
  make: () => Promise<Buffer>,
): Promise<Buffer> {
  if (folder === undefined) return await make();
  const path = join(folder, `${fingerprint}.voice`);
  try {
    const file = readFileSync(path);
    if (decodeVoice(file) !== undefined) return file;
  } catch {
    // Not there yet.
  }
  const file = await make();
  try {
    mkdirSync(folder, { recursive: true });
    // Never a half-written one, even with two builds at once.
    const unfinished = `${path}.${randomUUID()}`;
    writeFileSync(unfinished, file);
    renameSync(unfinished, path);
    forgetOld(folder);
  } catch {
    // A folder that can't be written costs time, nothing else.
  }
  return file;
}

/** So many are kept: some builds of all languages. */
const mostKept = 36;

function forgetOld(folder: string): void {
  const ages = readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return { path, madeMs: statSync(path).mtimeMs };
  });
  const old = ages.sort((a, b) => b.madeMs - a.madeMs).slice(mostKept);
  for (const { path } of old) rmSync(path, { force: true });
}
