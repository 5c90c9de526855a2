// The shapes of Espruino's Graphics: arguments as JavaScript's numbers, cut to integers as the interpreter cuts them,
// drawn in the current colours. Methods that return the Graphics object in Espruino return `this`.
import type { Colour } from './colour.ts';
import { toColour } from './colour.ts';
import type { DrawLog } from './draw-log.ts';
import type { ImageSource } from './image.ts';
import { drawImageAt, parseImage } from './image.ts';
import type { PixelTarget } from './raster.ts';
import { GraphicsError } from './raster.ts';
import { drawEllipse, drawLine, drawRect, fillEllipse, fillPolygon, roundedRect } from './shapes.ts';
import type { Point } from './surface.ts';
import { Surface } from './surface.ts';

/** A rectangle as fillRect and its relatives also take it; `w` and `h` give x2 = x + w, y2 = y + h. */
export interface RectObject {
  readonly x?: number;
  readonly y?: number;
  readonly x1?: number;
  readonly y1?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly w?: number;
  readonly h?: number;
  /** Radius of the corners. */
  readonly r?: number;
}

export class Drawing {
  readonly surface: Surface;
  protected readonly bitsPerPixel: number;
  protected readonly log: DrawLog | undefined;
  protected foreground = 0;
  protected background = 0;
  #cursor: Point = [0, 0];

  constructor(target: PixelTarget, log: DrawLog | undefined) {
    this.surface = new Surface(target);
    this.bitsPerPixel = target.bitsPerPixel;
    this.log = log;
  }

  setPixel(x: number, y: number, colour?: Colour): this {
    const value = colour === undefined ? this.foreground : toColour(this.bitsPerPixel, colour);
    this.surface.setPixel(...this.device(x, y), value);
    return this.moveTo(x, y);
  }

  getPixel(x: number, y: number): number {
    return this.surface.getPixel(...this.device(x, y), this.background) | 0;
  }

  fillRect(x1: number | RectObject, y1?: number, x2?: number, y2?: number): this {
    return this.#fillRect(this.foreground, x1, y1, x2, y2);
  }

  clearRect(x1: number | RectObject, y1?: number, x2?: number, y2?: number): this {
    return this.#fillRect(this.background, x1, y1, x2, y2);
  }

  drawRect(x1: number | RectObject, y1?: number, x2?: number, y2?: number): this {
    const { a, b, radius } = this.#corners(x1, y1, x2, y2);
    if (radius > 0) roundedRect(this.surface, a, b, radius, this.foreground, false);
    else drawRect(this.surface, a, b, this.foreground);
    return this;
  }

  drawLine(x1: number, y1: number, x2: number, y2: number): this {
    drawLine(this.surface, this.device(x1, y1), this.device(x2, y2), this.foreground);
    return this;
  }

  moveTo(x: number, y: number): this {
    this.#cursor = [((x | 0) << 16) >> 16, ((y | 0) << 16) >> 16];
    return this;
  }

