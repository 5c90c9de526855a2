// HMAC_DRBG (NIST SP 800-90A Rev. 1, section 10.1.2), without reseeding: a token draws a few nonces a day and is
// instantiated anew, with a fresh count of its starts, after every loss of power.
import { bytesOf, type Bytes } from './bytes.ts';
import type { Hash } from './digest/hash.ts';
import { mac, macKey } from './digest/hmac.ts';

/** The generator's working state: as secret as its seed. */
export interface Generator {
  hash: Hash;
  key: Bytes;
  value: Bytes;
}

/** HMAC_DRBG_Update (10.1.2.2). */
const update = (generator: Generator, provided: Bytes): void => {
  for (let round = 0; round < 2; round++) {
    if (round === 1 && provided === '') return;
    generator.key = mac(macKey(generator.hash, generator.key), generator.value + bytesOf(round) + provided);
    generator.value = mac(macKey(generator.hash, generator.key), generator.value);
  }
};

/** HMAC_DRBG_Instantiate (10.1.2.3): entropy, nonce and personalisation string, already put together. */
export const instantiate = (hash: Hash, seedMaterial: Bytes): Generator => {
  const generator = { hash: hash, key: '\0'.repeat(hash.digestBytes), value: '\x01'.repeat(hash.digestBytes) };
  update(generator, seedMaterial);
  return generator;
};

/** HMAC_DRBG_Generate (10.1.2.5): `length` bytes, with `additional` input or ''. */
export const generate = (generator: Generator, length: number, additional: Bytes): Bytes => {
  if (additional !== '') update(generator, additional);
  let bytes = '';
  while (bytes.length < length) {
    generator.value = mac(macKey(generator.hash, generator.key), generator.value);
    bytes += generator.value;
  }
  update(generator, additional);
  return bytes.slice(0, length);
};
