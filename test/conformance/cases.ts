// The conformance cases: small Espruino scripts, and sessions on the console, each with its recorded output.
// A case may say in its header what it needs (`Needs: byte-strings, pins`) or that no virtual board runs it (`Real only: why`).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an interpreter must be like for its output to be the recorded one. */
export const needs = ['byte-strings', 'pins', 'small-flash', 'sha512', 'two-fonts'] as const;
export type Need = (typeof needs)[number];

export interface ConformanceCase {
  readonly name: string;
  readonly kind: 'script' | 'session';
  readonly source: string;
  readonly needs: readonly Need[];
  /** Why the virtual board can't do the same, if so. */
  readonly realOnly: string | undefined;
}

const scriptsFolder = join(import.meta.dirname, 'scripts');
const recordedFolder = join(import.meta.dirname, 'recorded');
const headerEnd = '-----\n';

export function loadCases(): ConformanceCase[] {
  return readdirSync(scriptsFolder)
    .filter((file) => /\.(js|session)$/.test(file))
    .sort()
    .map((file) => {
      const source = readFileSync(join(scriptsFolder, file), 'utf8');
      return {
        name: file.replace(/\.\w+$/, ''),
        kind: file.endsWith('.js') ? 'script' : 'session',
        source,
        needs: readNeeds(file, source),
        realOnly: /^(?:\/\/|#) Real only: (.+)$/m.exec(source)?.[1],
      };
    });
}

function readNeeds(file: string, source: string): Need[] {
  const words = /^(?:\/\/|#) Needs: (.+)$/m.exec(source)?.[1]?.split(', ') ?? [];
  return words.map((word) => {
    const need = needs.find((known) => known === word);
    if (need === undefined) throw new Error(`${file} needs "${word}"; known needs are ${needs.join(', ')}`);
    return need;
  });
}

/** The recorded output of that case, without its header; undefined when it was never recorded. */
export function readRecording(name: string): string | undefined {
  const file = recordingPath(name);
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  return text.slice(text.indexOf(headerEnd) + headerEnd.length);
}

/** The line that says which interpreter it was recorded from. */
export function recordedFrom(name: string): string | undefined {
  const file = recordingPath(name);
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n', 1)[0] : undefined;
}

/** Writes a recording; `interpreter` says in one line which interpreter it comes from. */
export function writeRecording(name: string, interpreter: string, output: string): void {
  writeFileSync(recordingPath(name), `${interpreter}\n${headerEnd}${output}`);
}

function recordingPath(name: string): string {
  return join(recordedFolder, `${name}.txt`);
}
