// The checkout's own files as text, and what each imports. Only reads.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../../tools/setup/root.mjs';

export interface SourceFile {
  /** Relative to the checkout's top, with slashes: `firmware/core/otp.ts`. */
  readonly path: string;
  readonly text: string;
}

const binary = /\.(png|ico|woff2?|ttf|pdf|stl|wav|bin|gz)$/;
const notOurs = new Set(['.git', 'node_modules', 'dist', 'coverage', '.klarkode']);

/** Every text file that is committed or about to be, in the order of the paths. */
export function checkoutFiles(): SourceFile[] {
  return pathsInCheckout()
    .filter((path) => !binary.test(path) && existsSync(join(root, path)))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function pathsInCheckout(): string[] {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  if (listed.status === 0) return listed.stdout.split('\0').filter((path) => path !== '');
  // An unpacked archive: nothing but the project's own files is there.
  return pathsBelow('');
}

function pathsBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (notOurs.has(entry.name)) return [];
    if (entry.isDirectory()) return pathsBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** True for a file that a person writes in TypeScript or JavaScript. */
export function isCode(file: SourceFile): boolean {
  return /\.(ts|tsx|mjs|js)$/.test(file.path);
}

const quoted = `\\s*['"]([^'"\\n]+)['"]`;
const importForms = [
  // import x from '...'; import type { x } from '...'; import * as x from '...'
  new RegExp(`(?:^|;)\\s*import\\s[\\w\\s{},*$]*?\\bfrom${quoted}`, 'gm'),
  // import '...'
  new RegExp(`(?:^|;)\\s*import${quoted}`, 'gm'),
  // export { x } from '...'; export * from '...'
  new RegExp(`(?:^|;)\\s*export\\s+(?:type\\s+)?(?:\\*|\\{)[\\w\\s{},*$]*?\\bfrom${quoted}`, 'gm'),
  // import('...'), as a call or in a type
  new RegExp(`\\bimport\\(${quoted}`, 'g'),
];

/** What the file imports, as written, types included. Reads text, not syntax: it rather sees too much than too little. */
export function importsOf(file: SourceFile): string[] {
  const text = withoutComments(file.text);
  return importForms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''));
}

/** The text without its comments, or nearly: it also takes what looks like a comment in a string. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** Where a relative import leads, as a path of the checkout; undefined for a package. */
export function targetOf(file: SourceFile, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file.path), specifier) : undefined;
}
