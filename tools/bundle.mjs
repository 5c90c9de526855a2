// Makes one JavaScript file of the technician's tool and keeps it in dist/tools, because loading its many TypeScript
// files one by one takes a second, every time. The file is made anew whenever a source has changed.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fingerprintOf } from './setup/fingerprint.mjs';
import { root } from './setup/root.mjs';

const sources = ['tools', 'firmware/core', 'firmware/host', 'hardware', 'package-lock.json'];
const folder = join(root, 'dist', 'tools');

/**
 * The tool as one file. Safe for several processes at once.
 * @returns {Promise<string>} its file URL
 */
export async function bundledTool() {
  const fingerprint = fingerprintOf(sources.map((path) => join(root, path)));
  const file = join(folder, `klarkode-${fingerprint.slice(0, 16)}.mjs`);
  if (!existsSync(file)) await bundleInto(file);
  return pathToFileURL(file).href;
}

/** @param {string} file */
async function bundleInto(file) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(root, 'tools', 'main.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
    plugins: [
      { name: 'own place', setup: (bundler) => bundler.onLoad({ filter: /[/\\]tools[/\\].*\.ts$/ }, withOwnPlace) },
    ],
  });
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, outputFiles[0]?.contents ?? '');
  renameSync(unfinished, file);
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.mjs') && name !== basename(file)) rmSync(join(folder, name), { force: true });
  }
}

/**
 * A module that asks where it lies gets the place of its source, not that of the bundle.
 * @param {{ path: string }} module
 */
function withOwnPlace({ path }) {
  const place = JSON.stringify(pathToFileURL(path).href);
  return {
    contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place),
    loader: /** @type {const} */ ('ts'),
  };
}
