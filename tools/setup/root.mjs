// Where the checkout lies, and how a step of the set-up says what it is doing. Plain Node: this runs
// before anything is installed, so it must never import a package.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder, without a trailing slash. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** True where a skip is a failure. */
export const continuousIntegration = /^(1|true)$/i.test(process.env['CI'] ?? '');

/**
 * Tells a person what happens, on stderr: stdout belongs to the program that is being prepared.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Ends the process with one sentence instead of a stack.
 * @param {string} sentence what is wrong, and what to do
 * @returns {never}
 */
export function giveUp(sentence) {
  say(`klarkode: ${sentence}`);
  process.exit(1);
}

/**
 * Seconds since a moment of `performance.now()`, for people.
 * @param {number} startMs
 */
export function secondsSince(startMs) {
  return `${((performance.now() - startMs) / 1000).toFixed(1)} s`;
}
