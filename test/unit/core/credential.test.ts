// The limits of a credential, each at its edge, and secrets that nobody drew at random.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../firmware/core/codes/credential.ts';
import { credentialProblem } from '../../../firmware/core/codes/credential.ts';
import { secretWeakness } from '../../../firmware/core/codes/weak-secret.ts';
import rfc6238 from '../../vectors/rfc6238-appendix-b.json';
import { fc } from '../../chance/property.ts';

const good: Credential = {
  type: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  periodSeconds: 30,
  counter: 0,
  secret: '12345678901234567890',
};

describe('credentialProblem', () => {
  it.each([
    {},
    { digits: 10 },
    { periodSeconds: 1 },
    { periodSeconds: 120 },
    { type: 'hotp', counter: Number.MAX_SAFE_INTEGER },
    { algorithm: 'SHA256' },
    { algorithm: 'SHA512' },
    { secret: 's'.repeat(14) },
    { secret: 's'.repeat(64) },
  ] as Partial<Credential>[])('accepts %j', (part) => {
    expect(credentialProblem({ ...good, ...part })).toBeUndefined();
  });

  it.each([
    [{ digits: 5 }, 'The code has 5 digits: it must have 6 to 10.'],
    [{ digits: 11 }, 'The code has 11 digits: it must have 6 to 10.'],
    [{ digits: 6.5 }, 'The code has 6.5 digits: it must have 6 to 10.'],
    [{ digits: NaN }, 'The code has NaN digits: it must have 6 to 10.'],
    [{ periodSeconds: 0 }, 'The period is 0 s: it must be 1 to 120 whole seconds.'],
    [{ periodSeconds: 121 }, 'The period is 121 s: it must be 1 to 120 whole seconds.'],
    [{ counter: -1 }, 'The counter is -1: it must be a whole number from 0 to 9007199254740991.'],
    [{ counter: 2 ** 53 }, 'The counter is 9007199254740992: it must be a whole number from 0 to 9007199254740991.'],
    [{ secret: 's'.repeat(13) }, 'The secret has 13 bytes: it must have 14 (112 bits, NIST SP 800-63B) to 64.'],
    [{ secret: 's'.repeat(65) }, 'The secret has 65 bytes: it must have 14 (112 bits, NIST SP 800-63B) to 64.'],
    [{ algorithm: 'MD5' }, 'The algorithm is "MD5": it must be SHA1, SHA256 or SHA512.'],
    [{ type: 'motp' }, 'The type is "motp": it must be totp or hotp.'],
  ] as [object, string][])('refuses %j', (part, problem) => {
    expect(credentialProblem({ ...good, ...part })).toBe(problem);
  });
});

describe('secretWeakness', () => {
  it.each([
    ['one byte', 'a'.repeat(20)],
    ['zeros', '\0'.repeat(64)],
    ['a short pattern', 'abcabcabcabcabcabc'],
    ['a pattern of seven', '1234567'.repeat(3)],
  ])('finds %s', (_what, secret) => {
    expect(secretWeakness(secret)).toMatch(/repeats a few bytes/);
  });

  it.each([1, -1, 3, 129])('finds bytes in steps of %i', (step) => {
    const secret = String.fromCharCode(...Array.from({ length: 20 }, (_, i) => (250 + i * step) & 255));
    expect(secretWeakness(secret)).toMatch(/even steps/);
  });

  it.each([
    ['a block of ten, twice', 'Hello!\xde\xad\xbe\xef'.repeat(2)],
    ['a block of eight, three times and a half', 'qwertzui'.repeat(4).slice(0, 28)],
    ['half of it, twice', '0123456789abcdefghijklmnopqrstuv'.repeat(2)],
    ['the test digits in a length that no RFC has', '1234567890'.repeat(3)],
    ['the test digits, begun elsewhere', '2345678901'.repeat(2)],
  ])('finds %s', (_what, secret) => {
    expect(secretWeakness(secret)).toMatch(/repeats a block/);
  });

  it('does not take a block that comes twice for one that is repeated to the end', () => {
    expect(secretWeakness('Hello!\xde\xad\xbe\xef'.repeat(2) + 'x')).toBeUndefined();
  });

  it('passes the test secrets of the RFCs', () => {
    expect(Object.values(rfc6238.secretText).map((secret) => secret.length)).toEqual([20, 32, 64]);
    for (const secret of Object.values(rfc6238.secretText)) expect(secretWeakness(secret)).toBeUndefined();
  });

  it('passes random secrets of every allowed length', () => {
    for (let length = 14; length <= 64; length++)
      for (let i = 0; i < 20; i++) expect(secretWeakness(randomBytes(length).toString('latin1'))).toBeUndefined();
  });

  it('shows nothing of a secret', () => {
    fc.assert(
      fc.property(fc.constantFrom('s3cret-', 'Q', 'zyx'), (pattern) => {
        expect(secretWeakness(pattern.repeat(20))).not.toContain(pattern);
      }),
    );
  });
});
