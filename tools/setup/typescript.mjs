// Runs a TypeScript file of the checkout through tsx in a process of its own, in the same terminal.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, say } from './root.mjs';

/**
 * Runs `file` and waits for it. Ctrl-C reaches the program itself, which ends in its own way.
 * @param {string} file absolute path
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function runTypeScript(file, args) {
  if (!existsSync(file)) {
    say(`klarkode: there is no file ${relative(process.cwd(), file)}.`);
    return 1;
  }
  // Resolved from here, so that it works from every working directory.
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return runProgram(process.execPath, ['--import', loader, file, ...args], process.cwd());
}

/**
 * Runs a program of the installation (`tsc`, `vitest`, ...) in the checkout and waits for it.
 * @param {string} script path of its JavaScript below node_modules
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function runInstalled(script, args) {
  return runProgram(process.execPath, [`${root}/node_modules/${script}`, ...args], root);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<number>}
 */
function runProgram(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit' });
    // The terminal sends Ctrl-C to both; the child decides when it has ended. A kill is passed on.
    const ignore = () => {};
    const passOn = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore);
    process.on('SIGTERM', passOn);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', passOn);
      if (signal === 'SIGINT') resolve(130);
      else if (signal === 'SIGTERM') resolve(143);
      else resolve(code ?? 1);
    });
  });
}
