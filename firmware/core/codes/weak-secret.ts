// Secrets that nobody drew at random. For the host, where a secret is typed or imported; the token trusts its tool.
import type { Bytes } from '../bytes.ts';

/** A random secret of 14 bytes has fewer different bytes than this about once in 10^11 times, a longer one more rarely. */
const leastDifferentBytes = 8;

/** The test secrets of RFC 4226, Appendix D, and RFC 6238, Appendix B, are this over and over, as long as the digest. */
const testDigits = '1234567890';

/** Whether a block of at most half its length, over and over, makes the whole of it. */
const repeatsBlock = (secret: Bytes): boolean => {
  for (let length = 1; length * 2 <= secret.length; length++) {
    // The same as itself moved by one block: the last repetition may be cut short.
    if (secret.slice(length) === secret.slice(0, secret.length - length)) return true;
  }
  return false;
};

const isTestSecret = (secret: Bytes): boolean => {
  if (secret.length !== 20 && secret.length !== 32 && secret.length !== 64) return false;
  for (let i = 0; i < secret.length; i++) {
    if (secret.charAt(i) !== testDigits.charAt(i % 10)) return false;
  }
  return true;
};

/**
 * Why a secret of at least 14 bytes looks made up, in one sentence that shows nothing of it; undefined when it doesn't.
 * Finds repeated bytes, a block that is repeated to the end, and even steps (00 01 02 ...), not words. The RFCs' test
 * secrets pass.
 */
export const secretWeakness = (secret: Bytes): string | undefined => {
  let different = 0;
  let evenSteps = secret.length > 1;
  const step = (secret.charCodeAt(1) - secret.charCodeAt(0)) & 255;
  for (let i = 0; i < secret.length; i++) {
    if (secret.indexOf(secret.charAt(i)) === i) different++;
    if (i > 0 && ((secret.charCodeAt(i) - secret.charCodeAt(i - 1)) & 255) !== step) evenSteps = false;
  }
  if (different < leastDifferentBytes)
    return 'The secret repeats a few bytes, so it was not drawn at random: ask its issuer for another.';
  if (evenSteps)
    return 'The secret counts up or down in even steps, so it was not drawn at random: ask its issuer for another.';
  if (repeatsBlock(secret) && !isTestSecret(secret))
    return 'The secret repeats a block of bytes, so it was not drawn at random: ask its issuer for another.';
  return undefined;
};
