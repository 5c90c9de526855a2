// The cost counters: what they promise in simulator/board/costs.ts, and that a program does not notice them.
import { expect, test } from 'vitest';
import type { CostCounters } from '../../../simulator/board/costs.ts';
import { expectedOfVirtual } from '../../conformance/known-differences.ts';
import { loadCases, readRecording } from '../../conformance/cases.ts';
import { play } from '../../conformance/play.ts';
import { openVirtualConsole } from '../../conformance/virtual-console.ts';
import { Bench } from './bench.ts';

/** What calling that function once costs, without the line that calls it. */
function costOf(program: string, call = 'f()'): CostCounters {
  const bench = new Bench({ countCosts: true });
  bench.prints(`${program};var nothing=0`);
  const cost = (line: string): CostCounters => {
    const before = bench.board.figures.costs!;
    expect(bench.say(`\x10${line};\n`)).toBe('');
    const after = bench.board.figures.costs!;
    return {
      statements: after.statements - before.statements,
      tokens: after.tokens - before.tokens,
      calls: after.calls - before.calls,
      allocations: after.allocations - before.allocations,
    };
  };
  const idle = cost('nothing');
  const whole = cost(call);
  // `f();` has two tokens more than `nothing;`.
  return {
    statements: whole.statements - idle.statements,
    tokens: whole.tokens - idle.tokens - 2,
    calls: whole.calls - idle.calls,
    allocations: whole.allocations - idle.allocations,
  };
}

test.each([
  ['nothing in it', 'function f(){}', { statements: 0, tokens: 0, calls: 1, allocations: 1 }],
  ['one statement', 'var a;function f(){a=1;}', { statements: 1, tokens: 4, calls: 1, allocations: 1 }],
  [
    'the same as one expression',
    'var a;function f(){a=1,a=2,a=3;}',
    { statements: 3, tokens: 12, calls: 1, allocations: 1 },
  ],
  ['an arrow with an expression', 'var f=()=>1+2', { statements: 0, tokens: 3, calls: 1, allocations: 1 }],
  [
    'parameters that nobody gave, and a declaration',
    'function f(a,b){var c;}',
    { statements: 1, tokens: 3, calls: 1, allocations: 4 },
  ],
  // if ( 0 ) { } else { } are 9.
  [
    'the way not taken is not',
    'var a;function f(){if(0){a=1;a=2;}else{a=3;}}',
    { statements: 2, tokens: 9 + 4, calls: 1, allocations: 1 },
  ],
  [
    'what stands behind a return is not',
    'var a;function f(){return;a=1;a=2}',
    { statements: 1, tokens: 2, calls: 1, allocations: 1 },
  ],
  // for ( var i = 0 ; i < 3 ; i ++ ) ; and for each of three rounds `i<3`, `i++`, `;`.
  ['a loop', 'function f(){for(var i=0;i<3;i++);}', { statements: 4, tokens: 14 + 3 * 6, calls: 1, allocations: 2 }],
  [
    'a switch and the case that runs',
    'var a=2;function f(){switch(a){case 1:a=1;break;case 2:a=2}}',
    { statements: 2, tokens: 12 + 3, calls: 1, allocations: 1 },
  ],
  [
    'a function that is only defined',
    'function f(){var g=function(){return 1};}',
    { statements: 1, tokens: 9, calls: 1, allocations: 3 },
  ],
  [
    'strings, sums of strings, and what built-in functions make',
    'function f(){"a"+"b";1+2;"a,b".split(",");}',
    { statements: 3, tokens: 15, calls: 1, allocations: 1 + 3 + 2 + 3 },
  ],
  ['objects and arrays', 'function f(){[{},{a:[]}]}', { statements: 1, tokens: 11, calls: 1, allocations: 5 }],
  [
    'only the branch that is taken makes something',
    'function f(){0?[[]]:1&&[];}',
    { statements: 3, tokens: 4 + 2 + 2, calls: 1, allocations: 2 },
  ],
])('%s', (_what, program, cost) => {
  expect(costOf(program)).toEqual(cost);
});

test('programs are made of the same costs, whatever the time is', () => {
  const program = 'function f(){var s="";for(let i=0;i<9;i++)s+=i;return s}';
  expect(costOf(program)).toEqual(costOf(program));
});

test('costs count from power-on, and only where they are asked for', () => {
  const bench = new Bench({ countCosts: true, files: { '.boot0': 'var a=1;a=2' } });
  const start = bench.board.figures.costs!;
  expect(start.statements).toBe(2);
  bench.say('\x10a=3\n');
  expect(bench.board.figures.costs!.statements).toBeGreaterThan(start.statements);
  bench.board.powerOff();
  bench.board.powerOn();
  expect(bench.board.figures.costs).toEqual(start);
  expect(new Bench().board.figures.costs).toBeUndefined();
});

test('the serial bytes of both directions are counted', () => {
  const bench = new Bench();
  const before = bench.board.figures;
  const answer = bench.say('\x10print("abc")\n');
  expect(bench.board.figures.serialBytesReceived - before.serialBytesReceived).toBe(14);
  expect(bench.board.figures.serialBytesSent - before.serialBytesSent).toBe(answer.length);
});

// `printing` prints a function's text, which shows its counters.
const unaware = loadCases().filter(({ name, realOnly }) => realOnly === undefined && name !== 'printing');

test.each(unaware.map((example) => [example.name, example] as const))('%s does not notice', async (name, example) => {
  const board = openVirtualConsole({ countCosts: true });
  try {
    expect(await play(board, example)).toBe(expectedOfVirtual(name, readRecording(name)!));
  } finally {
    await board.close();
  }
});
