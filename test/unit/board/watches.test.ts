// setWatch: edges, Espruino's debouncing, and pins as objects.
import { expect, test } from 'vitest';
import { Bench } from './bench.ts';

function watch(options: string): Bench {
  const bench = new Bench();
  bench.prints(
    `setTime(0);events=[];setWatch(function(e){events.push([e.state,Math.round(e.time*1000)])},BTN1,${options})`,
  );
  return bench;
}

/** Plays levels, each held for so many milliseconds. */
function play(bench: Bench, ...levels: readonly (readonly [0 | 1, number])[]): void {
  for (const [level, holdMs] of levels) {
    bench.board.setPin('BTN1', level);
    bench.clock.advance(holdMs);
  }
}

test('a bouncing key is one press, timed from its last edge', () => {
  const bench = watch('{repeat:true,edge:"both",debounce:20}');
  const start = bench.clock.nowMs;
  play(bench, [1, 3], [0, 2], [1, 4], [0, 1], [1, 100], [0, 2], [1, 2], [0, 100]);
  const events = bench.value('events') as [boolean, number][];
  expect(events.map(([state]) => state)).toEqual([true, false]);
  expect(events[0]![1] - (start - 1)).toBeGreaterThanOrEqual(9);
  expect(events[0]![1] - (start - 1)).toBeLessThanOrEqual(12);
});

test('a pulse shorter than the debounce time is nothing', () => {
  const bench = watch('{repeat:true,edge:"both",debounce:20}');
  play(bench, [1, 10], [0, 100]);
  expect(bench.value('events')).toEqual([]);
});

test('without debounce every edge counts; rising alone leaves out the others', () => {
  const bench = watch('{repeat:true,edge:"rising",debounce:0}');
  play(bench, [1, 1], [0, 1], [1, 1], [0, 1]);
  expect((bench.value('events') as unknown[]).length).toBe(2);
});

test('a watch that does not repeat fires once', () => {
  const bench = watch('{edge:"both",debounce:0}');
  play(bench, [1, 1], [0, 1], [1, 1]);
  expect((bench.value('events') as unknown[]).length).toBe(1);
});

test('clearWatch ends it, also while a change is waiting', () => {
  const bench = watch('{repeat:true,edge:"both",debounce:20}');
  play(bench, [1, 5]);
  bench.prints('clearWatch()');
  play(bench, [0, 100]);
  expect(bench.value('events')).toEqual([]);
});

test('buttons default to rising and 25 ms', () => {
  const bench = watch('{repeat:true}');
  play(bench, [1, 24], [0, 50], [1, 26], [0, 50]);
  expect(bench.value('events')).toHaveLength(1);
});

test('the event carries time, lastTime and the pin', () => {
  const bench = new Bench();
  bench.prints('setWatch(function(e){print(typeof e.time,e.lastTime,e.pin===BTN1)},BTN1,{repeat:true,edge:"both"})');
  bench.board.setPin('BTN1', 1);
  expect(bench.advance(30)).toContain('number undefined true');
});

test('pins are objects: read, write, mode, by name or by number', () => {
  const bench = new Bench();
  bench.board.setPin('BTN1', 1);
  expect(
    bench.value('[BTN1.read(),digitalRead(BTN1),new Pin("BTN1")===BTN1,""+BTN1,new Pin("nothing")===BTN1]'),
  ).toEqual([true, 1, true, 'BTN1', false]);
  bench.prints('pinMode(D5,"input_pullup")');
  expect(bench.value('[D5.getMode(),D5.read()]')).toEqual(['input_pullup', true]);
  bench.prints('D6.set();digitalWrite(D7,0)');
  expect(bench.value('[digitalRead(D6),D7.read(),digitalRead([D6,D7])]')).toEqual([1, false, 2]);
  expect(bench.prints('digitalWrite("zz",1)')).toBe('Uncaught Error: Invalid pin\n');
});

test('a pin that the board has not can’t be moved from outside', () => {
  expect(() => new Bench().board.setPin('Z9', 1)).toThrow('has no pin Z9');
});
