// Secrets at rest: a passphrase through scrypt (RFC 7914), then AES-256-GCM. The place of a secret (table, column, row)
// is authenticated with it, so that a sealed value moved elsewhere does not open. What the seal can't do: hide that a
// value exists, or protect a registry whose passphrase can be guessed.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Failure } from '../failure.ts';

/** How the key is made from the passphrase: kept in the registry, not secret. */
export interface SealTerms {
  readonly salt: string;
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/** OWASP's and RFC 7914's interactive cost for today: 32 MiB and about 0.1 s. */
export function newSealTerms(): SealTerms {
  return { salt: randomBytes(16).toString('base64url'), cost: 2 ** 15, blockSize: 8, parallelization: 1 };
}

const ivBytes = 12;
const tagBytes = 16;
// Said to node:crypto at both ends: left out, opening would take a shorter tag, which is easier to guess.
const gcm = { authTagLength: tagBytes };

export class Seal {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Derives the key. Takes about 0.1 s, on purpose. */
  static async open(passphrase: string, terms: SealTerms): Promise<Seal> {
    const { cost, blockSize, parallelization } = terms;
    const options = { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize };
    const key = await new Promise<Buffer>((resolve, reject) => {
      // One spelling of the passphrase, whatever keyboard it came from.
      scrypt(passphrase.normalize('NFKC'), Buffer.from(terms.salt, 'base64url'), 32, options, (error, derived) =>
        error === null ? resolve(derived) : reject(error),
      );
    });
    return new Seal(key);
  }

  /** Seals bytes for one place, for example `tokens.device_key KK-0000013`. */
  close(secret: Uint8Array, place: string): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv, gcm).setAAD(Buffer.from(place));
    return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  /** Gives the bytes back; fails with `registry` when the value was changed or belongs elsewhere. */
  open(sealed: string, place: string): Buffer {
    const bytes = Buffer.from(sealed, 'base64url');
    try {
      if (bytes.length < ivBytes + tagBytes) throw new Error('too short for a nonce and a whole tag');
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, ivBytes), gcm);
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
    } catch {
      throw new Failure(
        'registry',
        `The registry's sealed value for ${place} does not open: the file was changed by something else than klarkode.`,
      );
    }
  }
}
