// Computes the vectors of RFC 4226 and RFC 6238 with the core that goes on a token. Built like a product, run by bundle.test.ts.
import { hotp } from '../../../firmware/core/codes/hotp.ts';
import { totp } from '../../../firmware/core/codes/totp.ts';
import { macKey } from '../../../firmware/core/digest/hmac.ts';
import { sha1 } from '../../../firmware/core/digest/sha1.ts';
import { sha256 } from '../../../firmware/core/digest/sha256.ts';
import { sha512 } from '../../../firmware/core/digest/sha512.ts';

declare function answer(name: string, code: string): void;

const digits = '1234567890';
const keys = [
  macKey(sha1, digits.repeat(2)),
  macKey(sha256, (digits + digits + digits + digits).substring(0, 32)),
  macKey(sha512, digits.repeat(7).substring(0, 64)),
];
const times = [59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000];

for (let counter = 0; counter < 10; counter++) answer('hotp ' + counter, hotp(keys[0]!, counter, 6));
for (let i = 0; i < times.length; i++) {
  for (let k = 0; k < keys.length; k++) {
    answer('totp ' + keys[k]!.hash.name + ' ' + times[i]!, totp(keys[k]!, times[i]!, 30, 8));
  }
}
