// The desk between a page and a board: keys, pace, power, and what a page is told. The board is a fake, time is virtual.
import { beforeEach, describe, expect, it } from 'vitest';
import { Desk } from '../../../simulator/desk/desk.ts';
import type { ToDesk, ToPage } from '../../../simulator/desk/messages.ts';
import { openWorkbench } from '../../../simulator/desk/workbench.ts';
import type { Workbench } from '../../../simulator/desk/workbench.ts';
import { FakeBoard } from '../world/fake-board.ts';

let board: FakeBoard;
let bench: Workbench;
let desk: Desk;
let told: ToPage[];
let page: { say(message: ToDesk): void; left(): void };

beforeEach(() => {
  board = new FakeBoard();
  bench = openWorkbench({ description: board.description, createBoard: () => board, startUtcMs: 0, ends: [] });
  desk = new Desk(bench, { ports: ['the port'], registry: 'the registry' }, 'da');
  told = [];
  const visit = desk.arrived({ send: (text) => void told.push(JSON.parse(text) as ToPage) });
  page = { say: (message) => visit.message(JSON.stringify(message)), left: () => visit.left() };
});

function heard<K extends ToPage['kind']>(kind: K): Extract<ToPage, { kind: K }>[] {
  return told.filter((message): message is Extract<ToPage, { kind: K }> => message.kind === kind);
}

describe('the desk', () => {
  it('tells a new page everything that there is to know', () => {
    expect(told.map((message) => message.kind)).toEqual([
      'desk',
      'time',
      'screen',
      'world',
      'wire',
      'steps',
      'verdicts',
    ]);
    expect(heard('desk')[0]).toMatchObject({
      title: 'Pixl.js',
      language: 'da',
      width: 128,
      height: 64,
      keys: [{ name: 'main' }],
    });
  });

  it('shows what the board draws, and nothing once the battery is out', async () => {
    page.say({ kind: 'power', on: true });
    await Promise.resolve();
    board.ink.add('0,0');
    const before = heard('screen').length;
    board.show({ lit: true, strings: [{ text: '7', x: 0, y: 0, font: 'big' }] });
    board.show({ lit: true, strings: [{ text: '755', x: 0, y: 0, font: 'big' }] });
    await Promise.resolve();
    expect(heard('screen').length, 'one for all that happens at once').toBe(before + 1);
    const screen = heard('screen').at(-1)!;
    expect(screen).toMatchObject({ lit: true, strings: ['755'] });
    expect(Buffer.from(screen.bits, 'base64')[0]).toBe(0x80);
    page.say({ kind: 'power', on: false });
    await Promise.resolve();
    expect(heard('screen').at(-1)).toMatchObject({ lit: false, strings: [] });
    expect(heard('world').at(-1)).toMatchObject({ powered: false });
  });

  it.each([0, 60])('runs at the hand’s pace while a finger is on a key, and at %i again after it', async (times) => {
    page.say({ kind: 'speed', times });
    page.say({ kind: 'key', key: 'main', down: true });
    expect(heard('time').at(-1)).toMatchObject({ speed: 1, chosen: times });
    page.say({ kind: 'key', key: 'main', down: false });
    bench.world.pacer.jump(1000);
    await Promise.resolve();
    await Promise.resolve();
    expect(heard('time').at(-1)).toMatchObject({ speed: times, chosen: times });
    expect(board.edges.at(-1)).toMatchObject({ pin: 'BTN1', level: 0 });
    bench.world.pacer.stop();
  });

  it('lifts the finger of a page that goes away', () => {
    page.say({ kind: 'key', key: 'main', down: true });
    page.left();
    expect(bench.world.hand.isDown('main')).toBe(false);
  });

  it('jumps, and tells the new time', () => {
    page.say({ kind: 'jump', seconds: 86_400 });
    expect(heard('time').at(-1)?.utcMs).toBe(86_400_000);
  });

  it('keeps the wire’s history before now when the calendar is set', () => {
    board.emit(Buffer.from('ok\n'));
    expect(heard('wire').at(-1)?.lines).toMatchObject([{ text: 'ok', atMs: 0, direction: 'out' }]);
    bench.world.pacer.jump(5000);
    desk.setUtcMs(1_000_000);
    expect(heard('wire').at(-1)?.lines).toMatchObject([{ text: 'ok', atMs: 995_000 }]);
  });

  it('gives every code its own verdict at the time of typing, and no old verdict while one is checked', async () => {
    const asked: { code: string; utcMs: number; answer: (reason: string) => void }[] = [];
    desk.errands = {
      verify: (code, utcMs) =>
        new Promise((resolve) => {
          asked.push({ code, utcMs, answer: (reason) => resolve({ accepted: false, reason }) });
        }),
      setClock: () => Promise.resolve(),
      prepare: () => Promise.resolve(),
    };
    bench.world.pacer.jump(30_000);
    page.say({ kind: 'verify', code: '755 224' });
    await expect.poll(() => asked.length).toBe(1);
    bench.world.pacer.jump(30_000);
    page.say({ kind: 'verify', code: '111111' });
    expect(heard('verdicts').at(-1)).toEqual({ kind: 'verdicts', checking: '111111', verdicts: [] });
    asked[0]!.answer('it is wrong');
    await expect.poll(() => asked.length).toBe(2);
    expect(heard('verdicts').at(-1)).toMatchObject({ checking: '111111', verdicts: [{ code: '755224' }] });
    asked[1]!.answer('it is wrong too');
    await expect.poll(() => heard('verdicts').at(-1)?.checking).toBeUndefined();
    expect(asked).toMatchObject([
      { code: '755224', utcMs: 30_000 },
      { code: '111111', utcMs: 60_000 },
    ]);
    expect(heard('verdicts').at(-1)?.verdicts).toMatchObject([
      { code: '111111', accepted: false, reason: 'it is wrong too' },
      { code: '755224', accepted: false, reason: 'it is wrong' },
    ]);
  });

  it('lets only a few codes wait for their check, and says so', async () => {
    desk.errands = {
      verify: () => new Promise(() => undefined),
      setClock: () => Promise.resolve(),
      prepare: () => Promise.resolve(),
    };
    for (let i = 0; i < 9; i++) page.say({ kind: 'verify', code: `75522${i}` });
    await expect.poll(() => heard('trouble').at(-1)?.message).toContain('8 codes wait for their check');
    expect(heard('verdicts').at(-1)?.checking).toBe('755227');
  });

  it('says what is wrong with a wish that it can’t fulfil', async () => {
    page.say({ kind: 'hold', key: 'sideways', ms: 100 });
    await expect.poll(() => heard('trouble').at(-1)?.message).toBe("Pixl.js has no key 'sideways'; it has: main");
    page.say({ kind: 'verify', code: '123456' });
    await expect.poll(() => heard('trouble').at(-1)?.message).toContain('still being prepared');
  });
});
