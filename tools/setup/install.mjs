// Puts the packages of package-lock.json in place when they are missing or others. Plain Node: it runs
// before anything is installed. It never runs a package's install script, so that nothing is fetched
// from anywhere but the npm registry (every native part comes ready-made inside its package).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, root, say, secondsSince } from './root.mjs';

const oldestNode = [20, 19];

/** Ends the process with a sentence when this Node is too old to run the project. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = oldestNode;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  giveUp(
    `this is Node ${process.versions.node}; Klarkode needs Node ${oldestNode.join('.')} or newer (https://nodejs.org).`,
  );
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * The packages that are missing or not the locked ones. An optional package may be missing: those for other
 * machines are.
 * @param {LockedPackages} locked what package-lock.json names
 * @param {LockedPackages} installed what npm noted in node_modules
 * @returns {string[]} their paths
 */
export function packagesToInstall(locked, installed) {
  return Object.keys(locked).filter((path) => {
    if (path === '') return false;
    const wanted = locked[path];
    const present = installed[path];
    if (present === undefined) return wanted?.optional !== true && wanted?.devOptional !== true;
    return present.version !== wanted?.version || present.integrity !== wanted?.integrity;
  });
}

/**
 * @param {string} file
 * @returns {LockedPackages | undefined} undefined when there is no such file, or no JSON in it
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/** Installs what package-lock.json asks for, when it is not there already; ends the process when that fails. */
export function ensureInstalled() {
  requireNode();
  const locked = readPackages(join(root, 'package-lock.json'));
  if (locked === undefined) giveUp('package-lock.json is missing or damaged; check the project out again.');
  // npm writes this file last, so an installation that was cut off has none.
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (installed !== undefined && packagesToInstall(locked, installed).length === 0) return;

  say('Installing the packages of package-lock.json from the npm registry (npm ci) ...');
  const startMs = performance.now();
  const done = npm([
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (done.status !== 0) {
    giveUp(
      `npm ci failed (${done.error?.message ?? `exit code ${done.status}`}); its message stands above. Is the npm registry within reach?`,
    );
  }
  say(`Installed in ${secondsSince(startMs)}.`);
}

/** @param {string[]} args */
function npm(args) {
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  const cli = process.env['npm_execpath'];
  if (cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)) return spawnSync(process.execPath, [cli, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