  lineTo(x: number, y: number): this {
    this.drawLine(...this.#cursor, x, y);
    return this.moveTo(x, y);
  }

  drawEllipse(x1: number, y1: number, x2: number, y2: number): this {
    drawEllipse(this.surface, this.device(x1, y1), this.device(x2, y2), this.foreground);
    return this;
  }

  fillEllipse(x1: number, y1: number, x2: number, y2: number): this {
    fillEllipse(this.surface, this.device(x1, y1), this.device(x2, y2), this.foreground);
    return this;
  }

  drawCircle(x: number, y: number, radius: number): this {
    const [cx, cy, r] = [x | 0, y | 0, radius | 0];
    return this.drawEllipse(cx - r, cy - r, cx + r, cy + r);
  }

  fillCircle(x: number, y: number, radius: number): this {
    const [cx, cy, r] = [x | 0, y | 0, radius | 0];
    return this.fillEllipse(cx - r, cy - r, cx + r, cy + r);
  }

  /** Points as x, y, x, y, ...; at most 64 of them. */
  fillPoly(points: ArrayLike<number>): this {
    if (points.length > 128) throw new GraphicsError('Maximum number of points (64) exceeded for fillPoly');
    const sixteenth = (value: number): number => Math.max(-32768, Math.min(32767, (0.5 + value * 16) | 0));
    const corners: Point[] = [];
    for (let i = 0; i + 1 < points.length; i += 2) {
      corners.push(this.surface.toDevice(sixteenth(points[i]!), sixteenth(points[i + 1]!), 16));
    }
    fillPolygon(this.surface, corners, this.foreground);
    return this;
  }

  drawPoly(points: ArrayLike<number>, closed = false): this {
    const corners: Point[] = [];
    for (let i = 0; i + 1 < points.length; i += 2) corners.push([(points[i]! + 0.5) | 0, (points[i + 1]! + 0.5) | 0]);
    for (let i = 1; i < corners.length; i++) this.drawLine(...corners[i - 1]!, ...corners[i]!);
    const last = corners.at(-1);
    if (last === undefined) return this;
    if (closed) this.drawLine(...last, ...corners[0]!);
    return this.moveTo(...last);
  }

  /** @throws GraphicsError for an image that isn't one, and for scale or rotate, which are not modelled */
  drawImage(
    image: ImageSource,
    x = 0,
    y = 0,
    options: { readonly scale?: number; readonly rotate?: number } = {},
  ): this {
    if ((options.scale ?? 1) !== 1 || options.rotate !== undefined) {
      throw new GraphicsError('the virtual board draws images at scale 1 and unrotated only: draw it that way');
    }
    const { foreground, background } = this;
    drawImageAt(this.surface, parseImage(image), x | 0, y | 0, { foreground, background });
    return this;
  }

  scroll(x: number, y: number): this {
    const [ox, oy] = this.device(0, 0);
    const [dx, dy] = this.device(x, y);
    this.surface.scroll(dx - ox, dy - oy, this.background);
    return this;
  }

  #fillRect(colour: number, x1: number | RectObject, y1?: number, x2?: number, y2?: number): this {
    const { a, b, radius } = this.#corners(x1, y1, x2, y2);
    if (radius > 0) roundedRect(this.surface, a, b, radius, colour, true);
    else this.paint(a, b, colour);
    return this;
  }

  /** Fills between device corners; strings underneath are gone from the log. */
  protected paint(a: Point, b: Point, colour: number): void {
    this.surface.fillRect(...a, ...b, colour);
    const { clip } = this.surface;
    this.log?.cover({
      x1: Math.max(Math.min(a[0], b[0]), clip.x1),
      y1: Math.max(Math.min(a[1], b[1]), clip.y1),
      x2: Math.min(Math.max(a[0], b[0]), clip.x2),
      y2: Math.min(Math.max(a[1], b[1]), clip.y2),
    });
  }

  #corners(
    first: number | RectObject,
    y1 = 0,
    x2 = 0,
    y2 = 0,
  ): { readonly a: Point; readonly b: Point; readonly radius: number } {
    if (typeof first !== 'object') return { a: this.device(first, y1), b: this.device(x2, y2), radius: 0 };
    const x = (first.x1 ?? first.x ?? 0) | 0;
    const y = (first.y1 ?? first.y ?? y1) | 0;
    const width = (first.w ?? -1) | 0;
    const height = (first.h ?? -1) | 0;
    const right = width >= 0 ? x + width : (first.x2 ?? x2);
    const bottom = height >= 0 ? y + height : (first.y2 ?? y2);
    return { a: this.device(x, y), b: this.device(right, bottom), radius: (first.r ?? 0) | 0 };
  }

  protected device(x: number, y: number): Point {
    return this.surface.toDevice(x | 0, y | 0);
  }
}
