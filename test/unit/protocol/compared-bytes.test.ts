// Proofs and tags are compared over all their bytes, whichever of them is wrong: in what compares, and at all four places where one is
// compared. How long an interpreter takes is not asked; that it looks at each byte is.
import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { equalInConstantTime } from '../../../firmware/core/bytes.ts';
import { TokenSession } from '../../../tools/session/session.ts';
import { deviceKey, MemoryMachine } from '../token/memory-machine.ts';
import { Bench, failing, key } from '../tools/token-bench.ts';
import { body, line, SecondStation } from './second-station.ts';

/** The places at which a string with that value was looked at while it ran; the value may become known meanwhile. */
async function placesOf(value: () => string, run: () => unknown): Promise<number[]> {
  const places = new Set<number>();
  const look = Reflect.get(String.prototype, 'charCodeAt') as (at: number) => number;
  const spy = vi.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (this: string, at: number) {
    if (this === value()) places.add(at);
    return look.call(this, at);
  });
  try {
    await run();
  } finally {
    spy.mockRestore();
  }
  return [...places].sort((a, b) => a - b);
}

const all = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const latin1 = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
/** The text with another hexadecimal digit at that place, counted from its end where it is negative. */
const changed = (text: string, at: number): string => {
  const place = at < 0 ? text.length + at : at;
  return text.slice(0, place) + (text[place] === '0' ? '1' : '0') + text.slice(place + 1);
};

it.each([...all(16), undefined])('two strings that differ at place %s are looked at whole', async (at) => {
  const one = '0123456789abcdef';
  const other = at === undefined ? one : `${one.slice(0, at)}x${one.slice(at + 1)}`;
  for (const value of [one, other])
    expect(
      await placesOf(
        () => value,
        () => equalInConstantTime(one, other),
      ),
    ).toEqual(all(16));
});

// The first digit, and the last.
describe.each([-32, -1])('with a wrong digit %i places from its end', (at) => {
  it("the token looks at a station's whole proof", async () => {
    const machine = new MemoryMachine();
    const open = new SecondStation(deviceKey, machine.ask('hello'), randomBytes(16)).open();
    const right = latin1(open.split(' ')[2]!);
    let answer = '';
    expect(
      await placesOf(
        () => right,
        () => (answer = machine.ask(changed(open, at))),
      ),
    ).toEqual(all(16));
    expect(answer).toBe('error 21');
  });

  it("the token looks at a line's whole tag", async () => {
    const machine = new MemoryMachine();
    const station = new SecondStation(deviceKey, machine.ask('hello'), randomBytes(16));
    machine.ask(station.open());
    const request = station.request('status');
    let answer = '';
    const places = await placesOf(
      () => request.slice(-32),
      () => (answer = machine.ask(changed(request, at))),
    );
    expect([answer, places]).toEqual(['error 22', all(32)]);
  });

  // What is right is known when it is answered: the station draws a nonce of its own.
  it.each([
    ['proof', 16, /does not know that token's key/],
    ['tag', 32, /does not carry its mark/],
  ] as const)("the station looks at a token's whole %s", async (what, count, refused) => {
    const bench = new Bench();
    const hello = await bench.hello();
    const opening = (): Promise<TokenSession> => TokenSession.open(bench.wire, hello, key.toString('latin1'));
    const session = what === 'tag' ? await opening() : undefined;
    let right = '';
    bench.onTheWire = (answered) => {
      const hex = body(answered).slice(-32);
      right = what === 'tag' ? hex : latin1(hex);
      return [line(changed(body(answered), at))];
    };
    let message = '';
    const places = await placesOf(
      () => right,
      async () => {
        message = (await failing(session?.request('status') ?? opening())).message;
      },
    );
    expect(message).toMatch(refused);
    expect(places).toEqual(all(count));
  });
});
