// Pacing a virtual clock by real time, with a machine whose time is itself virtual.
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../simulator/board/clock.ts';
import { Pacer } from '../../../simulator/world/pacing.ts';
import type { Machine } from '../../../simulator/world/pacing.ts';

/** A machine whose time is itself a virtual clock; counts the timers that wait. */
function fakeMachine(): Machine & { readonly time: VirtualClock; waiting(): number | undefined } {
  const time = new VirtualClock();
  return {
    time,
    nowMs: () => time.nowMs,
    // As JavaScript's timers do: a delay beyond 31 bits is over at once.
    after: (delayMs, run) => time.after(delayMs > 2 ** 31 - 1 ? 1 : delayMs, run),
    waiting: () => time.nextMs,
  };
}

describe('pacing', () => {
  it('runs due calls at their own virtual time, as fast as asked', () => {
    const machine = fakeMachine();
    const clock = new VirtualClock();
    const pacer = new Pacer(clock, machine);
    const ran: number[] = [];
    clock.after(10_000, () => ran.push(machine.time.nowMs));
    pacer.setSpeed(10);
    machine.time.advance(999);
    expect(ran).toEqual([]);
    machine.time.advance(1);
    expect(ran).toEqual([1000]);
    expect(clock.nowMs).toBe(10_000);
  });

  it('sets no timer when nothing is pending, and none while paused', () => {
    const machine = fakeMachine();
    const clock = new VirtualClock();
    const pacer = new Pacer(clock, machine);
    pacer.setSpeed(1);
    expect(machine.waiting()).toBeUndefined();
    pacer.act(() => clock.after(100, () => undefined));
    expect(machine.waiting()).toBeDefined();
    pacer.setSpeed(0);
    expect(machine.waiting()).toBeUndefined();
    machine.time.advance(5000);
    expect(pacer.nowMs()).toBe(0);
  });

  it('keeps the time across a change of speed, a pause and a jump', () => {
    const machine = fakeMachine();
    const pacer = new Pacer(new VirtualClock(), machine);
    pacer.setSpeed(1);
    machine.time.advance(1000);
    pacer.setSpeed(60);
    machine.time.advance(1000);
    pacer.setSpeed(0);
    machine.time.advance(1000);
    pacer.jump(30_000);
    pacer.setSpeed(1);
    machine.time.advance(1000);
    expect(pacer.nowMs()).toBe(1000 + 60_000 + 30_000 + 1000);
  });

  it('loses no time to a machine that is slow to run the world', () => {
    let spentMs = 0;
    const machine = fakeMachine();
    const clock = new VirtualClock();
    const pacer = new Pacer(clock, { ...machine, nowMs: () => spentMs });
    const slowly = (): void => void (spentMs += 700);
    pacer.setSpeed(1);
    clock.after(500, slowly);
    pacer.jump(1000);
    expect(pacer.nowMs()).toBe(1700);
    clock.after(100, slowly);
    spentMs += 200;
    pacer.setSpeed(10);
    expect(pacer.nowMs()).toBe(1900 + 7000);
  });

  it('brings the clock up to now before the world is touched', () => {
    const machine = fakeMachine();
    const clock = new VirtualClock();
    const pacer = new Pacer(clock, machine);
    pacer.setSpeed(1);
    machine.time.advance(1234);
    expect(pacer.act(() => clock.nowMs)).toBe(1234);
  });

  it('waits for events that lie further off than a timer can', () => {
    const machine = fakeMachine();
    const clock = new VirtualClock();
    let rang = false;
    let timers = 0;
    const counting = { ...machine, after: (ms: number, run: () => void) => (timers++, machine.after(ms, run)) };
    const pacer = new Pacer(clock, counting);
    const tenYearsMs = 10 * 365 * 86_400_000;
    clock.after(tenYearsMs, () => (rang = true));
    pacer.setSpeed(1);
    machine.time.advance(tenYearsMs - 1);
    expect(rang).toBe(false);
    machine.time.advance(1);
    expect(rang).toBe(true);
    expect(timers).toBeLessThan(200);
  });

  it('refuses a speed that is no speed', () => {
    const pacer = new Pacer(new VirtualClock(), fakeMachine());
    expect(() => pacer.setSpeed(-1)).toThrow(RangeError);
    expect(() => pacer.setSpeed(Number.NaN)).toThrow(RangeError);
  });
});
