// SHA-256 (FIPS 180-4, section 6.2.2), for boards without it. Rounds come in fours, within which the eight working
// variables change roles instead of values; eights would be 6 % faster and 450 bytes longer. Sums may grow past 32
// bits, since every bit operation cuts them again (not past 2^53: four rounds let them grow by a factor of 1.6).
import type { Hash } from './hash.ts';
import { ownHash } from './own.ts';

const makeSha256 = (): Hash => {
  // The constants are the first 32 bits of the fractions of the cube roots of the first 64 primes (section 4.2.2), the
  // initial value that of the square roots of the first eight (section 5.3.3). Here: each prime's distance from the one
  // before. The nearest any root comes to the next number is 0.005, far more than a platform's power function is off.
  const steps = '212242424626424662642646842424>462:2664662:242<<42462:6662642:>4';
  // Bound once: looking a method up costs as much as the call.
  const step = steps.charCodeAt.bind(steps);
  const power = Math.pow;
  const constants = new Int32Array(64);
  const initial: number[] = [];
  let prime = 0;
  for (let i = 0; i < 64; i++) {
    prime += step(i) - 48;
    constants[i] = (power(prime, 1 / 3) % 1) * 4294967296;
    if (i < 8) initial.push((power(prime, 0.5) % 1) * 4294967296);
  }

  const compress = (m: Int32Array, w: Int32Array): void => {
    let a = m[0]!;
    let b = m[1]!;
    let c = m[2]!;
    let d = m[3]!;
    let e = m[4]!;
    let f = m[5]!;
    let g = m[6]!;
    let h = m[7]!;
    let t = 0;
    const k = constants;
    // Views, so that an index is one name: with t from 0, s is the word to make, and these lie 15 and 7 before it.
    const s = w.subarray(16);
    const q = w.subarray(1);
    const r = w.subarray(9);
    let u = w[14]!;
    let v = w[15]!;
    let x = w[0]!;
    let y = 0;
    while (t < 48) {
      y = q[t]!;
      s[t] = u =
        ((y >>> 7) ^ (y >>> 18) ^ (y >>> 3) ^ (y << 25) ^ (y << 14)) +
        ((u >>> 17) ^ (u >>> 19) ^ (u >>> 10) ^ (u << 15) ^ (u << 13)) +
        x +
        r[t++]!;
      x = q[t]!;
      s[t] = v =
        ((x >>> 7) ^ (x >>> 18) ^ (x >>> 3) ^ (x << 25) ^ (x << 14)) +
        ((v >>> 17) ^ (v >>> 19) ^ (v >>> 10) ^ (v << 15) ^ (v << 13)) +
        y +
        r[t++]!;
    }
    t = 0;
    while (t < 64) {
      d += h +=
        ((e >>> 6) ^ (e >>> 11) ^ (e >>> 25) ^ (e << 26) ^ (e << 21) ^ (e << 7)) +
        (g ^ (e & (f ^ g))) +
        k[t]! +
        w[t++]!;
      h += ((a >>> 2) ^ (a >>> 13) ^ (a >>> 22) ^ (a << 30) ^ (a << 19) ^ (a << 10)) + ((a & b) | (c & (a | b)));
      c += g +=
        ((d >>> 6) ^ (d >>> 11) ^ (d >>> 25) ^ (d << 26) ^ (d << 21) ^ (d << 7)) +
        (f ^ (d & (e ^ f))) +
        k[t]! +
        w[t++]!;
      g += ((h >>> 2) ^ (h >>> 13) ^ (h >>> 22) ^ (h << 30) ^ (h << 19) ^ (h << 10)) + ((h & a) | (b & (h | a)));
      b += f +=
        ((c >>> 6) ^ (c >>> 11) ^ (c >>> 25) ^ (c << 26) ^ (c << 21) ^ (c << 7)) +
        (e ^ (c & (d ^ e))) +
        k[t]! +
        w[t++]!;
      f += ((g >>> 2) ^ (g >>> 13) ^ (g >>> 22) ^ (g << 30) ^ (g << 19) ^ (g << 10)) + ((g & h) | (a & (g | h)));
      a += e +=
        ((b >>> 6) ^ (b >>> 11) ^ (b >>> 25) ^ (b << 26) ^ (b << 21) ^ (b << 7)) +
        (d ^ (b & (c ^ d))) +
        k[t]! +
        w[t++]!;
      e += ((f >>> 2) ^ (f >>> 13) ^ (f >>> 22) ^ (f << 30) ^ (f << 19) ^ (f << 10)) + ((f & g) | (h & (f | g)));

      x = a;
      a = e;
      e = x;
      x = b;
      b = f;
      f = x;
      x = c;
      c = g;
      g = x;
      x = d;
      d = h;
      h = x;
    }
    m[0]! += a;
    m[1]! += b;
    m[2]! += c;
    m[3]! += d;
    m[4]! += e;
    m[5]! += f;
    m[6]! += g;
    m[7]! += h;
  };

  return ownHash('SHA256', 64, 64, initial, compress);
};

/** Our own SHA-256. */
export const sha256: Hash = /* @__PURE__ */ makeSha256();
