// Timers on the board's own oscillator.
import { expect, test } from 'vitest';
import { Bench } from './bench.ts';

test('timeouts and intervals fire in order, at their times', () => {
  const bench = new Bench();
  bench.prints('function at(n){print(n,Math.round((getTime()-t)*1000))}');
  bench.prints('echo(0)');
  bench.prints(
    't=getTime();setTimeout(at,250,"once");i=setInterval(at,100,"each");setTimeout(function(){clearInterval(i)},350)',
  );
  const lines = bench.advance(1000).match(/\w+ \d+/g);
  expect(lines).toEqual(['each 100', 'each 200', 'once 250', 'each 300']);
});

test('changeInterval changes the rhythm from now on', () => {
  const bench = new Bench();
  bench.prints('n=0;i=setInterval(function(){n++},1000)');
  bench.advance(500);
  bench.prints('changeInterval(i,100)');
  bench.advance(450);
  expect(bench.value('n')).toBe(4);
});

test('an interval that throws goes on', () => {
  const bench = new Bench();
  bench.prints('setInterval(function(){throw new Error("each time")},100)');
  expect(bench.advance(350).match(/Uncaught Error: each time/g)).toHaveLength(3);
});

test('the oscillator’s error moves timers and the clock together', () => {
  const bench = new Bench();
  bench.board.setOscillatorPpm(1000);
  bench.prints('n=0;setTime(0);setInterval(function(){n++},1000)');
  bench.clock.advance(1_000_000);
  expect(bench.value('n')).toBe(1001);
  expect(bench.value('getTime()')).toBeCloseTo(1001, 1);
  // A change takes effect at once, also for a timer that is already waiting.
  bench.prints('clearInterval();late=0;setTimeout(function(){late=1},1000)');
  bench.board.setOscillatorPpm(-500_000);
  bench.clock.advance(1500);
  expect(bench.value('late')).toBe(0);
  bench.clock.advance(600);
  expect(bench.value('late')).toBe(1);
});

test('Date.now has fractions, setTime moves it', () => {
  const bench = new Bench();
  bench.prints('setTime(1234567890)');
  bench.clock.advance(1);
  const now = bench.value('Date.now()') as number;
  expect(now).toBeGreaterThan(1234567890000);
  expect(now % 1).not.toBe(0);
  expect(bench.value('new Date().toISOString().substr(0,19)')).toBe('2009-02-13T23:31:30');
});

test('a year with nothing to do costs nothing', () => {
  const bench = new Bench();
  expect(bench.clock.nextMs).toBeUndefined();
  const before = bench.board.figures.wakeUps;
  bench.clock.advance(365 * 86_400_000);
  expect(bench.board.figures.wakeUps).toBe(before);
});
