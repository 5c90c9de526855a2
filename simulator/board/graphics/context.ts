// Espruino's Graphics on a pixel target: state, arguments and names of its methods; the pixels are the other files'
// business. Numbers arrive as JavaScript's and are cut to integers as the interpreter cuts them. Methods that return
// the Graphics object in Espruino return `this`.
import type { Colour } from './colour.ts';
import { toColour } from './colour.ts';
import type { DrawLog } from './draw-log.ts';
import type { Font, StringMetrics } from './font.ts';
import { clampScale, customFont, DEFAULT_FONT, fontHeight, fontTitle, parseFontId } from './font.ts';
import type { ImageSource } from './image.ts';
import { drawImageAt, parseImage } from './image.ts';
import type { PixelCallbacks, PixelTarget, RasterOptions } from './raster.ts';
import { CallbackTarget, GraphicsError, Raster } from './raster.ts';
import { drawEllipse, drawLine, drawRect, fillEllipse, fillPolygon, roundedRect } from './shapes.ts';
import type { Point, Rect } from './surface.ts';
import { Surface } from './surface.ts';
import type { TextStyle } from './text.ts';
import { drawText, measure, textBox } from './text.ts';

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

export interface GraphicsOptions {
  /** Colours after reset on a display; a buffer has all ones on 0. */
  readonly theme?: { readonly foreground: number; readonly background: number };
  readonly log?: DrawLog;
  /** Called by flip with what was modified (device coordinates), or undefined when nothing was and not all is wanted. */
  readonly onFlip?: (modified: Rect | undefined) => void;
}

export class GraphicsContext {
  readonly surface: Surface;
  readonly #options: GraphicsOptions;
  readonly #bits: number;
  #foreground = 0;
  #background = 0;
  #font: Font = DEFAULT_FONT;
  #align = { x: -1, y: -1, turns: 0 };
  #cursor: Point = [0, 0];

  constructor(target: PixelTarget, options: GraphicsOptions = {}) {
    this.surface = new Surface(target);
    this.#options = options;
    this.#bits = target.bitsPerPixel;
    this.reset();
  }

  /** @throws GraphicsError with the interpreter's text */
  static createArrayBuffer(
    width: number,
    height: number,
    bitsPerPixel: number,
    options: RasterOptions & GraphicsOptions = {},
  ): GraphicsContext {
    return new GraphicsContext(new Raster(width | 0, height | 0, bitsPerPixel | 0, options), options);
  }

  /** @throws GraphicsError with the interpreter's text */
  static createCallback(
    width: number,
    height: number,
    bitsPerPixel: number,
    callbacks: PixelCallbacks | PixelCallbacks['setPixel'],
  ): GraphicsContext {
    const both = typeof callbacks === 'function' ? { setPixel: callbacks } : callbacks;
    return new GraphicsContext(new CallbackTarget(width | 0, height | 0, bitsPerPixel | 0, both));
  }

  /** The bytes behind a buffer context (its `buffer`), or undefined. */
  get buffer(): Uint8Array | undefined {
    const { target } = this.surface;
    return target instanceof Raster ? target.bytes : undefined;
  }

  getWidth(): number {
    return this.surface.width;
  }

  getHeight(): number {
    return this.surface.height;
  }

  getBPP(): number {
    return this.#bits;
  }

  /** Colours, font, alignment, clipping and offset as at the beginning; rotation and pixels stay. */
  reset(): this {
    this.#foreground = this.#options.theme?.foreground ?? 2 ** this.#bits - 1;
    this.#background = this.#options.theme?.background ?? 0;
    this.#font = DEFAULT_FONT;
    this.#align = { x: -1, y: -1, turns: 0 };
    this.#cursor = [0, 0];
    this.surface.clip = this.surface.whole;
    this.surface.offset = [0, 0];
    return this;
  }

  /** Fills with the background colour, within the clip rectangle; resets first when asked. */
  clear(andReset = false): this {
    if (andReset) this.reset();
    const { x2, y2 } = this.surface.whole;
    this.#paint([0, 0], [x2, y2], this.#background);
    return this;
  }

  setColor(r: Colour | undefined, g?: number, b?: number): this {
    this.#foreground = toColour(this.#bits, r, g, b);
    return this;
  }

