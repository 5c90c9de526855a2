// The page's files, made in memory when the desk starts: the bundle by esbuild, the type from its package.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Asset {
  readonly type: string;
  readonly body: Uint8Array;
}

const fontPackage = '@fontsource/atkinson-hyperlegible';

/** Every file of the page by its path. Rejects when the page's sources do not compile. */
export async function pageAssets(): Promise<ReadonlyMap<string, Asset>> {
  const page = (name: string): string => fileURLToPath(new URL(`page/${name}`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [page('main.tsx'), page('desk.css')],
    outdir: '/',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['/fonts/*'],
    legalComments: 'none',
    logLevel: 'silent',
  });
  const assets = new Map<string, Asset>();
  for (const file of outputFiles) {
    const script = file.path.endsWith('.js');
    const type = script ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8';
    assets.set(script ? '/desk.js' : '/desk.css', { type, body: file.contents });
  }
  assets.set('/', { type: 'text/html; charset=utf-8', body: await readFile(page('index.html')) });
  const require = createRequire(import.meta.url);
  for (const weight of ['400', '700']) {
    const file = require.resolve(`${fontPackage}/files/atkinson-hyperlegible-latin-${weight}-normal.woff2`);
    assets.set(`/fonts/${weight}.woff2`, { type: 'font/woff2', body: await readFile(file) });
  }
  return assets;
}
