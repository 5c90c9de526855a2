// ESPRUINO=/path/to/espruino node tools/setup/run.mjs test/bench/token-price.ts: whether the cost model's tokens follow
// the real interpreter's time. Small programs of different kinds, each in instructions under valgrind's callgrind beside
// the tokens that the virtual board counts for it. The closer the last column keeps together, the better the model.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getEspruino } from '../../tools/setup/espruino.mjs';
import { giveUp } from '../../tools/setup/root.mjs';
import { identify } from '../conformance/real-console.ts';
import { Bench } from '../unit/board/bench.ts';

const programs: Readonly<Record<string, string>> = {
  'an empty loop': 'function f(){for(var i=0;i<20;i++);}',
  'sums in a loop': 'function f(){var a=1;for(var i=0;i<20;i++){a=a+i;a=a^7}}',
  'calls of a function': 'function g(a){return a+1}function f(){for(var i=0;i<20;i++)g(i)}',
  'ways not taken': 'function g(){}function f(){for(var i=0;i<20;i++){if(i<0){g(1);g(2);g(3);g(4)}else i?1:g(5)}}',
  strings: 'function f(){var s="";for(var i=0;i<20;i++)s+="ab"+i}',
  objects: 'function f(){for(var i=0;i<20;i++)[{a:i,b:2}]}',
  'a switch':
    'function f(){for(var i=0;i<20;i++)switch(i&3){case 0:i;break;case 1:i+1;break;case 2:i+2;break;case 3:i+3}}',
  'bytes of a typed array': 'var u=new Uint8Array(20);function f(){for(var i=0;i<20;i++)u[i]=u[i]>>>1^u[19-i]<<3}',
};
const rounds = [20, 60] as const;

const binary = process.env['ESPRUINO'] ?? '';
if (binary === '') giveUp(`set ESPRUINO to the path of a real interpreter; ${getEspruino}.`);
await identify(binary).catch((error: unknown) => giveUp(error instanceof Error ? error.message : String(error)));
const folder = mkdtempSync(join(tmpdir(), 'klarkode-price-'));
try {
  console.log(
    `${'one call of'.padEnd(28)}${'instructions'.padStart(14)}${'tokens'.padStart(10)}${'a token'.padStart(10)}`,
  );
  for (const [title, program] of Object.entries(programs)) {
    const instructions = perCall((calls) => instructionsOf(program, calls));
    const tokens = perCall((calls) => tokensOf(program, calls));
    const columns = [instructions.toFixed(0).padStart(14), tokens.toFixed(0).padStart(10)];
    console.log(`${title.padEnd(28)}${columns.join('')}${(instructions / tokens).toFixed(0).padStart(10)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What is the same for every number of calls falls out. */
function perCall(cost: (calls: number) => number): number {
  return (cost(rounds[1]) - cost(rounds[0])) / (rounds[1] - rounds[0]);
}

function instructionsOf(program: string, calls: number): number {
  const file = join(folder, 'program.js');
  writeFileSync(file, `${program};${'f();'.repeat(calls)}`);
  const valgrind = ['--tool=callgrind', '--callgrind-out-file=/dev/null', binary, file];
  const { stderr: said, error } = spawnSync('valgrind', valgrind, { encoding: 'utf8' });
  if (error) giveUp(`valgrind did not run: ${error.message}. Install valgrind, with callgrind.`);
  return Number(/Collected : (\d+)/.exec(said)?.[1] ?? Number.NaN);
}

function tokensOf(program: string, calls: number): number {
  const bench = new Bench({ countCosts: true, files: { '.bootcde': `${program};${'f();'.repeat(calls)}` } });
  return bench.board.figures.costs!.tokens;
}
