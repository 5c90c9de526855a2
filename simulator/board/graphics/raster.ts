// Where pixels go: a buffer laid out as Espruino's Graphics.createArrayBuffer lays it out, or callbacks.
// Knows nothing of rotation, clipping or colours' meaning; coordinates are the device's and in range.

/** What a graphics context draws on. Rectangles include both corners. */
export interface PixelTarget {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  setPixel(x: number, y: number, colour: number): void;
  fillRect(x1: number, y1: number, x2: number, y2: number, colour: number): void;
  /** The pixel's value, or undefined where the target can't be read back. */
  getPixel(x: number, y: number): number | undefined;
}

/** The options of Graphics.createArrayBuffer. `msb` is on unless it is false. */
export interface RasterOptions {
  readonly msb?: boolean;
  readonly vertical_byte?: boolean;
  readonly zigzag?: boolean;
  readonly interleavex?: boolean;
  /** Draw into these bytes; they must be enough. */
  readonly buffer?: Uint8Array;
}

/** A call that the interpreter answers with an Error of this text. */
export class GraphicsError extends Error {}

/** Buffers up to this size lie in two of the interpreter's variables instead of in one piece. */
const PIECEMEAL_BYTES = 17;

const DEPTHS = [1, 2, 4, 8, 16, 24, 32];

export class Raster implements PixelTarget {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly bytes: Uint8Array;
  /** Rows lie one behind the other in one piece of memory, so that scrolling may move them as bytes. */
  readonly movesRows: boolean;
  readonly #msb: boolean;
  readonly #options: RasterOptions;

  /** @throws GraphicsError with the interpreter's text for an impossible size, depth or layout */
  constructor(width: number, height: number, bitsPerPixel: number, options: RasterOptions = {}) {
    checkSize(width, height, bitsPerPixel);
    if (options.vertical_byte === true) {
      if (bitsPerPixel !== 1) throw new GraphicsError('vertical_byte only works for 1bpp ArrayBuffers');
      if (height & 7) throw new GraphicsError('height must be a multiple of 8 when using vertical_byte');
    }
    this.width = width;
    this.height = height;
    this.bitsPerPixel = bitsPerPixel;
    this.bytes = options.buffer ?? new Uint8Array((width * height * bitsPerPixel + 7) >> 3);
    const linear = !(options.vertical_byte === true || options.zigzag === true || options.interleavex === true);
    this.movesRows = linear && this.bytes.length > PIECEMEAL_BYTES;
    this.#msb = options.msb !== false;
    this.#options = options;
  }

  setPixel(x: number, y: number, colour: number): void {
    const bits = this.bitsPerPixel;
    const index = this.bitIndex(x, y);
    const at = index >> 3;
    if (bits >= 8) {
      for (let i = 0; i < bits; i += 8) this.bytes[at + (i >> 3)] = colour >>> (this.#msb ? bits - 8 - i : i);
      return;
    }
    const shift = this.#shift(index & 7);
    const mask = (1 << bits) - 1;
    this.bytes[at] = (this.bytes[at]! & ~(mask << shift)) | ((colour & mask) << shift);
  }

  getPixel(x: number, y: number): number {
    const bits = this.bitsPerPixel;
    const index = this.bitIndex(x, y);
    const at = index >> 3;
    if (bits < 8) return (this.bytes[at]! >> this.#shift(index & 7)) & ((1 << bits) - 1);
    let colour = 0;
    for (let i = 0; i < bits; i += 8) colour |= this.bytes[at + (i >> 3)]! << (this.#msb ? bits - 8 - i : i);
    return colour >>> 0;
  }

  fillRect(x1: number, y1: number, x2: number, y2: number, colour: number): void {
    const plain = this.#options.interleavex === true ? undefined : this.#plainByte(colour);
    if (plain !== undefined && x1 === 0 && x2 === this.width - 1 && y1 === 0 && y2 === this.height - 1) {
      this.bytes.fill(plain, 0, (this.width * this.height * this.bitsPerPixel + 7) >> 3);
      return;
    }
    for (let y = y1; y <= y2; y++) this.#fillRow(x1, y, x2 - x1 + 1, colour);
  }

  // Pixels of whole bytes are written one behind the other, also where interleaving would have them apart.
  #fillRow(x: number, y: number, count: number, colour: number): void {
    if (this.bitsPerPixel < 8) {
      for (let i = 0; i < count; i++) this.setPixel(x + i, y, colour);
      return;
    }
    const left = this.#options.zigzag === true && y & 1 ? x + count - 1 : x;
    const from = this.bitIndex(left, y) >> 3;
    const each = this.bitsPerPixel >> 3;
    this.setPixel(left, y, colour);
    for (let done = 1; done < count; done *= 2) {
      this.bytes.copyWithin(from + done * each, from, from + Math.min(done, count - done) * each);
    }
  }

  /** The bit where a pixel begins: its low three bits say which one in the byte. */
  bitIndex(x: number, y: number): number {
    const { width, height, bitsPerPixel: bits } = this;
    const column = this.#options.zigzag === true && y & 1 ? width - 1 - x : x;
    if (this.#options.interleavex === true) {
      const half = height >> 1;
      const lower = y >= half;
      return (lower ? bits : 0) + (column + (lower ? y - half : y) * width) * (bits << 1);
    }
    if (this.#options.vertical_byte === true) return ((column + (y >> 3) * width) << 3) | (y & 7);
    return (column + y * width) * bits;
  }

  #shift(bit: number): number {
    return this.#msb ? 8 - (bit + this.bitsPerPixel) : bit;
  }

  /** The byte that the buffer consists of when all pixels have that colour; undefined when it takes more than one. */
  #plainByte(colour: number): number | undefined {
    const all = 2 ** this.bitsPerPixel - 1;
    const value = colour < 0 || colour > all ? (colour & all) >>> 0 : colour;
    if (value === 0) return 0;
    return value === all && (this.width * this.height * this.bitsPerPixel) % 8 === 0 ? 0xff : undefined;
  }
}

/** What Graphics.createCallback draws with. Without `fillRect` every pixel of a rectangle is set by itself. */
export interface PixelCallbacks {
  readonly setPixel: (x: number, y: number, colour: number) => void;
  readonly fillRect?: (x1: number, y1: number, x2: number, y2: number, colour: number) => void;
}

export class CallbackTarget implements PixelTarget {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly #callbacks: PixelCallbacks;

  constructor(width: number, height: number, bitsPerPixel: number, callbacks: PixelCallbacks) {
    checkSize(width, height, bitsPerPixel);
    this.width = width;
    this.height = height;
    this.bitsPerPixel = bitsPerPixel;
    this.#callbacks = callbacks;
  }

  setPixel(x: number, y: number, colour: number): void {
    this.#callbacks.setPixel(x, y, colour | 0);
  }

  fillRect(x1: number, y1: number, x2: number, y2: number, colour: number): void {
    if (this.#callbacks.fillRect !== undefined) {
      this.#callbacks.fillRect(x1, y1, x2, y2, colour | 0);
      return;
    }
    const mask = 2 ** this.bitsPerPixel - 1;
    for (let y = y1; y <= y2; y++) for (let x = x1; x <= x2; x++) this.#callbacks.setPixel(x, y, (colour & mask) >>> 0);
  }

  getPixel(): undefined {
    return undefined;
  }
}

function checkSize(width: number, height: number, bitsPerPixel: number): void {
  if (!(width > 0 && height > 0 && width <= 32767 && height <= 32767)) throw new GraphicsError('Invalid Size');
  if (!DEPTHS.includes(bitsPerPixel)) throw new GraphicsError('Invalid BPP');
}
