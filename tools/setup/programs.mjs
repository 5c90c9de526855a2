// The programs outside npm that tests use. On Debian as root they are installed; elsewhere they are named, with
// the tests that are skipped without them. Nothing but the tests may need one of these.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { continuousIntegration, say, secondsSince } from './root.mjs';

/**
 * @typedef {object} Program
 * @property {string} name as it is found on the PATH
 * @property {string} debianPackage
 * @property {readonly string[]} [withPackages] what it can't do its work without
 * @property {string} neededBy the tests that are skipped without it
 */

/** @type {readonly Program[]} */
export const programs = [
  { name: 'chromium', debianPackage: 'chromium', neededBy: 'the desk in a real browser (test/browser)' },
  {
    name: 'oathtool',
    debianPackage: 'oathtool',
    neededBy: 'the comparison of our codes with oathtool (test/differential)',
  },
  {
    name: 'pocketsphinx_batch',
    debianPackage: 'pocketsphinx',
    withPackages: ['pocketsphinx-en-us'],
    neededBy: 'what a recogniser hears of spoken codes (test/intelligibility)',
  },
];

/**
 * @param {string} name
 * @returns {string | undefined} the path of that program, or undefined when it is not on the PATH
 */
export function findProgram(name) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      if (folder === '') continue;
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/**
 * Installs the missing programs where that is possible, and says which ones stay missing.
 * @returns {number} how many are missing, when that is a failure (`CI=true`); else 0
 */
export function ensurePrograms() {
  let missing = missingPrograms();
  if (missing.length > 0 && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    installWithApt(missing.flatMap(packagesOf));
    missing = missingPrograms();
  }
  for (const program of missing) {
    say(
      continuousIntegration
        ? `Missing program: ${program.name}. It is needed for ${program.neededBy}.`
        : `Missing program: ${program.name}. Skipped without it: ${program.neededBy}. On Debian: apt-get install ${packagesOf(program).join(' ')}`,
    );
  }
  return continuousIntegration ? missing.length : 0;
}

/** @param {Program} program */
function packagesOf(program) {
  return [program.debianPackage, ...(program.withPackages ?? [])];
}

function missingPrograms() {
  return programs.filter((program) => findProgram(program.name) === undefined);
}

/** @param {string[]} packages */
function installWithApt(packages) {
  say(`Installing ${packages.join(' and ')} (apt-get) ...`);
  const startMs = performance.now();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', ...packages],
  ];
  for (const step of steps) {
    const done = spawnSync('apt-get', step, { env, encoding: 'utf8' });
    if (done.status === 0) continue;
    say(`apt-get ${step.join(' ')} failed: ${done.error?.message ?? done.stderr.trim()}`);
    return;
  }
  say(`Installed in ${secondsSince(startMs)}.`);
}
