// Keeps dist/firmware in step with its sources: builds when a source, the lock file or a built file changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say, secondsSince } from './root.mjs';
import { runTypeScript } from './typescript.mjs';

const builder = join(root, 'firmware', 'build', 'main.ts');
const output = join(root, 'dist', 'firmware');
const stamp = join(root, 'dist', 'firmware.sha256');

/**
 * Builds the firmware unless dist/firmware is already what the sources give.
 * @returns {Promise<boolean>} false when the build failed; it has said why
 */
export async function ensureFirmware() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return true;
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
  writeFileSync(stamp, fingerprint());
  say(`Built in ${secondsSince(startMs)}.`);
  return true;
}

/** A hash over everything that the build reads and everything that it wrote. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const folder of [join(root, 'firmware'), join(root, 'hardware'), output]) {
    for (const file of filesBelow(folder)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  // The bundler and the typeface come from there.
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]} sorted paths; none when there is no such folder
 */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
