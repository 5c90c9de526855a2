// A target with rotation, offset, clipping and the record of what was modified: the layer between the coordinates
// that a program uses ("user") and those of the panel ("device"). Corners are inclusive, as in Espruino.
import type { PixelTarget } from './raster.ts';
import { Raster } from './raster.ts';

export interface Rect {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Orientation {
  readonly swapXY: boolean;
  readonly invertX: boolean;
  readonly invertY: boolean;
}

export type Point = readonly [x: number, y: number];

const UPRIGHT: Orientation = { swapXY: false, invertX: false, invertY: false };

export class Surface {
  readonly target: PixelTarget;
  orientation: Orientation = UPRIGHT;
  /** Added to user coordinates. */
  offset: Point = [0, 0];
  /** Device coordinates; nothing outside is drawn. */
  clip: Rect;
  /** Device coordinates of what was drawn since the last flip; undefined: nothing. */
  modified: Rect | undefined;

  constructor(target: PixelTarget) {
    this.target = target;
    this.clip = this.whole;
  }

  get whole(): Rect {
    return { x1: 0, y1: 0, x2: this.target.width - 1, y2: this.target.height - 1 };
  }

  /** Width as the program sees it. */
  get width(): number {
    return this.orientation.swapXY ? this.target.height : this.target.width;
  }

  get height(): number {
    return this.orientation.swapXY ? this.target.width : this.target.height;
  }

  /** User to device coordinates. `unit`: 16 when the coordinates are sixteenths of pixels. */
  toDevice(x: number, y: number, unit = 1): Point {
    const { swapXY, invertX, invertY } = this.orientation;
    const shifted: Point = [x + this.offset[0] * unit, y + this.offset[1] * unit];
    const [ux, uy] = swapXY ? [shifted[1], shifted[0]] : shifted;
    return [invertX ? (this.target.width - 1) * unit - ux : ux, invertY ? (this.target.height - 1) * unit - uy : uy];
  }

  /** Device to user coordinates. */
  toUser(x: number, y: number): Point {
    const { swapXY, invertX, invertY } = this.orientation;
    const dx = invertX ? this.target.width - 1 - x : x;
    const dy = invertY ? this.target.height - 1 - y : y;
    const [ux, uy] = swapXY ? [dy, dx] : [dx, dy];
    return [ux - this.offset[0], uy - this.offset[1]];
  }

  setPixel(x: number, y: number, colour: number): void {
    const { clip } = this;
    if (x < clip.x1 || y < clip.y1 || x > clip.x2 || y > clip.y2) return;
    this.markModified({ x1: x, y1: y, x2: x, y2: y });
    this.target.setPixel(x, y, (colour & (2 ** this.target.bitsPerPixel - 1)) >>> 0);
  }

  /** The pixel's value: 0 outside, `background` where the target can't be read. */
  getPixel(x: number, y: number, background: number): number {
    if (x < 0 || y < 0 || x >= this.target.width || y >= this.target.height) return 0;
    return this.target.getPixel(x, y) ?? background;
  }

  fillRect(ax: number, ay: number, bx: number, by: number, colour: number): void {
    const x1 = Math.max(Math.min(ax, bx), this.clip.x1);
    const y1 = Math.max(Math.min(ay, by), this.clip.y1);
    const x2 = Math.min(Math.max(ax, bx), this.clip.x2);
    const y2 = Math.min(Math.max(ay, by), this.clip.y2);
    if (x2 < x1 || y2 < y1) return;
    this.markModified({ x1, y1, x2, y2 });
    if (x1 === x2 && y1 === y2) this.target.setPixel(x1, y1, colour);
    else this.target.fillRect(x1, y1, x2, y2, colour);
  }

  /** fillRect in user coordinates. */
  fillUserRect(x1: number, y1: number, x2: number, y2: number, colour: number): void {
    this.fillRect(...this.toDevice(x1, y1), ...this.toDevice(x2, y2), colour);
  }

