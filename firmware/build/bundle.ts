// Bundles one entry file into one expression that Espruino can run in place from flash: `(function(h){...})`. What Espruino
// can't parse is lowered or refused here by esbuild; what esbuild doesn't see is refused by dialect.ts.
import { build, transform, type BuildResult, type Plugin } from 'esbuild';
import { resolve } from 'node:path';
import { hashParameter } from './constants.ts';
import { flatten } from './flatten.ts';
import { exactly } from './names.ts';
import { order } from './order.ts';
import { part } from './part.ts';
import { hotNames, rareFunctions } from './parts.ts';
import { renameOf } from './rename-of.ts';
import { scatter } from './scatter.ts';
import { settle } from './settle.ts';
import { squeeze } from './squeeze.ts';

export interface BundleOptions {
  /** Path of the entry file. */
  readonly entry: string;
  /** The firmware folder: where `#display` is looked up. */
  readonly firmware: string;
  /** The file in firmware/espruino/displays that `#display` stands for, without its ending. */
  readonly displayDriver: string;
  /** esbuild's `define`. */
  readonly constants: Readonly<Record<string, string>>;
  /** Property names that must not be shortened; undefined shortens none. */
  readonly keptNames?: readonly string[];
}

/** Syntax that Espruino lacks: esbuild lowers it, or fails and points at the source line. */
const lacking = [
  'array-spread',
  'async-await',
  'async-generator',
  'bigint',
  'class-field',
  'class-private-accessor',
  'class-private-brand-check',
  'class-private-field',
  'class-private-method',
  'class-private-static-accessor',
  'class-private-static-field',
  'class-private-static-method',
  'class-static-blocks',
  'class-static-field',
  'decorators',
  'default-argument',
  'destructuring',
  'dynamic-import',
  'exponent-operator',
  'for-await',
  'generator',
  'import-meta',
  'logical-assignment',
  'nested-rest-binding',
  'new-target',
  'object-accessors',
  'object-rest-spread',
  'optional-chain',
  'regexp-dot-all-flag',
  'regexp-lookbehind-assertions',
  'regexp-match-indices',
  'regexp-named-capture-groups',
  'regexp-set-notation',
  'regexp-sticky-and-unicode-flags',
  'regexp-unicode-property-escapes',
  'rest-argument',
  'top-level-await',
  'unicode-escapes',
  'using',
] as const;

/** What may come out, of both passes. */
const language = {
  target: 'es2015',
  supported: { ...Object.fromEntries(lacking.map((feature) => [feature, false])), 'nullish-coalescing': true },
  charset: 'ascii',
  legalComments: 'none',
} as const;

/**
 * The bundle's text: ASCII, one function expression that takes the firmware hash.
 * @throws when esbuild refuses the source; its message names the file and line
 */
export async function bundle(options: BundleOptions): Promise<string> {
  const { outputFiles } = await run(options);
  const whole = squeeze(asExpression((outputFiles?.[0]?.text ?? '').trimEnd()));
  const parted = order(part(plain(whole), rareFunctions), hotNames);
  // An expression that nobody uses would be dropped: it is given to a name meanwhile.
  const { code } = await transform(`$=${parted}`, { ...language, minify: true });
  return renameOf(squeeze(printable(/^\$=(.*);$/s.exec(code.trim())?.[1] ?? '')));
}

/** Without what only a program of many machines would need. */
function plain(whole: string): string {
  let text = flatten(whole);
  for (let before = ''; before !== text;) {
    before = text;
    for (let next = scatter(text); next !== undefined; next = scatter(text)) text = next;
    text = settle(text);
  }
  return text;
}

/**
 * The source files that the entry imports, and theirs: absolute paths.
 * @throws when esbuild refuses the source
 */
export async function bundledSources(options: BundleOptions): Promise<readonly string[]> {
  const { metafile } = await run(options);
  return Object.keys(metafile?.inputs ?? {}).map((file) => resolve(options.firmware, file));
}

function run(options: BundleOptions): Promise<BuildResult> {
  return build({
    entryPoints: [options.entry],
    absWorkingDir: options.firmware,
    bundle: true,
    write: false,
    metafile: true,
    // Neither wrapper nor shim around `require`; asExpression wraps.
    format: 'cjs',
    // Leaves require(...) to the interpreter, whose modules these are.
    platform: 'node',
    external: ['Flash', 'Storage', 'crypto'],
    ...language,
    // Names stay as they are until the rare functions have been told by them.
    minifySyntax: true,
    define: { ...options.constants },
    // Without the repository's own tsconfig: what the device runs depends on nothing but this file and the sources.
    tsconfigRaw: {},
    ...(options.keptNames ? { mangleProps: /./, reserveProps: exactly(options.keptNames) } : {}),
    plugins: [displayOf(options)],
    logLevel: 'silent',
  });
}

/** `import ... from '#display'` is the board's display driver. */
function displayOf(options: BundleOptions): Plugin {
  return {
    name: 'display',
    setup(context) {
      context.onResolve({ filter: /^#display$/ }, () => ({
        path: resolve(options.firmware, 'espruino', 'displays', `${options.displayDriver}.ts`),
      }));
    },
  };
}

/** Control characters that esbuild left as they are inside strings, escaped: the upload and the interpreter take plain lines. */
function printable(text: string): string {
  return text.replace(/[^\n\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** One function that `.boot0` calls with the firmware hash; nothing that the bundle declares becomes a global. */
function asExpression(text: string): string {
  return `(function(${hashParameter}){${text.replace(/^"use strict";/, '')}})`;
}
