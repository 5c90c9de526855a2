// `npm run properties`: the tests that draw their cases, with many times more of them (`--times 20`) and another seed than the last time
// (`--seed`: that one again).
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { times: { type: 'string', default: '20' }, seed: { type: 'string' } },
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('test', file))
  .filter((file) => readFileSync(file, 'utf8').includes('chance/property.ts'));
process.stdout.write(`${files.length} files, ${values.times} times as many cases, seed ${seed}\n`);
const { status } = spawnSync('npx', ['vitest', 'run', '--testTimeout=7200000', ...files], {
  stdio: 'inherit',
  env: { ...process.env, KLARKODE_SEED: seed, KLARKODE_TIMES: values.times },
});
process.exitCode = status ?? 1;
