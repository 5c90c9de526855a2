// The seal: opens only with its passphrase, its salt and in its place.
import { beforeAll, describe, expect, it } from 'vitest';
import { newSealTerms, Seal } from '../../../tools/registry/seal.ts';

const terms = newSealTerms();
let seal: Seal;
beforeAll(async () => {
  seal = await Seal.open('correct horse', terms);
});

describe('the seal', () => {
  it('gives back what was sealed, and never seals the same twice', async () => {
    const sealed = seal.close(Buffer.from('12345678901234567890'), 'a place');
    const again = await Seal.open('correct horse', terms);
    expect(again.open(sealed, 'a place').toString()).toBe('12345678901234567890');
    expect(seal.close(Buffer.from('12345678901234567890'), 'a place')).not.toBe(sealed);
    expect(sealed).not.toContain('1234');
  });

  it('does not open in another place, with another passphrase, another salt, or changed', async () => {
    const sealed = seal.close(Buffer.from('12345678901234567890'), 'a place');
    expect(() => seal.open(sealed, 'another place')).toThrow(/does not open/);
    for (const [passphrase, other] of [
      ['correct horsf', terms],
      ['correct horse', newSealTerms()],
    ] as const) {
      const wrong = await Seal.open(passphrase, other);
      expect(() => wrong.open(sealed, 'a place')).toThrow(/does not open/);
    }
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of [0, 12, 20, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => seal.open(changed.toString('base64url'), 'a place')).toThrow(/does not open/);
    }
    expect(() => seal.open('', 'a place')).toThrow(/does not open/);
  });

  it('takes one passphrase for one, however its letters were composed', async () => {
    const composed = await Seal.open('r\u00f8dgr\u00f8d p\u00e5 \u00e9n', terms);
    const decomposed = await Seal.open('r\u00f8dgr\u00f8d pa\u030a e\u0301n', terms);
    expect(decomposed.open(composed.close(Buffer.from('x'), 'p'), 'p').toString()).toBe('x');
  });
});
