// Espruino's Graphics on a pixel target: colours, fonts, strings, rotation, clipping and flip; the shapes are in
// drawing.ts. Methods that return the Graphics object in Espruino return `this`.
import type { Colour } from './colour.ts';
import { toColour } from './colour.ts';
import type { DrawLog } from './draw-log.ts';
import { Drawing } from './drawing.ts';
import type { Font, StringMetrics } from './font.ts';
import { clampScale, customFont, DEFAULT_FONT, fontHeight, fontTitle, parseFontId } from './font.ts';
import type { PixelCallbacks, PixelTarget, RasterOptions } from './raster.ts';
import { CallbackTarget, GraphicsError, Raster } from './raster.ts';
import type { Point, Rect } from './surface.ts';
import type { TextStyle } from './text.ts';
import { drawText, measure, textBox } from './text.ts';

export type { RectObject } from './drawing.ts';

export interface GraphicsOptions {
  /** Colours after reset on a display; a buffer has all ones on 0. */
  readonly theme?: { readonly foreground: number; readonly background: number };
  readonly log?: DrawLog;
  /** Called by flip with what was modified (device coordinates), or undefined when nothing was and not all is wanted. */
  readonly onFlip?: (modified: Rect | undefined) => void;
}

export class GraphicsContext extends Drawing {
  readonly #options: GraphicsOptions;
  #font: Font = DEFAULT_FONT;
  #align = { x: -1, y: -1, turns: 0 };

  constructor(target: PixelTarget, options: GraphicsOptions = {}) {
    super(target, options.log);
    this.#options = options;
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
    return this.bitsPerPixel;
  }

  /** Colours, font, alignment, clipping and offset as at the beginning; rotation and pixels stay. */
  reset(): this {
    this.foreground = this.#options.theme?.foreground ?? 2 ** this.bitsPerPixel - 1;
    this.background = this.#options.theme?.background ?? 0;
    this.#font = DEFAULT_FONT;
    this.#align = { x: -1, y: -1, turns: 0 };
    this.moveTo(0, 0);
    this.surface.clip = this.surface.whole;
    this.surface.offset = [0, 0];
    return this;
  }

  /** Fills with the background colour, within the clip rectangle; resets first when asked. */
  clear(andReset = false): this {
    if (andReset) this.reset();
    const { x2, y2 } = this.surface.whole;
    this.paint([0, 0], [x2, y2], this.background);
    return this;
  }

  setColor(r: Colour | undefined, g?: number, b?: number): this {
    this.foreground = toColour(this.bitsPerPixel, r, g, b);
    return this;
  }

  setBgColor(r: Colour | undefined, g?: number, b?: number): this {
    this.background = toColour(this.bitsPerPixel, r, g, b);
    return this;
  }

  getColor(): number {
    return this.#visible(this.foreground);
  }

  getBgColor(): number {
    return this.#visible(this.background);
  }

  toColor(r: Colour | undefined, g?: number, b?: number): number {
    return toColour(this.bitsPerPixel, r, g, b);
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
    const [ax, ay] = within(this.device(x1, y1));
    const [bx, by] = within(this.device(x2, y2));
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

  /**
   * Columns of pixels in a string, the first character's code, widths (a string, or one number), the height
   * (`| scale << 8 | bits << 16`).
   * @throws GraphicsError with the interpreter's text for anything else
   */
  setFontCustom(bitmap: unknown, firstChar: number, widths: unknown, height: number): this {
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
    const { log } = this;
    if (log === undefined || text === '') return;
    const box = textBox(this.surface, style, text, x, y);
    if (solid) log.cover(box);
    const { custom } = this.#font;
    // What lies outside the panel can't be painted over, and is not seen.
    const { clip } = this.surface;
    const seen = {
      x1: Math.max(box.x1, clip.x1),
      y1: Math.max(box.y1, clip.y1),
      x2: Math.min(box.x2, clip.x2),
      y2: Math.min(box.y2, clip.y2),
    };
    log.add({ text, x, y, font: custom === undefined ? this.getFont() : `${this.getFont()} ${custom.height}px` }, seen);
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
      foreground: this.foreground,
      background: this.background,
    };
  }

  #visible(colour: number): number {
    return (colour & (2 ** this.bitsPerPixel - 1)) | 0;
  }
}
