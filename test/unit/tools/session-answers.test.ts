// What the station makes of each answer of a token: which are its answer, which are noise, which are a refusal, and whose.
import { describe, expect, it } from 'vitest';
import { toByteArray } from '../../../firmware/core/bytes.ts';
import { Listeners } from '../../../tools/link/link.ts';
import { Wire } from '../../../tools/link/wire.ts';
import { TokenError, TokenSession } from '../../../tools/session/session.ts';
import { body, line } from '../protocol/second-station.ts';
import { Bench, failing, key } from './token-bench.ts';

const opening = async (bench: Bench): Promise<TokenSession> =>
  await TokenSession.open(bench.wire, await bench.hello(), key.toString('latin1'));

/** The refusal that it ends with. */
async function refusal(run: Promise<unknown>): Promise<TokenError> {
  const failure = await failing(run);
  if (!(failure instanceof TokenError)) throw failure;
  return failure;
}

describe('a session is opened', () => {
  it('not at all while the token makes everybody wait: the technician is told for how long', async () => {
    const bench = new Bench();
    const hello = { ...(await bench.hello()), waitSeconds: 8 };
    const failure = await refusal(TokenSession.open(bench.wire, hello, key.toString('latin1')));
    expect([failure.code, failure.number, failure.isTagged]).toEqual(['token-refused', 24, false]);
    expect(failure.message).toMatch(/^KK-0000013 has had too many wrong proofs and listens again in 8 s: /);
    expect(bench.said).toEqual(['hello']);
  });

  it.each([
    ['error 24 7', /listens again in 7 s/],
    ['error 24', /listens again in some s/],
    ['error 21', /^KK-0000013 refused this station's proof/],
    ['error 11', /^KK-0000013 refused: it knows no such verb \(error 11\)\.$/],
    ['error 99', /^KK-0000013 refused: it gives no reason that this klarkode knows \(error 99\)\.$/],
  ])('not when it answers %j, which is not asked for again', async (said, message) => {
    const bench = new Bench();
    const hello = await bench.hello();
    bench.onTheWire = () => [line(said)];
    const failure = await refusal(TokenSession.open(bench.wire, hello, key.toString('latin1')));
    expect([failure.code, failure.number, failure.isTagged]).toEqual([
      'token-refused',
      Number(said.slice(6, 8)),
      false,
    ]);
    expect(failure.message).toMatch(message);
    expect(bench.said.length).toBe(2);
  });

  it('by an answer that says ok, and by no other that has the right proof', async () => {
    const bench = new Bench();
    const hello = await bench.hello();
    bench.onTheWire = (answered) => [line(body(answered).replace('ok ', 'on '))];
    const failure = await failing(TokenSession.open(bench.wire, hello, key.toString('latin1')));
    expect([failure.code, failure.message]).toEqual([
      'token-refused',
      expect.stringMatching(/does not know that token's key/),
    ]);
  });
});

describe('an answer', () => {
  it('may say no, and it is the token itself that said so', async () => {
    const bench = new Bench();
    const session = await opening(bench);
    bench.onTheWire = () => [line(bench.token.tagged(1, 'error 32'))];
    const failure = await refusal(session.request('clock 1 0'));
    expect([failure.code, failure.number, failure.isTagged]).toEqual(['token-refused', 32, true]);
    bench.onTheWire = (answered) => [answered];
    // The session goes on in its order.
    expect(await session.request('test')).toEqual(['0']);
  });

  it('outside the session may be anybody no', async () => {
    const bench = new Bench();
    const session = await opening(bench);
    bench.onTheWire = () => [line('error 40')];
    expect(await refusal(session.request('wipe'))).toMatchObject({ number: 40, isTagged: false });
  });

  it('is numbered with as many digits as it takes', async () => {
    const bench = new Bench();
    const session = await opening(bench);
    for (let i = 0; i < 101; i++) expect(await session.request('test')).toEqual(['0']);
  });

  it.each([
    ['more in front of it', (answered: string) => line(`x${body(answered)}`)],
    ['more behind it', (answered: string) => line(`${body(answered)}0`)],
  ])('with %s is not the token talking', async (_what, other) => {
    const bench = new Bench();
    const session = await opening(bench);
    bench.onTheWire = (answered) => [other(answered)];
    const failure = await failing(session.request('status'));
    expect([failure.code, failure.message]).toEqual([
      'token-protocol',
      expect.stringMatching(/KK-0000013 does not carry its mark/),
    ]);
  });

  it('is found among empty lines and lines that a carriage return broke, and may end in one', async () => {
    const bench = new Bench();
    bench.onTheWire = (answered) => ['', line('error 11').replace('error', 'err\ror'), `${answered}\r`];
    const session = await opening(bench);
    expect(await session.request('test')).toEqual(['0']);
  });

  it('may come in pieces', async () => {
    const listeners = new Listeners();
    const bench = new Bench();
    const hello = await bench.hello();
    const link = {
      name: 'a slow wire',
      write: (bytes: Uint8Array): Promise<void> => {
        const answered = bench.token.answer(Buffer.from(bytes).toString('latin1').trimEnd());
        void inPieces(`${answered}\n`, (piece) => listeners.received(toByteArray(piece)));
        return Promise.resolve();
      },
      onBytes: (listener: (bytes: Uint8Array) => void) => listeners.onBytes(listener),
      onClosed: (listener: (reason: string) => void) => listeners.onClosed(listener),
      close: () => Promise.resolve(),
    };
    const wire = new Wire(link, { after: () => () => {} });
    const session = await TokenSession.open(wire, hello, key.toString('latin1'));
    expect(await session.request('test')).toEqual(['0']);
  });

  it('may follow five notes that say it takes a while, and no sixth', async () => {
    const bench = new Bench();
    const session = await opening(bench);
    const notes = (count: number): string[] => Array<string>(count).fill(line('note working'));
    bench.onTheWire = (answered) => [...notes(5), answered];
    expect(await session.request('test')).toEqual(['0']);
    bench.onTheWire = (answered) => [...notes(6), answered];
    const failure = await failing(session.request('test'));
    expect([failure.code, failure.message]).toEqual([
      'link-silent',
      expect.stringMatching(/^The board on the wire keeps saying that it is at work/),
    ]);
  });
});

it('tells who makes a request how long its line will be', async () => {
  const bench = new Bench();
  const session = await opening(bench);
  for (let i = 0; i < 11; i++) {
    let told = 0;
    await session.requestAt((added) => {
      told = added;
      return 'test';
    });
    expect(told + 'test'.length).toBe(`${line(bench.said.at(-1)!)}\n`.length);
  }
});

it('says that no answer came, and how long it waited for it', async () => {
  const bench = new Bench();
  const hello = await bench.hello();
  const link = { ...bench.wire.link, write: () => Promise.resolve() };
  const wire = new Wire(link, {
    after: (delayMs, run) => {
      expect(delayMs).toBe(20_000);
      queueMicrotask(run);
      return () => {};
    },
  });
  const failure = await failing(TokenSession.open(wire, hello, key.toString('latin1')));
  expect([failure.code, failure.message]).toEqual(['link-silent', 'The board on the wire gave no answer within 20 s.']);
});

async function inPieces(text: string, say: (piece: string) => void): Promise<void> {
  for (const piece of [text.slice(0, 4), text.slice(4, 30), text.slice(30)]) {
    say(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
