// Which property names the bundler may shorten. Espruino pays for a name's length in bytes, in variables and at every look-up,
// so our own names become one or two letters. Never shortened: the language's names, the names of Espruino's API (all of
// firmware/espruino/*.d.ts), and every name that is also a string somewhere, because a string may be used to look it up.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { languageMembers, missingMembers } from './dialect/surface.ts';

/** The folders, below firmware/, whose code goes on the device. */
export const deviceFolders = ['core', 'espruino', 'products', 'token'] as const;

/**
 * The property names that must stay as they are, sorted.
 * @param firmware path of the firmware folder
 */
export function keptNames(firmware: string): readonly string[] {
  const kept = new Set<string>([...languageMembers, ...missingMembers]);
  for (const file of deviceSources(firmware)) {
    const text = withoutComments(readFileSync(file, 'utf8'));
    const pattern = file.endsWith('.d.ts')
      ? /\b([A-Za-z_$][\w$]*)\??\s*[:(<]/g
      : /(?<=(['"`]))([A-Za-z_$][\w$]*)(?=\1)/g;
    for (const match of text.matchAll(pattern)) kept.add(match[2] ?? match[1] ?? '');
  }
  return [...kept].sort();
}

/** A pattern that matches exactly those names. */
export function exactly(names: readonly string[]): RegExp {
  return new RegExp(`^(?:${names.map((name) => name.replace(/\$/g, '\\$&')).join('|')})$`);
}

/** Every TypeScript file that may go on the device, sorted. */
export function deviceSources(firmware: string): readonly string[] {
  return deviceFolders
    .flatMap((folder) => filesBelow(join(firmware, folder)))
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
}
