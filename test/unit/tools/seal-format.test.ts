// The seal's format, opened by hand with node:crypto: a registry must be readable for as long as its passphrase is known.
import { createCipheriv, createDecipheriv, scryptSync } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { Failure } from '../../../tools/failure.ts';
import { newSealTerms, Seal } from '../../../tools/registry/seal.ts';

// Watched, not replaced: what the seal asks of node:crypto is part of its format.
vi.mock('node:crypto', { spy: true });

const cheap = { salt: Buffer.from('a salt').toString('base64url'), cost: 1024, blockSize: 8, parallelization: 1 };

it('is scrypt, then AES-256-GCM: nonce of 12 bytes, ciphertext, tag of 16, the place as additional data, in base64url', async () => {
  const sealed = (await Seal.open('pass', cheap)).close(Buffer.from('the secret'), 'tokens KK-1');
  expect(sealed).toMatch(/^[\w-]+$/);
  const bytes = Buffer.from(sealed, 'base64url');
  expect(bytes.length).toBe(12 + 10 + 16);
  const key = scryptSync('pass', 'a salt', 32, { N: 1024, r: 8, p: 1 });
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from('tokens KK-1')).setAuthTag(bytes.subarray(22));
  expect(Buffer.concat([decipher.update(bytes.subarray(12, 22)), decipher.final()]).toString()).toBe('the secret');
});

it('makes and takes whole tags only', async () => {
  const seal = await Seal.open('pass', cheap);
  seal.open(seal.close(Buffer.from('x'), 'p'), 'p');
  for (const made of [createCipheriv, createDecipheriv])
    expect(vi.mocked(made).mock.lastCall?.[3]).toEqual({ authTagLength: 16 });
  vi.mocked(createDecipheriv).mockClear();
  // 27 bytes: a nonce and 15 bytes of a tag.
  expect(() => seal.open(Buffer.alloc(27).toString('base64url'), 'p')).toThrow(/does not open/);
  expect(createDecipheriv).not.toHaveBeenCalled();
});

it('has a salt of 16 random bytes and the interactive cost', () => {
  const terms = newSealTerms();
  expect(terms).toEqual({ salt: terms.salt, cost: 32768, blockSize: 8, parallelization: 1 });
  expect(Buffer.from(terms.salt, 'base64url').length).toBe(16);
  expect(terms.salt).not.toBe(newSealTerms().salt);
});

it('uses every one of its terms', async () => {
  const sealed = (await Seal.open('pass', cheap)).close(Buffer.from('x'), 'p');
  for (const other of [{ cost: 2048 }, { blockSize: 4 }, { parallelization: 2 }, { salt: 'YQ' }]) {
    const wrong = await Seal.open('pass', { ...cheap, ...other });
    expect(() => wrong.open(sealed, 'p')).toThrow(Failure);
  }
});

it('says of a value that does not open where it stands, and that the registry is damaged', async () => {
  const seal = await Seal.open('pass', cheap);
  const attempt = (): Buffer => seal.open('AAAA', 'tokens KK-1');
  expect(attempt).toThrow("The registry's sealed value for tokens KK-1 does not open: the file was changed");
  expect(attempt).toThrow(expect.objectContaining({ code: 'registry' }));
});

it('fails with terms that scrypt refuses', async () => {
  await expect(Seal.open('pass', { ...cheap, cost: 1000 })).rejects.toThrow();
});
