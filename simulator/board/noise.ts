// The board's random numbers: its hardware source (given from outside, or the same sequence at every boot) and the
// generator behind Math.random, which is Espruino's: multiply with carry, seeded from the hardware.

export class Noise {
  readonly #source: (() => number) | undefined;
  #state = 0x9e3779b9;
  #high = 0xdeadbeef;
  #low = 0xcafebabe;

  constructor(source: (() => number) | undefined) {
    this.#source = source;
    if (source !== undefined) this.seed(source());
  }

  /** 32 bits as E.hwRand gives them, signed. */
  hardware(): number {
    if (this.#source !== undefined) return this.#source() | 0;
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state | 0;
  }

  /** E.srand. */
  seed(value: number): void {
    this.#high = value >>> 0 || 0xdeadbeef;
    this.#low = 0xcafebabe;
  }

  /** 0 up to 1, 31 bits. */
  uniform(): number {
    this.#high = (36969 * (this.#high & 0xffff) + (this.#high >>> 16)) >>> 0;
    this.#low = (18000 * (this.#low & 0xffff) + (this.#low >>> 16)) >>> 0;
    return (((this.#high << 16) + this.#low) & 0x7fffffff) / 0x80000000;
  }
}
