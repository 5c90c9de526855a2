// Rare functions hold their own helpers: only what nobody else needs moves, and everything computes as before.
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { part } from '../../../firmware/build/part.ts';

/** Runs the bundle and collects what it says. */
function said(source: string): readonly unknown[] {
  const heard: unknown[] = [];
  const bundle: unknown = runInNewContext(source, { say: (value: unknown) => void heard.push(value) });
  if (typeof bundle === 'function') bundle('hash');
  return heard;
}

const bundle = (body: string): string => `(function(h){${body}})`;

describe('part', () => {
  it('moves the helpers of a rare function into it, in their order, with their helpers', () => {
    const source = bundle(`
      var add = (a, b) => a + b, twice = (a) => add(a, a), limit = 40,
        rare = (a) => { return twice(a) + limit }, often = () => say(rare(1));
      often(); say(rare(2));`);
    const parted = part(source, ['rare']);
    expect(parted).toMatch(/rare = \(a\) => \{var add = .*,twice = .*,limit = 40;/);
    expect(said(parted)).toEqual([42, 44]);
    expect(said(parted)).toEqual(said(source));
  });

  it('leaves what somebody else uses too, and what that uses', () => {
    const source = bundle(`
      var deep = () => 1, shared = () => deep(), own = () => shared() + 1,
        rare = () => { return own() }, other = () => shared();
      say(rare() + other());`);
    const parted = part(source, ['rare']);
    expect(parted).toMatch(/rare = \(\) => \{var own = .*; return own\(\)/);
    expect(parted).toMatch(/var deep = \(\) => 1,shared =/);
    expect(said(parted)).toEqual([3]);
  });

  it('leaves what has an effect when it is declared, or changes later', () => {
    const source = bundle(`
      var made = say('made'), count = 0, next = () => { count = count + 1; return count },
        rare = () => { made; return next() };
      say(rare()); say(rare());`);
    expect(said(part(source, ['rare']))).toEqual(['made', 1, 2]);
  });

  it('keeps apart a local name that a helper means otherwise', () => {
    const source = bundle(`
      var base = () => 10, helper = () => base() + 1,
        rare = (base) => { var sum = helper() + base; return sum };
      say(rare(5)); say(base());`);
    const parted = part(source, ['rare']);
    expect(said(parted)).toEqual([16, 10]);
  });

  it('keeps apart a parameter that is not even used', () => {
    const source = bundle(`
      var base = () => 10, helper = () => base() + 1, rare = (base) => { return helper() };
      say(rare(5)); say(base());`);
    expect(said(part(source, ['rare']))).toEqual([11, 10]);
  });

  it('parts inner functions first, so that an outer one takes them along', () => {
    const source = bundle(`
      var leaf = () => 1, inner = () => { return leaf() + 1 }, outer = () => { return inner() + 1 };
      say(outer());`);
    const parted = part(source, ['inner', 'outer']);
    expect(parted).toMatch(/outer = \(\) => \{var inner = \(\) => \{var leaf/);
    expect(said(parted)).toEqual([3]);
  });

  it('passes over a name that the bundle does not have', () => {
    expect(part(bundle('say(1)'), ['rare'])).toBe(bundle('say(1)'));
  });
});
