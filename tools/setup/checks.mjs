// The checks that need no test: types, lint and format. Each is one program of the installation.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, say, secondsSince } from './root.mjs';
import { runInstalled } from './typescript.mjs';

// The page runs in a browser, so it has types of its own.
const pageProject = 'simulator/desk/page';

const checks = [
  { name: 'types', script: 'typescript/bin/tsc', args: ['--noEmit'] },
  ...(existsSync(join(root, pageProject, 'tsconfig.json'))
    ? [{ name: 'types of the page', script: 'typescript/bin/tsc', args: ['--noEmit', '--project', pageProject] }]
    : []),
  { name: 'lint', script: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  {
    name: 'format',
    script: 'prettier/bin/prettier.cjs',
    args: ['--check', '--log-level=warn', '--cache', '--cache-strategy=content', '.'],
  },
];

/**
 * Runs every check; each says on its own what it found.
 * @returns {Promise<string[]>} the names of those that failed
 */
export async function runChecks() {
  const failed = [];
  for (const { name, script, args } of checks) {
    const startMs = performance.now();
    const passed = (await runInstalled(script, args)) === 0;
    say(`${passed ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(startMs)})`);
    if (!passed) failed.push(name);
  }
  return failed;
}