  markModified(area: Rect): void {
    const old = this.modified;
    this.modified =
      old === undefined
        ? area
        : {
            x1: Math.min(old.x1, area.x1),
            y1: Math.min(old.y1, area.y1),
            x2: Math.max(old.x2, area.x2),
            y2: Math.max(old.y2, area.y2),
          };
  }

  /** Counts an image's rectangle (clipped, user coordinates taken as they are) as modified; false: it is off the panel. */
  markImage(x1: number, y1: number, x2: number, y2: number): boolean {
    const clip = this.#imageClip();
    const area = {
      x1: Math.max(x1, clip.x1),
      y1: Math.max(y1, clip.y1),
      x2: Math.min(x2, clip.x2),
      y2: Math.min(y2, clip.y2),
    };
    this.markModified(area);
    return area.x2 >= area.x1 && area.y2 >= area.y1;
  }

  // Taken through the user-to-device conversion although it is in device coordinates already, as in the interpreter.
  #imageClip(): Rect {
    const [ax, ay] = this.toDevice(this.clip.x1, this.clip.y1);
    const [bx, by] = this.toDevice(this.clip.x2, this.clip.y2);
    return { x1: Math.min(ax, bx), y1: Math.min(ay, by), x2: Math.max(ax, bx), y2: Math.max(ay, by) };
  }

  /** Moves what is in the clip rectangle by device pixels and fills what comes free. */
  scroll(dx: number, dy: number, background: number): void {
    const { x1, y1, x2, y2 } = this.clip;
    const width = x2 - x1 + 1;
    const height = y2 - y1 + 1;
    const byX = Math.max(-width, Math.min(width, dx));
    const byY = Math.max(-height, Math.min(height, dy));
    if (Math.abs(byX) < width && Math.abs(byY) < height && (byX !== 0 || byY !== 0)) this.#shift(byX, byY, background);
    this.markModified(this.clip);
    const fill = (ax: number, ay: number, bx: number, by: number): void =>
      this.target.fillRect(ax, ay, bx, by, background);
    if (byX > 0) fill(x1, y1, x1 + byX - 1, y2);
    else if (byX < 0) fill(x2 + 1 + byX, y1, x2, y2);
    if (byY > 0) fill(x1, y1, x2, y1 + byY - 1);
    else if (byY < 0) fill(x1, y2 + 1 + byY, x2, y2);
  }

  #shift(dx: number, dy: number, background: number): void {
    const { target, clip } = this;
    if (target instanceof Raster && target.movesRows && dx === 0 && clip.x1 === 0 && clip.x2 === target.width - 1) {
      const rows = clip.y2 + 1 - clip.y1 - Math.abs(dy);
      const bits = target.width * rows * target.bitsPerPixel;
      const from = target.bitIndex(0, clip.y1 + (dy < 0 ? -dy : 0));
      const to = target.bitIndex(0, clip.y1 + (dy > 0 ? dy : 0));
      if (((from | to | bits) & 7) === 0) {
        target.bytes.copyWithin(to >> 3, from >> 3, (from + bits) >> 3);
        return;
      }
    }
    this.#shiftPixels(dx, dy, background);
  }

  // The interpreter's way for all other layouts, with its faults: the height is cut by dx, rows and columns are left
  // out, scrolling down repeats one row. Where it reads outside the buffer, zeros are read here.
  #shiftPixels(dx: number, dy: number, background: number): void {
    const { x1, y1, x2, y2 } = this.clip;
    const width = x2 - (x1 + Math.abs(dx));
    const height = y2 - (y1 + Math.abs(dx));
    const [fromX, fromY] = [x1 - Math.min(dx, 0), y1 - Math.min(dy, 0)];
    const [toX, toY] = [x1 + Math.max(dx, 0), y1 + Math.max(dy, 0)];
    for (let row = 0; row < height; row++) {
      const y = fromY >= toY ? row : 0;
      for (let column = 0; column < width; column++) {
        const x = fromX >= toX ? column : width - 1 - column;
        this.target.setPixel(x + toX, y + toY, this.target.getPixel(x + fromX, y + fromY) ?? background);
      }
    }
  }
}
