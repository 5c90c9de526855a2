// otpauth URIs, in and out.
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../firmware/core/codes/credential.ts';
import { credentialProblem } from '../../../firmware/core/codes/credential.ts';
import { formatOtpauth, parseOtpauth } from '../../../firmware/core/codes/otpauth.ts';
import { fc, runs } from '../../chance/property.ts';

const secretText = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const plain: Credential = {
  type: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  periodSeconds: 30,
  counter: 0,
  secret: '12345678901234567890',
};
const read = (uri: string): unknown => {
  const parsed = parseOtpauth(uri);
  return parsed.ok ? parsed.value : parsed.problem;
};
const withParameters = (parameters: string): unknown => read(`otpauth://totp/a?secret=${secretText}&${parameters}`);

describe('parseOtpauth', () => {
  it.each([
    ['ACME:alice', { issuer: 'ACME', account: 'alice' }],
    ['ACME%3Aalice', { issuer: 'ACME', account: 'alice' }],
    ['ACME%3aalice', { issuer: 'ACME', account: 'alice' }],
    ['ACME:%20alice', { issuer: 'ACME', account: 'alice' }],
    ['A%3AB:alice', { issuer: 'A:B', account: 'alice' }],
    ['alice', { account: 'alice' }],
    ['S%C3%B8ren%20%C3%85', { account: 'Søren Å' }],
    ['a+b@c', { account: 'a+b@c' }],
    ['a%2526b', { account: 'a%26b' }],
    [':alice', { account: 'alice' }],
    ['ACME:', { issuer: 'ACME' }],
    ['', {}],
  ])('splits the label %j before it decodes it', (label, names) => {
    expect(read(`otpauth://totp/${label}?secret=${secretText}`)).toEqual({ ...plain, ...names });
  });

  it('splits the parameters before it decodes them', () => {
    expect(withParameters('issuer=A%26digits%3D8')).toEqual({ ...plain, account: 'a', issuer: 'A&digits=8' });
    expect(withParameters('issuer=a=b')).toEqual({ ...plain, account: 'a', issuer: 'a=b' });
    expect(withParameters('issuer=A+B')).toEqual({ ...plain, account: 'a', issuer: 'A+B' });
  });

  it('ignores parameters that it does not know, broken ones too', () => {
    expect(withParameters('image=https%3A%2F%2Fx&color=%ZZ&lock=false&&x')).toEqual({ ...plain, account: 'a' });
  });

  it('takes the issuer parameter where it differs from the prefix', () => {
    expect(read(`otpauth://totp/Old:a?secret=${secretText}&issuer=New`)).toMatchObject({ issuer: 'New', account: 'a' });
    expect(read(`otpauth://totp/Old:a?secret=${secretText}&issuer=`)).toMatchObject({ issuer: 'Old' });
  });

  it.each([
    ['SHA1', 'SHA1'],
    ['sha-1', 'SHA1'],
    ['HmacSHA1', 'SHA1'],
    ['SHA256', 'SHA256'],
    ['HmacSHA256', 'SHA256'],
    ['HMAC-SHA-256', 'SHA256'],
    ['sha_512', 'SHA512'],
    ['hmac-sha512', 'SHA512'],
  ])('knows algorithm=%s', (spelled, algorithm) => {
    expect(withParameters(`algorithm=${spelled}`)).toMatchObject({ algorithm });
  });

  it('reads digits, period and counter', () => {
    expect(withParameters('digits=10&period=60&counter=9')).toMatchObject({
      digits: 10,
      periodSeconds: 60,
      counter: 0,
    });
    expect(read(`OTPAUTH://HOTP/a?SECRET=${secretText}&counter=9007199254740991&period=60`)).toMatchObject({
      type: 'hotp',
      counter: 9007199254740991,
      periodSeconds: 30,
    });
  });

  it.each([
    ['', /must begin with "otpauth:\/\/"/],
    ['https://totp/a?secret=AA', /must begin with "otpauth:\/\/"/],
    ['otpauth://totp/a', /not of the form/],
    ['otpauth://totp?secret=AA/', /not of the form/],
    ['otpauth://steam/a?secret=AA', /must be totp or hotp/],
    ['otpauth://totp/a?issuer=x', /has no secret/],
    ['otpauth://totp/a%?secret=AA', /label .* "%"/],
    ['otpauth://totp/%ff?secret=AA', /label .* "%"/],
    ['otpauth://totp/a%0Ab?secret=AA', /label .* control character/],
    [`otpauth://hotp/a?secret=${secretText}`, /no counter/],
    [`otpauth://totp/a#b?secret=${secretText}`, /"#"/],
    [`otpauth://totp/a?secret=${secretText}&secret=${secretText}`, /its secret twice/],
    [`otpauth://totp/a?secret=${secretText}&issuer=%E0%A4%A`, /issuer .* "%"/],
    [`otpauth://totp/a?secret=${secretText}&issuer=%1B%5B2J`, /issuer .* control character/],
    [`otpauth://totp/a?secret=${secretText}&issuer=%C2%9B2J`, /issuer .* control character/],
    [`otpauth://totp/a?secret=${secretText}&algorithm=MD5`, /algorithm .* SHA1, SHA256 or SHA512/],
    [`otpauth://totp/a?secret=${secretText}&algorithm=`, /algorithm/],
    [`otpauth://totp/a?secret=${secretText}&digits=six`, /digits .* no whole number/],
    [`otpauth://totp/a?secret=${secretText}&digits=`, /digits .* no whole number/],
    [`otpauth://totp/a?secret=${secretText}&digits=0x8`, /digits .* no whole number/],
    [`otpauth://totp/a?secret=${secretText}&digits=+8`, /digits .* no whole number/],
    [`otpauth://hotp/a?secret=${secretText}&counter=00000000000000001`, /counter .* up to 16 digits/],
    [`otpauth://totp/a?secret=${secretText}&digits=5`, /6 to 10/],
    [`otpauth://totp/a?secret=${secretText}&period=0`, /1 to 120/],
    [`otpauth://totp/a?secret=${secretText}&period=1e1`, /period .* no whole number/],
    [`otpauth://hotp/a?secret=${secretText}&counter=9007199254740993`, /counter/],
    ['otpauth://totp/a?secret=GEZDGNBV', /has 5 bytes/],
    ['otpauth://totp/a?secret=GEZD0NBV', /Character 5 /],
  ])('refuses %s', (uri, problem) => {
    expect(read(uri)).toMatch(problem);
  });
});

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() === text && !/\p{Cc}/u.test(text));
const credential: fc.Arbitrary<Credential> = fc
  .record(
    {
      type: fc.constantFrom('totp' as const, 'hotp' as const),
      algorithm: fc.constantFrom('SHA1' as const, 'SHA256' as const, 'SHA512' as const),
      digits: fc.integer({ min: 6, max: 10 }),
      periodSeconds: fc.integer({ min: 1, max: 120 }),
      counter: fc.maxSafeNat(),
      secret: fc.uint8Array({ minLength: 14, maxLength: 64 }).map((array) => Buffer.from(array).toString('latin1')),
      issuer: name,
      account: name,
    },
    { requiredKeys: ['type', 'algorithm', 'digits', 'periodSeconds', 'counter', 'secret'] },
  )
  .map((drawn) => (drawn.type === 'totp' ? { ...drawn, counter: 0 } : { ...drawn, periodSeconds: 30 }));

