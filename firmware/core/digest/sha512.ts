// SHA-512 (FIPS 180-4, section 6.4.2), for boards without it. A 64-bit word is two numbers, high then low; low ones
// stay unsigned, so that a sum's carry is its quotient by 2^32, and high ones may grow past 32 bits (but not past
// 2^53), since every bit operation cuts them again. Not unrolled like the others: the names are twice as many.
import type { Hash } from './hash.ts';
import { ownHash } from './own.ts';

// Section 4.2.3: the first 64 bits of the fractions of the cube roots of the first 80 primes.
const roundConstants =
  '428a2f98d728ae227137449123ef65cdb5c0fbcfec4d3b2fe9b5dba58189dbbc3956c25bf348b53859f111f1b605d019' +
  '923f82a4af194f9bab1c5ed5da6d8118d807aa98a303024212835b0145706fbe243185be4ee4b28c550c7dc3d5ffb4e2' +
  '72be5d74f27b896f80deb1fe3b1696b19bdc06a725c71235c19bf174cf692694e49b69c19ef14ad2efbe4786384f25e3' +
  '0fc19dc68b8cd5b5240ca1cc77ac9c652de92c6f592b02754a7484aa6ea6e4835cb0a9dcbd41fbd476f988da831153b5' +
  '983e5152ee66dfaba831c66d2db43210b00327c898fb213fbf597fc7beef0ee4c6e00bf33da88fc2d5a79147930aa725' +
  '06ca6351e003826f142929670a0e6e7027b70a8546d22ffc2e1b21385c26c9264d2c6dfc5ac42aed53380d139d95b3df' +
  '650a73548baf63de766a0abb3c77b2a881c2c92e47edaee692722c851482353ba2bfe8a14cf10364a81a664bbc423001' +
  'c24b8b70d0f89791c76c51a30654be30d192e819d6ef5218d69906245565a910f40e35855771202a106aa07032bbd1b8' +
  '19a4c116b8d2d0c81e376c085141ab532748774cdf8eeb9934b0bcb5e19b48a8391c0cb3c5c95a634ed8aa4ae3418acb' +
  '5b9cca4f7763e373682e6ff3d6b2b8a3748f82ee5defb2fc78a5636f43172f6084c87814a1f0ab728cc702081a6439ec' +
  '90befffa23631e28a4506cebde82bde9bef9a3f7b2c67915c67178f2e372532bca273eceea26619cd186b8c721c0c207' +
  'eada7dd6cde0eb1ef57d4f7fee6ed17806f067aa72176fba0a637dc5a2c898a6113f9804bef90dae1b710b35131c471b' +
  '28db77f523047d8432caab7b40c724933c9ebe0a15c9bebc431d67c49c100d4c4cc5d4becb3e42b6597f299cfc657e2a' +
  '5fcb6fab3ad6faec6c44198c4a475817';

const makeSha512 = (): Hash => {
  const constants = new Uint32Array(160);
  for (let i = 0; i < 160; i++) constants[i] = parseInt(roundConstants.substr(i * 8, 8), 16);

  const compress = (m: Int32Array, w: Int32Array): void => {
    const z = new Uint32Array(w.buffer);
    let a = m[0]!;
    let A = m[1]! >>> 0;
    let b = m[2]!;
    let B = m[3]! >>> 0;
    let c = m[4]!;
    let C = m[5]! >>> 0;
    let d = m[6]!;
    let D = m[7]! >>> 0;
    let e = m[8]!;
    let E = m[9]! >>> 0;
    let f = m[10]!;
    let F = m[11]! >>> 0;
    let g = m[12]!;
    let G = m[13]! >>> 0;
    let h = m[14]!;
    let H = m[15]! >>> 0;
    let t = 0;
    let i = 0;
    let x = 0;
    let X = 0;
    let y = 0;
    let Y = 0;
    let l = 0;
    const n = 4294967296;
    const k = constants;
    // Views, so that an index is one name: with t from 0, s is the word to make; these lie 2, 7 and 15 words before it.
    const s = z.subarray(32);
    const p = z.subarray(28);
    const r = z.subarray(18);
    const q = z.subarray(2);
    while (t < 128) {
      i = t + 1;
      x = q[t]!;
      X = q[i]!;
      y = p[t]!;
      Y = p[i]!;
      l =
        (((X >>> 1) ^ (x << 31) ^ (X >>> 8) ^ (x << 24) ^ (X >>> 7) ^ (x << 25)) >>> 0) +
        (((Y >>> 19) ^ (y << 13) ^ (y >>> 29) ^ (Y << 3) ^ (Y >>> 6) ^ (y << 26)) >>> 0) +
        r[i]! +
        z[i]!;
      s[t] =
        ((x >>> 1) ^ (X << 31) ^ (x >>> 8) ^ (X << 24) ^ (x >>> 7)) +
        ((y >>> 19) ^ (Y << 13) ^ (Y >>> 29) ^ (y << 3) ^ (y >>> 6)) +
        r[t]! +
        z[t]! +
        ((l / n) | 0);
      s[i] = l;
      t += 2;
    }
    t = 0;
    while (t < 160) {
      i = t + 1;
      l =
        H +
        (((E >>> 14) ^ (e << 18) ^ (E >>> 18) ^ (e << 14) ^ (e >>> 9) ^ (E << 23)) >>> 0) +
        ((G ^ (E & (F ^ G))) >>> 0) +
        k[i]! +
        z[i]!;
      y =
        h +
        ((e >>> 14) ^ (E << 18) ^ (e >>> 18) ^ (E << 14) ^ (E >>> 9) ^ (e << 23)) +
        (g ^ (e & (f ^ g))) +
        k[t]! +
        z[t]!;
      x = D + l;
      l +=
        (((A >>> 28) ^ (a << 4) ^ (a >>> 2) ^ (A << 30) ^ (a >>> 7) ^ (A << 25)) >>> 0) +
        (((A & B) | (C & (A | B))) >>> 0);
      h = g;
      H = G;
      g = f;
      G = F;
      f = e;
      F = E;
      e = d + y + ((x / n) | 0);
      E = x >>> 0;
      y +=
        ((a >>> 28) ^ (A << 4) ^ (A >>> 2) ^ (a << 30) ^ (A >>> 7) ^ (a << 25)) +
        ((a & b) | (c & (a | b))) +
        ((l / n) | 0);
      d = c;
      D = C;
      c = b;
      C = B;
      b = a;
      B = A;
      a = y;
      A = l >>> 0;
      t += 2;
    }
    const v = [a, A, b, B, c, C, d, D, e, E, f, F, g, G, h, H];
    for (t = 0; t < 16; t += 2) {
      l = (m[t + 1]! >>> 0) + v[t + 1]!;
      m[t]! += v[t]! + ((l / n) | 0);
      m[t + 1] = l;
    }
  };

  // Section 5.3.5.
  return ownHash(
    'SHA512',
    128,
    160,
    [
      0x6a09e667, 0xf3bcc908, 0xbb67ae85, 0x84caa73b, 0x3c6ef372, 0xfe94f82b, 0xa54ff53a, 0x5f1d36f1, 0x510e527f,
      0xade682d1, 0x9b05688c, 0x2b3e6c1f, 0x1f83d9ab, 0xfb41bd6b, 0x5be0cd19, 0x137e2179,
    ],
    compress,
  );
};

/** Our own SHA-512. */
export const sha512: Hash = /* @__PURE__ */ makeSha512();
