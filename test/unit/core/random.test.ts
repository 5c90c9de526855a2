// HMAC_DRBG held against a published vector, and against an implementation of its own, written from SP 800-90A with node:crypto.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generate, instantiate } from '../../../firmware/core/random.ts';
import { nobleHashes } from '../../../firmware/host/noble.ts';
import { fc, runs } from '../../chance/property.ts';

const bytes = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

/** NIST SP 800-90A Rev. 1, section 10.1.2, on Buffers. */
class Reference {
  #key: Buffer;
  #value: Buffer;

  constructor(
    readonly algorithm: 'sha1' | 'sha256',
    seedMaterial: Buffer,
  ) {
    const length = algorithm === 'sha1' ? 20 : 32;
    this.#key = Buffer.alloc(length, 0);
    this.#value = Buffer.alloc(length, 1);
    this.#update(seedMaterial);
  }

  generate(length: number, additional: Buffer): Buffer {
    if (additional.length > 0) this.#update(additional);
    let temporary = Buffer.alloc(0);
    while (temporary.length < length) {
      this.#value = this.#hmac(this.#value);
      temporary = Buffer.concat([temporary, this.#value]);
    }
    this.#update(additional);
    return temporary.subarray(0, length);
  }

  #hmac(...parts: Buffer[]): Buffer {
    return createHmac(this.algorithm, this.#key).update(Buffer.concat(parts)).digest();
  }

  #update(provided: Buffer): void {
    this.#key = this.#hmac(this.#value, Buffer.from([0]), provided);
    this.#value = this.#hmac(this.#value);
    if (provided.length === 0) return;
    this.#key = this.#hmac(this.#value, Buffer.from([1]), provided);
    this.#value = this.#hmac(this.#value);
  }
}

describe('HMAC_DRBG', () => {
  it('gives the bits of the NIST CAVP vector HMAC_DRBG.rsp, no reseed, SHA-256, no additional input, COUNT = 0', () => {
    const entropy = 'ca851911349384bffe89de1cbdc46e6831e44d34a4fb935ee285dd14b71a7488';
    const nonce = '659ba96c601dc69fc902940805ec0ca8';
    const generator = instantiate(nobleHashes.SHA256, bytes(entropy + nonce));
    generate(generator, 128, '');
    expect(hex(generate(generator, 128, ''))).toBe(
      'e528e9abf2dece54d47c7e75e5fe302149f817ea9fb4bee6f4199697d04d5b89' +
        'd54fbb978a15b5c443c9ec21036d2460b6f73ebad0dc2aba6e624abf07745bc1' +
        '07694bb7547bb0995f70de25d6b29e2d3011bb19d27676c07162c8b5ccde0668' +
        '961df86803482cb37ed6d5c0bb8d50cf1f50d476aa0458bdaba806f48be9dcb8',
    );
  });

  it.each(['sha1', 'sha256'] as const)('with %s gives the same as the second implementation', (algorithm) => {
    const hash = algorithm === 'sha1' ? nobleHashes.SHA1 : nobleHashes.SHA256;
    const call = fc.record({
      length: fc.integer({ min: 1, max: 100 }),
      additional: fc.uint8Array({ maxLength: 80, size: 'max' }),
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120, size: 'max' }), fc.array(call, { maxLength: 6 }), (seed, calls) => {
        const reference = new Reference(algorithm, Buffer.from(seed));
        const generator = instantiate(hash, Buffer.from(seed).toString('latin1'));
        for (const { length, additional } of calls) {
          const given = generate(generator, length, Buffer.from(additional).toString('latin1'));
          expect(hex(given)).toBe(reference.generate(length, Buffer.from(additional)).toString('hex'));
        }
      }),
      { numRuns: runs(200) },
    );
  });
});
