// Sends a credential over a session, encrypted: what `klarkode issue` does, and a flash that puts one back.
import type { Bytes } from '../../firmware/core/bytes.ts';
import type { Credential } from '../../firmware/core/codes/credential.ts';
import { algorithmNames, encodeTerms } from '../../firmware/core/records/credential-record.ts';
import type { TokenSession } from './session.ts';

/** The credential as it goes over the wire and into the token's record. Secret. */
export function termsOf(credential: Credential): Bytes {
  return encodeTerms({
    eventBased: credential.type === 'hotp',
    algorithm: algorithmNames.indexOf(credential.algorithm),
    digits: credential.digits,
    periodSeconds: credential.periodSeconds,
    counter: credential.counter,
    secret: credential.secret,
  });
}

/** Gives it to the token. Fails with `TokenError` when the token refuses. */
export async function sendCredential(session: TokenSession, credential: Credential): Promise<void> {
  await session.requestSealed('issue', termsOf(credential));
}
