// A hand on a key: its bounce, and what it refuses.
import { describe, expect, it } from 'vitest';
import { pressMs, settleMs, Hand } from '../../../simulator/world/hand.ts';
import { FakeBoard } from './fake-board.ts';

/** The key's level after a debouncer that wants `quietMs` of silence has looked at the edges. */
function debounced(board: FakeBoard, quietMs: number): { level: number; atMs: number }[] {
  return board.edges
    .filter((edge, i) => (board.edges[i + 1]?.atMs ?? Infinity) - edge.atMs >= quietMs)
    .map((edge) => ({ level: edge.level, atMs: edge.atMs }));
}

describe('a hand on a key', () => {
  it('bounces on the way down and up, and a 25 ms debounce sees exactly one press', () => {
    const board = new FakeBoard();
    const hand = new Hand(board);
    const untilSettledMs = hand.hold('main', pressMs);
    board.clock.advance(untilSettledMs);
    expect(board.edges.length).toBeGreaterThan(4);
    const seen = debounced(board, 25);
    expect(seen.map((edge) => edge.level)).toEqual([1, 0]);
    expect(untilSettledMs - seen[1]!.atMs).toBeGreaterThan(25);
    expect(untilSettledMs).toBe(pressMs + settleMs);
  });

  it('leaves the key up when it is lifted while the contact still bounces', () => {
    const board = new FakeBoard();
    const hand = new Hand(board);
    hand.down('main');
    board.clock.advance(0.5);
    hand.up('main');
    board.clock.advance(100);
    expect(board.edges.at(-1)).toMatchObject({ pin: 'BTN1', level: 0 });
    expect(hand.isDown('main')).toBe(false);
  });

  it('does nothing on a second finger on the same key', () => {
    const board = new FakeBoard();
    const hand = new Hand(board);
    hand.down('main');
    board.clock.advance(50);
    const before = board.edges.length;
    hand.down('main');
    board.clock.advance(50);
    expect(board.edges.length).toBe(before);
  });

  it('refuses a key that the board does not have, and a hold of no length, by name', () => {
    const hand = new Hand(new FakeBoard());
    expect(() => hand.down('sideways')).toThrow("Pixl.js has no key 'sideways'; it has: main");
    expect(() => hand.hold('main', 0)).toThrow('1 to 600000 ms');
    expect(() => hand.hold('main', Number.NaN)).toThrow('1 to 600000 ms');
  });
});
