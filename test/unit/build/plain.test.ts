// What the build makes of a program of one machine: makers in the place of their only call, one name for each thing, no parameters
// that are always the same. It runs as before, and what could run otherwise is left alone.
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { dialectFindings } from '../../../firmware/build/dialect.ts';
import { flatten } from '../../../firmware/build/flatten.ts';
import { order } from '../../../firmware/build/order.ts';
import { scatter } from '../../../firmware/build/scatter.ts';
import { settle } from '../../../firmware/build/settle.ts';

/** Runs the bundle and collects what it says. */
function said(source: string): readonly unknown[] {
  const heard: unknown[] = [];
  const run: unknown = runInNewContext(source, { say: (value: unknown) => heard.push(value) });
  if (typeof run === 'function') run('hash');
  return heard;
}

const bundle = (body: string): string => `(function(h){${body}})`;
const bare = (source: string): string => source.replace(/\s+/g, ' ');

describe('flatten', () => {
  it('puts a maker in the place of its only call, with names of its own', () => {
    const source = bundle(`
      var x = 1, make = (x, f) => { const y = x + 1; let z = 0; return { next: () => { z += y; return f(z) } } },
        made = make(4, (n) => n * 10);
      say(made.next()); say(made.next()); say(x);`);
    const flat = flatten(source);
    expect(flat).not.toContain('make =');
    expect(said(flat)).toEqual([50, 100, 1]);
    expect(said(flat)).toEqual(said(source));
  });

  it('goes on with the maker that a maker called, and keeps their order', () => {
    const source = bundle(`
      var inner = (n) => { say('inner' + n); return { n: n } },
        outer = (n) => { say('outer'); return { a: inner(n), b: say('b') } },
        all = outer(3);
      say(all.a.n);`);
    const flat = flatten(source);
    expect(flat).not.toMatch(/inner =|outer =/);
    expect(said(flat)).toEqual(['outer', 'inner3', 'b', 3]);
  });

  it('keeps what its body meant by a name of the top', () => {
    const source = bundle(`
      var n = 7, get = () => n, make = (n) => { const m = get() + n; return () => m + n },
        f = make(1);
      say(f()); say(n);`);
    expect(said(flatten(source))).toEqual([9, 7]);
  });

  it.each([
    ['is called twice', 'var f = (a) => { say(a); return a }, a = f(1), b = f(2);'],
    ['is called by a function', 'var f = (a) => { say(a); return a }, g = () => f(3); g(); g();'],
    ['is called only if something holds', 'var f = (a) => { say(a); return a }, g = h === 1 && f(4);'],
    ['is called after something else ran', 'var f = (a) => { say(a); return a }, g = { x: say(1), y: f(5) };'],
    [
      'is called after what it changes was asked',
      'var n = 1, f = () => { n = 2; return n }, g = { x: n, y: f() }; say(g.x);',
    ],
    ['returns early', 'var f = (a) => { if (a) return 1; say(2); return 3 }, g = f(1); say(g);'],
    ['counts its arguments', 'var f = function () { return arguments.length }, g = f(1, 2); say(g);'],
  ])('leaves a function that %s', (_what, body) => {
    const flat = flatten(bundle(body));
    expect(flat).toMatch(/f = /);
    expect(said(flat)).toEqual(said(bundle(body)));
  });
});

describe('settle', () => {
  it('takes a parameter away that is always given the same, through every function that hands it on', () => {
    const source = bundle(`
      var state = { n: 1 }, add = (s, by) => { s.n += by; return by > 1 ? add(s, by - 1) : s.n },
        twice = (by, s) => add(s, by) + add(s, by);
      say(twice(2, state)); say(add(state, 1)); say(state.n);`);
    const settled = settle(source);
    expect(bare(settled)).toContain('add = (by) =>');
    expect(bare(settled)).toContain('twice = (by) =>');
    expect(said(settled)).toEqual(said(source));
  });

  it.each([
    ['differs', 'var a = 1, b = 2, f = (x) => say(x); f(a); f(b);'],
    ['may change', 'var a = 1, f = (x) => say(x); f(a); a = 2; f(a);'],
    ['is changed in the function', 'var a = 1, f = (x) => { x++; say(x) }; f(a); f(a); say(a);'],
    ['is not given once', 'var a = 1, f = (x) => say(x); f(a); f();'],
    ['is hidden there by another', 'var a = 1, f = (x) => { const a = 5; say(x + a) }; f(a);'],
    ['goes to a function that is handed on', 'var a = 1, f = (x) => say(x), g = [3].map(f); f(a);'],
  ])('leaves a parameter that %s', (_what, body) => {
    expect(settle(bundle(body))).toBe(bundle(body));
  });
});

describe('scatter', () => {
  const whole = (source: string): string => {
    let text = source;
    for (let next = scatter(text); next !== undefined; next = scatter(text)) text = next;
    return text;
  };

  it('takes an object apart that is asked for its members only, and a second name away', () => {
    const source = bundle(`
      var count = 0;
      var step = () => { count++; return count };
      var machine = { step: step, size: 4, twice: () => step() + step() };
      var machine2 = machine;
      var run = () => { const m = machine2; return m.twice() + m.size };
      say(run()); say(machine.step());`);
    const apart = whole(source);
    expect(apart).not.toMatch(/machine2|\{ ?step/);
    expect(said(apart)).toEqual(said(source));
    expect(said(apart)).toEqual([7, 3]);
  });

  it.each([
    ['is changed', 'var o = { a: 1 };\no.a = 2; say(o.a);'],
    ['is handed on', 'var o = { a: 1 };\nsay(o);'],
    ['is looked up by a number', 'var o = { a: 1 };\nsay(o[h]);'],
    ['lacks what is asked', 'var o = { a: 1 };\nsay(o.b);'],
    ['asks for itself', 'var o = { a: function () { return this } };\nsay(o.a() === o);'],
  ])('leaves an object that %s', (_what, body) => {
    expect(scatter(bundle(body))).toBeUndefined();
  });

  it('leaves a second name for what changes', () => {
    expect(scatter(bundle('var a = 1;\nvar b = a;\na = 2; say(b);'))).toBeUndefined();
  });
});

describe('order', () => {
  it('brings functions to the front, and the names of what is set later', () => {
    const source = bundle('var a = 1, b = a + 1, f = () => b, g = () => f(); say(g());');
    const ordered = order(source, ['g', 'b', 'missing']);
    expect(bare(ordered)).toMatch(/^\(function\(h\)\{var g = \(\) => f\(\),b;/);
    expect(said(ordered)).toEqual([2]);
  });

  it('hides no use before a value is set', () => {
    const ids = dialectFindings(bundle('var b,f=()=>b;f();var b=1;f();'), []).map(({ rule }) => rule);
    expect(ids).toEqual(['use-before-declaration']);
  });
});