describe('formatOtpauth', () => {
  it('spells everything out', () => {
    expect(formatOtpauth({ ...plain, issuer: 'Bø & Co', account: 'a:b' })).toBe(
      `otpauth://totp/B%C3%B8%20%26%20Co:a%3Ab?secret=${secretText}&issuer=B%C3%B8%20%26%20Co&algorithm=SHA1&digits=6&period=30`,
    );
  });

  it('keeps an account with a colon apart from an issuer', () => {
    expect(read(formatOtpauth({ ...plain, account: 'a:b' }))).toEqual({ ...plain, account: 'a:b' });
  });

  it('writes what parseOtpauth reads back', () => {
    fc.assert(
      fc.property(credential, (one) => {
        expect(read(formatOtpauth(one))).toEqual(one);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('hostile input', () => {
  const piece = fc.oneof(
    fc.constantFrom('otpauth://', 'totp', 'hotp', '/', '?', '&', '=', ':', '%', '%3A', '#', '+', 'secret', 'issuer'),
    fc.constantFrom('digits', 'period', 'counter', 'algorithm', '\0', '\u202e', '\ud800', secretText),
    fc.string({ maxLength: 5 }),
  );

  it('gives a usable credential or one sentence without the secret', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, startsWell) => {
        const text = (startsWell ? `otpauth://totp/x?secret=${secretText}&` : '') + pieces.join('');
        const parsed = parseOtpauth(text);
        if (parsed.ok) expect(credentialProblem(parsed.value)).toBeUndefined();
        else {
          expect(parsed.problem).not.toMatch(/GEZD|GNBV|GY3T|QOJQ/);
          expect(parsed.problem.length).toBeLessThan(220);
        }
      }),
      { numRuns: runs(2000) },
    );
  });
});
