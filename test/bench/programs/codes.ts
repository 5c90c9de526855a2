// The core alone on the real interpreter, for the bench: one code on a prepared key, with each hash as a board has it.
import { hotp } from '../../../firmware/core/codes/hotp.ts';
import type { Hash } from '../../../firmware/core/digest/hash.ts';
import { macKey } from '../../../firmware/core/digest/hmac.ts';
import { boardSha1, boardSha256, boardSha512 } from '../../../firmware/espruino/hashes.ts';

// RFC 6238, Appendix B: as many of these digits as the hash has bytes.
const digits = '1234567890';

const codeWith = (hash: Hash | undefined): (() => string) | undefined => {
  if (!hash) return undefined;
  const key = macKey(hash, digits.repeat(7).slice(0, hash.digestBytes));
  return () => hotp(key, 1, 6);
};

Object.assign(globalThis, {
  codeSha1: codeWith(boardSha1),
  codeSha256: codeWith(boardSha256),
  codeSha512: codeWith(boardSha512),
});
