// Several tokens on one desk: whose message is whose, and what is common to them. The boards are fakes, time is virtual.
import { beforeEach, describe, expect, it } from 'vitest';
import { Desk } from '../../../simulator/desk/desk.ts';
import { Desks } from '../../../simulator/desk/desks.ts';
import type { FromToken } from '../../../simulator/desk/messages.ts';
import { Fingers } from '../../../simulator/desk/pace.ts';
import type { Visit } from '../../../simulator/desk/server.ts';
import { openWorkbench } from '../../../simulator/desk/workbench.ts';
import type { Workbench } from '../../../simulator/desk/workbench.ts';
import { FakeBoard } from '../world/fake-board.ts';

let benches: Workbench[];
let told: FromToken[];
let visit: Visit;

beforeEach(() => {
  const fingers = new Fingers();
  benches = [new FakeBoard(), new FakeBoard()].map((board) =>
    openWorkbench({ description: board.description, createBoard: () => board, startUtcMs: 0, ends: [] }),
  );
  const [first, second] = benches.map(
    (bench) => new Desk(bench, { ports: ['a port'], registry: 'a registry' }, 'en', fingers),
  );
  told = [];
  visit = new Desks(
    new Map([
      ['code-display', first!],
      ['code-reader', second!],
    ]),
  ).arrived({ send: (text) => void told.push(JSON.parse(text) as FromToken) });
});

const say = (message: unknown): void => visit.message(JSON.stringify(message));
const speeds = (): number[] => benches.map(({ world }) => world.pacer.speed);
const levels = (): number[] => benches.map(({ world }) => Number(world.hand.isDown('main')));

describe('several tokens on one desk', () => {
  it('are told apart in what a page hears, in the order in which they lie there', () => {
    const introductions = told.filter(({ message }) => message.kind === 'desk').map(({ token }) => token);
    expect(introductions).toEqual(['code-display', 'code-reader']);
  });

  it('are pressed one by one, and their keys are let go when the page leaves', () => {
    say({ token: 'code-reader', kind: 'key', key: 'main', down: true });
    expect(levels()).toEqual([0, 1]);
    visit.left();
    expect(levels()).toEqual([0, 0]);
  });

  it('share their time: pace, jumps, and the hand that slows it down', () => {
    say({ token: 'code-display', kind: 'jump', seconds: 30 });
    expect(benches.map(({ world }) => world.utcMs())).toEqual([30_000, 30_000]);
    say({ token: 'code-reader', kind: 'speed', times: 60 });
    expect(speeds()).toEqual([60, 60]);
    say({ token: 'code-reader', kind: 'key', key: 'main', down: true });
    expect(speeds()).toEqual([1, 1]);
    for (const { world } of benches) world.pacer.stop();
  });

  it.each(['{"token":"toaster","kind":"prepare"}', '{"kind":"prepare"}', 'no JSON', 'null'])('refuse %s', (text) => {
    visit.message(text);
    const last = told.at(-1)!.message;
    expect(last.kind === 'trouble' && last.message).toContain('on the desk are code-display, code-reader');
  });
});
