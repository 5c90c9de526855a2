// A panel that Espruino draws on without a buffer, as its driver lcd_spi_unbuf does: pixels go over SPI at once and can't be
// read back. Pixels side by side travel together; every other one has the window set anew, which is what drawing costs.
import type { UnbufferedDescription } from '../../../hardware/board.ts';
import type { PixelTarget } from './raster.ts';

/** Pixels that the interpreter gathers before it sends them. */
const chunkPixels = 1600;
const bytesPerPixel = 2;
/** Setting the window: three commands of one byte, two with four bytes of columns or rows. */
const windowTransfers = 5;
const windowBytes = 11;

export class UnbufferedTarget implements PixelTarget {
  readonly bitsPerPixel = 16;
  readonly width: number;
  readonly height: number;
  readonly #pixels: Uint32Array;
  readonly #bus: UnbufferedDescription;
  /** Where the pixel would be that travels with those before it. */
  #next = { x: -1, y: -1 };
  #gathered = 0;
  #transfers = 0;
  #bytes = 0;
  #touched = false;

  /** `pixels`: what the panel shows, row by row. */
  constructor(width: number, height: number, pixels: Uint32Array, bus: UnbufferedDescription) {
    this.width = width;
    this.height = height;
    this.#pixels = pixels;
    this.#bus = bus;
  }

  /** Milliseconds that the bus was busy up to now: an estimate, without the processor's own work for each pixel. */
  get busMilliseconds(): number {
    const microseconds = this.#transfers * this.#bus.transferMicroseconds;
    return microseconds / 1000 + (this.#bytes * 8 * 1000) / this.#bus.bitsPerSecond;
  }

  setPixel(x: number, y: number, colour: number): void {
    if (x !== this.#next.x || y !== this.#next.y) this.#openWindow();
    this.#next = { x: x + 1, y };
    this.#pixels[y * this.width + x] = colour;
    this.#gather(1);
  }

  fillRect(x1: number, y1: number, x2: number, y2: number, colour: number): void {
    this.#openWindow();
    for (let y = y1; y <= y2; y++) this.#pixels.fill(colour, y * this.width + x1, y * this.width + x2 + 1);
    this.#gather((x2 - x1 + 1) * (y2 - y1 + 1));
    this.#next = { x: -1, y: -1 };
  }

  /** The driver has no way to ask the panel. */
  getPixel(): undefined {
    return undefined;
  }

  /** The interpreter is idle and sends what it gathered. True when anything was drawn since it last was. */
  settle(): boolean {
    this.#send();
    const touched = this.#touched;
    this.#touched = false;
    return touched;
  }

  #openWindow(): void {
    this.#send();
    this.#transfers += windowTransfers;
    this.#bytes += windowBytes;
  }

  #gather(pixels: number): void {
    this.#touched = true;
    this.#gathered += pixels;
    while (this.#gathered >= chunkPixels) this.#count(chunkPixels);
  }

  #send(): void {
    if (this.#gathered > 0) this.#count(this.#gathered);
  }

  #count(pixels: number): void {
    this.#gathered -= pixels;
    this.#transfers++;
    this.#bytes += pixels * bytesPerPixel;
  }
}
