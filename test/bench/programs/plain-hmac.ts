// What our own hashes are measured against: HMAC (RFC 2104) over SHA-1 and SHA-256 (FIPS 180-4) as the standards' pseudocode
// reads, in plain loops without calls, the key's blocks made anew for each code. Runs on the real interpreter, for the bench only.

const padded = (bytes: number[]): number[] => {
  const message = bytes.concat([128]);
  while (message.length % 64 !== 56) message.push(0);
  const bits = bytes.length * 8;
  for (let shift = 56; shift >= 0; shift -= 8) message.push(shift > 24 ? 0 : (bits >>> shift) & 255);
  return message;
};

const wordAt = (bytes: number[], at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;

const bytesOf = (words: number[]): number[] => {
  const bytes: number[] = [];
  for (let i = 0; i < words.length; i++) {
    for (let shift = 24; shift >= 0; shift -= 8) bytes.push((words[i]! >>> shift) & 255);
  }
  return bytes;
};

const sha1 = (bytes: number[]): number[] => {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const message = padded(bytes);
  const words = new Int32Array(80);
  for (let block = 0; block < message.length; block += 64) {
    for (let t = 0; t < 16; t++) words[t] = wordAt(message, block + t * 4);
    for (let t = 16; t < 80; t++) {
      const mixed = words[t - 3]! ^ words[t - 8]! ^ words[t - 14]! ^ words[t - 16]!;
      words[t] = (mixed << 1) | (mixed >>> 31);
    }
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    for (let t = 0; t < 80; t++) {
      let f = 0;
      let k = 0;
      if (t < 20) {
        f = (b & c) | (~b & d);
        k = 0x5a827999;
      } else if (t < 40) {
        f = b ^ c ^ d;
        k = 0x6ed9eba1;
      } else if (t < 60) {
        f = (b & c) | (b & d) | (c & d);
        k = 0x8f1bbcdc;
      } else {
        f = b ^ c ^ d;
        k = 0xca62c1d6;
      }
      const sum = (((a << 5) | (a >>> 27)) + f + e + k + words[t]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = sum;
    }
    state[0] = (state[0]! + a) | 0;
    state[1] = (state[1]! + b) | 0;
    state[2] = (state[2]! + c) | 0;
    state[3] = (state[3]! + d) | 0;
    state[4] = (state[4]! + e) | 0;
  }
  return bytesOf(state);
};

/** The first 32 bits of the fractions of the roots of the first primes. */
const roots = (count: number, power: number): Int32Array => {
  const words = new Int32Array(count);
  let found = 0;
  for (let n = 2; found < count; n++) {
    let prime = true;
    for (let i = 2; i * i <= n; i++) if (n % i === 0) prime = false;
    if (prime) words[found++] = (Math.pow(n, power) % 1) * 4294967296;
  }
  return words;
};

const constants = roots(64, 1 / 3);
const initial = roots(8, 0.5);

const sha256 = (bytes: number[]): number[] => {
  const state: number[] = [];
  for (let i = 0; i < 8; i++) state.push(initial[i]!);
  const message = padded(bytes);
  const words = new Int32Array(64);
  for (let block = 0; block < message.length; block += 64) {
    for (let t = 0; t < 16; t++) words[t] = wordAt(message, block + t * 4);
    for (let t = 16; t < 64; t++) {
      const u = words[t - 15]!;
      const v = words[t - 2]!;
      const low = ((u >>> 7) | (u << 25)) ^ ((u >>> 18) | (u << 14)) ^ (u >>> 3);
      const high = ((v >>> 17) | (v << 15)) ^ ((v >>> 19) | (v << 13)) ^ (v >>> 10);
      words[t] = (words[t - 16]! + low + words[t - 7]! + high) | 0;
    }
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let t = 0; t < 64; t++) {
      const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const first = (h + high + ((e & f) ^ (~e & g)) + constants[t]! + words[t]!) | 0;
      const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const second = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    const sums = [a, b, c, d, e, f, g, h];
    for (let i = 0; i < 8; i++) state[i] = (state[i]! + sums[i]!) | 0;
  }
  return bytesOf(state);
};

const hmac = (hash: (bytes: number[]) => number[], key: number[], message: number[]): number[] => {
  const inner: number[] = [];
  const outer: number[] = [];
  const short = key.length > 64 ? hash(key) : key;
  for (let i = 0; i < 64; i++) {
    inner.push((i < short.length ? short[i]! : 0) ^ 0x36);
    outer.push((i < short.length ? short[i]! : 0) ^ 0x5c);
  }
  return hash(outer.concat(hash(inner.concat(message))));
};

/** The code of six digits (RFC 4226, section 5.3). */
const codeOf = (digest: number[]): string => {
  const at = digest[digest.length - 1]! & 15;
  return ('00000' + ((wordAt(digest, at) & 0x7fffffff) % 1000000)).slice(-6);
};

const bytesOfText = (text: string): number[] => {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) bytes.push(text.charCodeAt(i));
  return bytes;
};

const key1 = bytesOfText('12345678901234567890');
const key256 = bytesOfText('12345678901234567890123456789012');
const counter = [0, 0, 0, 0, 0, 0, 0, 1];

Object.assign(globalThis, {
  plainSha1: () => codeOf(hmac(sha1, key1, counter)),
  plainSha256: () => codeOf(hmac(sha256, key256, counter)),
});
