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
 * @param bundled the files whose code is in the bundle; without it, all that could be
 */
export function keptNames(firmware: string, bundled?: readonly string[]): readonly string[] {
  const kept = new Set<string>([...languageMembers, ...missingMembers]);
  for (const file of deviceSources(firmware)) {
    if (bundled && !file.endsWith('.d.ts') && !bundled.includes(file)) continue;
    const text = withoutComments(readFileSync(file, 'utf8'));
    for (const name of file.endsWith('.d.ts') ? declaredIn(text) : [...stringsIn(text), ...enumMembersIn(text)]) {
      kept.add(name);
    }
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

/** Members and parameters that a declaration file names. */
function declaredIn(text: string): string[] {
  return [...text.matchAll(/\b([A-Za-z_$][\w$]*)\??\s*[:(<]/g)].map((match) => match[1] ?? '');
}

/** Strings that could be the name of a property. */
function stringsIn(text: string): string[] {
  return [...text.matchAll(/(?<=(['"`]))[A-Za-z_$][\w$]*(?=\1)/g)].map((match) => match[0]);
}

/** The bundler puts a member's value in its place only while it has its own name. */
function enumMembersIn(text: string): string[] {
  return [...text.matchAll(/\benum\s+\w+\s*\{([^}]*)\}/g)].flatMap(
    (match) => match[1]?.match(/[A-Za-z_$][\w$]*/g) ?? [],
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
}