  setBgColor(r: Colour | undefined, g?: number, b?: number): this {
    this.#background = toColour(this.#bits, r, g, b);
    return this;
  }

  getColor(): number {
    return this.#visible(this.#foreground);
  }

  getBgColor(): number {
    return this.#visible(this.#background);
  }

  toColor(r: Colour | undefined, g?: number, b?: number): number {
    return toColour(this.#bits, r, g, b);
  }

  setPixel(x: number, y: number, colour?: Colour): this {
    const value = colour === undefined ? this.#foreground : toColour(this.#bits, colour);
    this.surface.setPixel(...this.#device(x, y), value);
    return this.moveTo(x, y);
  }

  getPixel(x: number, y: number): number {
    return this.surface.getPixel(...this.#device(x, y), this.#background) | 0;
  }

  fillRect(x1: number | RectObject, y1?: number, x2?: number, y2?: number): this {
    return this.#fillRect(this.#foreground, x1, y1, x2, y2);
  }

  clearRect(x1: number | RectObject, y1?: number, x2?: number, y2?: number): this {
    return this.#fillRect(this.#background, x1, y1, x2, y2);
  }

  drawRect(x1: number | RectObject, y1?: number, x2?: number, y2?: number): this {
    const { a, b, radius } = this.#corners(x1, y1, x2, y2);
    if (radius > 0) roundedRect(this.surface, a, b, radius, this.#foreground, false);
    else drawRect(this.surface, a, b, this.#foreground);
    return this;
  }

  drawLine(x1: number, y1: number, x2: number, y2: number): this {
    drawLine(this.surface, this.#device(x1, y1), this.#device(x2, y2), this.#foreground);
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
    drawEllipse(this.surface, this.#device(x1, y1), this.#device(x2, y2), this.#foreground);
    return this;
  }

  fillEllipse(x1: number, y1: number, x2: number, y2: number): this {
    fillEllipse(this.surface, this.#device(x1, y1), this.#device(x2, y2), this.#foreground);
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
    fillPolygon(this.surface, corners, this.#foreground);
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
    drawImageAt(this.surface, parseImage(image), x | 0, y | 0, this.#style());
    return this;
  }

  scroll(x: number, y: number): this {
    const [ox, oy] = this.#device(0, 0);
    const [dx, dy] = this.#device(x, y);
    this.surface.scroll(dx - ox, dy - oy, this.#background);
    return this;
  }

  /** Quarter turns clockwise, and a mirror image of that. */
  setRotation(turns: number, mirrored = false): this {
    const swapXY = turns === 1 || turns === 3;
    const invertX = turns === 1 || turns === 2;
    const invertY = turns === 2 || turns === 3;
    this.surface.orientation = {
      swapXY,
      invertX: invertX !== (mirrored && !swapXY),
      invertY: invertY !== (mirrored && swapXY),
    };
    return this;
  }

  setClipRect(x1: number, y1: number, x2: number, y2: number): this {
    const { x2: right, y2: bottom } = this.surface.whole;
    const within = ([x, y]: Point): Point => [Math.max(0, Math.min(right, x)), Math.max(0, Math.min(bottom, y))];
    const [ax, ay] = within(this.#device(x1, y1));
    const [bx, by] = within(this.#device(x2, y2));
    this.surface.clip = { x1: Math.min(ax, bx), y1: Math.min(ay, by), x2: Math.max(ax, bx), y2: Math.max(ay, by) };
    return this;
  }

  setOffset(x: number, y: number): this {
    this.surface.offset = [x | 0, y | 0];
    return this;
  }

  /** What was drawn on since the last flip, in device coordinates. */
  getModified(andReset = false): Rect | undefined {
    const { modified } = this.surface;
    if (andReset) this.surface.modified = undefined;
    return modified !== undefined && modified.x1 <= modified.x2 ? modified : undefined;
  }

  /** Hands what was modified (with `all`, everything) to the panel. */
  flip(all = false): void {
    const modified = all ? this.surface.whole : this.surface.modified;
    this.surface.modified = undefined;
    this.#options.onFlip?.(modified);
  }

  setFontBitmap(): this {
    return this.#setFont(DEFAULT_FONT);
  }

  setFontVector(size: number): this {
    return this.#setFont({ name: 'Vector', scale: clampScale(size) });
  }

  /** @throws GraphicsError with the interpreter's text */
  setFontCustom(bitmap: string, firstChar: number, widths: string | number, height: number): this {
    return this.#setFont(customFont(bitmap, firstChar | 0, widths, height | 0));
  }

  /**
   * `4x6`, `6x8`, `Vector`, each also as `6x8:2`, or a font whose setter the program has added.
   * @param callSetter calls `setFontNAME` when it exists, and says whether it did
   * @throws GraphicsError with the interpreter's text
   */
  setFont(fontId: string, size = 0, callSetter?: (setter: string) => boolean): this {
    const { name, scale } = parseFontId(fontId, size);
    if (name === '4x6' || name === '') return this.#setFont({ name: '4x6', scale });
    if (name === '6x8' || name === 'Vector') return this.#setFont({ name, scale });
    if (callSetter?.(`setFont${name}`) !== true) throw new GraphicsError(`Unknown font ${JSON.stringify(name)}`);
    return this.#setFont({ ...this.#font, scale });
  }

  getFont(): string {
    return fontTitle(this.#font);
  }

  getFontHeight(): number {
    return fontHeight(this.#font);
  }

  /** -1 left or top, 0 centre, 1 right or bottom; quarter turns. */
  setFontAlign(x: number, y: number, turns = 0): this {
    const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value | 0));
    this.#align = { x: clamp(x, -1, 1), y: clamp(y, -1, 1), turns: clamp(turns, 0, 3) };
    return this;
  }

  stringWidth(text: string): number {
    return measure(this.#style(), text).width;
  }

  stringMetrics(text: string): StringMetrics {
    return measure(this.#style(), text);
  }

  drawString(text: string, x = 0, y = 0, solid = false): this {
    const style = this.#style();
    drawText(this.surface, style, text, x | 0, y | 0, solid);
    this.#logString(style, text, x | 0, y | 0, solid);
    return this;
  }

  #logString(style: TextStyle, text: string, x: number, y: number, solid: boolean): void {
    const { log } = this.#options;
    if (log === undefined || text === '') return;
    const box = textBox(this.surface, style, text, x, y);
    if (solid) log.cover(box);
    const { custom } = this.#font;
    log.add({ text, x, y, font: custom === undefined ? this.getFont() : `${this.getFont()} ${custom.height}px` }, box);
  }

  #fillRect(colour: number, x1: number | RectObject, y1?: number, x2?: number, y2?: number): this {
    const { a, b, radius } = this.#corners(x1, y1, x2, y2);
    if (radius > 0) roundedRect(this.surface, a, b, radius, colour, true);
    else this.#paint(a, b, colour);
    return this;
  }

  #paint(a: Point, b: Point, colour: number): void {
    this.surface.fillRect(...a, ...b, colour);
    const { clip } = this.surface;
    this.#options.log?.cover({
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
    if (typeof first !== 'object') return { a: this.#device(first, y1), b: this.#device(x2, y2), radius: 0 };
    const x = (first.x1 ?? first.x ?? 0) | 0;
    const y = (first.y1 ?? first.y ?? y1) | 0;
    const width = (first.w ?? -1) | 0;
    const height = (first.h ?? -1) | 0;
    const right = width >= 0 ? x + width : (first.x2 ?? x2);
    const bottom = height >= 0 ? y + height : (first.y2 ?? y2);
    return { a: this.#device(x, y), b: this.#device(right, bottom), radius: (first.r ?? 0) | 0 };
  }

  #setFont(font: Font): this {
    this.#font = font;
    return this;
  }

  #style(): TextStyle {
    return {
      font: this.#font,
      alignX: this.#align.x,
      alignY: this.#align.y,
      turns: this.#align.turns,
      foreground: this.#foreground,
      background: this.#background,
    };
  }

  #device(x: number, y: number): Point {
    return this.surface.toDevice(x | 0, y | 0);
  }

  #visible(colour: number): number {
    return (colour & (2 ** this.#bits - 1)) | 0;
  }
}
