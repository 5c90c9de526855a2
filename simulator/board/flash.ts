// NOR flash: erased bytes are 0xFF, writing can only clear bits, erasing works on whole pages.
// Power can be cut after any byte: the supply decides, byte by byte.
import type { StorageDescription } from '../../hardware/board.ts';

/** Thrown at the instant when the supply fails in the middle of a flash operation. */
export class PowerCut extends Error {
  constructor() {
    super('the power was cut during a flash operation');
    this.name = 'PowerCut';
  }
}

export class Flash {
  readonly bytes: Uint8Array;
  readonly pageBytes: number;
  bytesWritten = 0;
  pagesErased = 0;
  /** Flash steps (bytes written or pages erased) left before the power fails; undefined: it holds. */
  stepsUntilPowerCut: number | undefined;
  /** Bits of the failing byte that still get cleared (a mask of bits that are NOT yet written). 0xFF: none got there. */
  tornMask = 0xff;

  constructor(sizeBytes: number, pageBytes: number, image?: Uint8Array) {
    if (image !== undefined && image.length !== sizeBytes) {
      throw new Error(`the flash image has ${image.length} bytes; this board's flash has ${sizeBytes}`);
    }
    this.bytes = image === undefined ? new Uint8Array(sizeBytes).fill(0xff) : image.slice();
    this.pageBytes = pageBytes;
  }

  /** Clears bits of the bytes from `address` on. Bits that are 0 stay 0. */
  write(address: number, data: Uint8Array): void {
    for (let i = 0; i < data.length; i++) {
      const at = address + i;
      if (this.#powerFails()) {
        this.bytes[at]! &= data[i]! | this.tornMask;
        throw new PowerCut();
      }
      this.bytes[at]! &= data[i]!;
      this.bytesWritten++;
    }
  }

  /** Sets the whole page that holds `address` to 0xFF. */
  erasePage(address: number): void {
    if (this.#powerFails()) throw new PowerCut();
    const start = address - (address % this.pageBytes);
    this.bytes.fill(0xff, start, start + this.pageBytes);
    this.pagesErased++;
  }

  #powerFails(): boolean {
    if (this.stepsUntilPowerCut === undefined) return false;
    if (this.stepsUntilPowerCut > 0) {
      this.stepsUntilPowerCut--;
      return false;
    }
    this.stepsUntilPowerCut = undefined;
    return true;
  }
}

/** What writing so many bytes and erasing so many pages takes, in milliseconds: on some chips all of it goes at once. */
export function flashMs(storage: StorageDescription, bytes: number, pages: number): number {
  const all = pages * storage.pageBytes >= storage.bytes ? storage.eraseAllMilliseconds : undefined;
  return (bytes * storage.byteWriteMicroseconds) / 1000 + (all ?? pages * storage.pageEraseMilliseconds);
}
