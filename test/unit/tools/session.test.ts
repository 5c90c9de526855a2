// The station's side of the protocol, against a token that was written from the specification alone; and what the station makes
// of a wire on which somebody sends it other answers than its token's.
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../firmware/core/codes/credential.ts';
import { sendCredential } from '../../../tools/session/give-credential.ts';
import { TokenSession } from '../../../tools/session/session.ts';
import { body, line } from '../protocol/second-station.ts';
import { Bench, failing, key } from './token-bench.ts';
import { fc, runs } from '../../chance/property.ts';

describe('a station and a token written from the specification', () => {
  it('understand each other in every verb', async () => {
    const bench = new Bench();
    const session = await bench.session();
    expect(bench.token.isOpen).toBe(true);
    expect(await session.request('clock 1234567890000 0')).toEqual(['none']);
    expect(await session.request('set 2 30')).toEqual([]);
    expect(await session.request('settings')).toEqual(['1000000', '500', '60', '15', '180', '120', '0']);
    expect(await session.request('status')).toEqual(['7', 'set', '1234567890000', '200']);
    expect(await session.request('log')).toEqual(['1', '-86400000', '1234567890']);
    expect(await session.request('test')).toEqual(['0']);
    expect(await session.request('wipe')).toEqual([]);
    expect(await session.request('maintenance')).toEqual([]);
    expect(await session.request('close')).toEqual([]);
    expect(bench.token.isOpen).toBe(false);
    expect(bench.token.requests.map((text) => text.split(' ')[0])).toEqual(
      'clock set settings status log test wipe maintenance close'.split(' '),
    );
  });

  it('agree on every credential, which crosses the wire encrypted', async () => {
    const algorithms = ['SHA1', 'SHA256', 'SHA512'] as const;
    const credential = fc.record<Credential>({
      type: fc.constantFrom('totp', 'hotp'),
      algorithm: fc.constantFrom(...algorithms),
      digits: fc.integer({ min: 6, max: 10 }),
      periodSeconds: fc.integer({ min: 1, max: 120 }),
      counter: fc.maxSafeNat(),
      secret: fc
        .uint8Array({ minLength: 14, maxLength: 64, size: 'max' })
        .map((b) => Buffer.from(b).toString('latin1')),
    });
    await fc.assert(
      fc.asyncProperty(credential, fc.nat({ max: 3 }), async (given, before) => {
        const bench = new Bench();
        const session = await bench.session();
        for (let i = 0; i < before; i++) await session.request('status');
        await sendCredential(session, given);
        expect(bench.token.credential).toEqual({
          version: 1,
          eventBased: given.type === 'hotp',
          algorithm: algorithms.indexOf(given.algorithm),
          digits: given.digits,
          periodSeconds: given.periodSeconds,
          counter: BigInt(given.counter),
          secret: Buffer.from(given.secret, 'latin1'),
        });
        const secret = Buffer.from(given.secret, 'latin1').toString('hex');
        expect(bench.said.join()).not.toContain(secret.slice(0, 16));
      }),
      { numRuns: runs(60) },
    );
  });

  it('go on after `note` lines and noise, and a request that was damaged on its way is made once more', async () => {
    const bench = new Bench();
    bench.onTheWire = (answered) => ['\x00noise', line('note working'), `${answered.slice(0, -1)}!`, answered];
    const session = await bench.session();
    expect(await session.request('test')).toEqual(['0']);
    bench.damage = 1;
    expect(await session.request('status')).toEqual(['7', 'set', '1234567890000', '200']);
    expect(bench.token.requests).toEqual(['test', 'status']);
    bench.damage = 2;
    expect((await failing(session.request('log'))).message).toMatch(/the line was damaged on its way \(error 10\)/);
    expect(bench.token.requests).toEqual(['test', 'status']);
  });
});

describe('a station refuses', () => {
  it.each([
    ['a proof under another key', () => line(`ok ${'5a'.repeat(16)}`)],
    ['its own proof, sent back', (asked: string) => line(`ok ${body(asked).split(' ')[2]!}`)],
    ['its own nonce, sent back', (asked: string) => line(`ok ${body(asked).split(' ')[1]!}`)],
    ['a proof that is cut short', (_asked: string, answered: string) => line(body(answered).slice(0, -2))],
    ['no proof', () => line('ok')],
    ['an empty proof', () => line('ok ')],
  ])('to open a session with %s', async (_what, other) => {
    const bench = new Bench();
    const hello = await bench.hello();
    bench.onTheWire = (answered, asked) => [other(asked, answered)];
    const failure = await failing(TokenSession.open(bench.wire, hello, key.toString('latin1')));
    expect(failure.message).toMatch(/KK-0000013 does not know that token's key/);
  });

  it('the proof of another conversation', async () => {
    const recorded = new Bench();
    let proof = '';
    recorded.onTheWire = (answered) => [(proof = answered)];
    await recorded.session();
    const bench = new Bench();
    const hello = await bench.hello();
    bench.onTheWire = () => [proof];
    const failure = await failing(TokenSession.open(bench.wire, hello, key.toString('latin1')));
    expect(failure.message).toMatch(/does not know that token's key/);
  });

  it.each([
    ['its own request, sent back', (asked: string) => asked],
    [
      'an answer that it had before',
      (_asked: string, _answered: string, bench: Bench) => line(bench.token.tagged(1, 'ok 0')),
    ],
    [
      'the answer to a later request',
      (_asked: string, _answered: string, bench: Bench) => line(bench.token.tagged(3, 'ok 0')),
    ],
    [
      'an old answer under the new number',
      (_asked: string, _answered: string, bench: Bench) => line(bench.token.tagged(1, 'ok 0').replace('s 1 ', 's 2 ')),
    ],
    ['an answer with another text', (_asked: string, answered: string) => line(body(answered).replace('ok 7', 'ok 8'))],
    ['an answer that is cut short', (_asked: string, answered: string) => line(body(answered).replace(' 200 ', ' '))],
    [
      'an answer with a longer text',
      (_asked: string, answered: string) => line(body(answered).replace(' 200 ', ' 200 1 ')),
    ],
    ['an answer without its tag', (_asked: string, answered: string) => line(body(answered).slice(0, -33))],
    ['an answer outside the session', () => line('ok 7 set 1234567890000 200')],
    ['nothing but ok', () => line('ok')],
  ])('%s', async (_what, other) => {
    const bench = new Bench();
    const session = await bench.session();
    await session.request('test');
    bench.onTheWire = (answered, asked) => [other(asked, answered, bench)];
    const failure = await failing(session.request('status'));
    expect(failure.message).toMatch(/does not carry its mark: somebody else may be on the wire/);
  });

  it.each(['0', '2', '10', ''])('a hello of version %j', async (version) => {
    const bench = new Bench();
    bench.onTheWire = (answered) => [line(body(answered).replace('klarkode 1 ', `klarkode ${version} `))];
    const failure = await failing(bench.hello());
    expect([failure.code, failure.message]).toEqual([
      'token-protocol',
      expect.stringMatching(/speaks version .*, and this klarkode version 1/),
    ]);
    expect(bench.said).toEqual(['hello']);
  });

  it('a hello whose serial number or nonce was changed on its way: the proofs are bound to both', async () => {
    for (const [from, to] of [
      ['KK-0000013', 'KK-0000014'],
      ['00112233', '00112234'],
    ] as const) {
      const bench = new Bench();
      bench.onTheWire = (answered) => [line(body(answered).replace(from, to))];
      const failure = await failing(bench.session());
      expect(failure.message).toMatch(/refused this station's proof/);
      expect(bench.token.isOpen).toBe(false);
    }
  });
});
