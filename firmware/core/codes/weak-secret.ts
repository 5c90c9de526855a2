// Secrets that nobody drew at random. For the host, where a secret is typed or imported; the token trusts its tool.
import type { Bytes } from '../bytes.ts';

/** A random secret of 14 bytes has fewer different bytes than this about once in 10^11 times, a longer one more rarely. */
const leastDifferentBytes = 8;

/**
 * Why a secret of at least 14 bytes looks made up, in one sentence that shows nothing of it; undefined when it doesn't.
 * Finds repeated bytes, short patterns and even steps (00 01 02 ...), not words. The RFCs' test secrets pass.
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
  return undefined;
};
