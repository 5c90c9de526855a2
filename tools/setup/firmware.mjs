// Keeps dist/firmware in step with its sources: builds when a source, the lock file or a built file changed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprint.mjs';
import { root, say, secondsSince } from './root.mjs';
import { runTypeScript } from './typescript.mjs';

const builder = join(root, 'firmware', 'build', 'main.ts');
const stamp = join(root, 'dist', 'firmware.sha256');
// Everything that the build reads (the bundler and the typeface come from the packages) and everything that it wrote.
const inputsAndOutputs = ['firmware', 'hardware', 'package-lock.json', 'dist/firmware'].map((path) => join(root, path));

/**
 * Builds the firmware unless dist/firmware is already what the sources give.
 * @returns {Promise<boolean>} false when the build failed; it has said why
 */
export async function ensureFirmware() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprintOf(inputsAndOutputs)) return true;
  return buildFirmware([]);
}

/**
 * Builds the firmware.
 * @param {string[]} args passed on to the builder
 * @returns {Promise<boolean>} false when the build failed; it has said why
 */
export async function buildFirmware(args) {
  say('Building the firmware ...');
  const startMs = performance.now();
  if ((await runTypeScript(builder, args)) !== 0) return false;
  writeFileSync(stamp, fingerprintOf(inputsAndOutputs));
  say(`Built in ${secondsSince(startMs)}.`);
  return true;
}
