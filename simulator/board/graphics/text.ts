// drawString and stringMetrics: pen, alignment, rotation, glyphs. Exact for custom fonts, including which characters
// at the edges are left out; the built-in fonts draw a hollow box for every visible character.
import { blend } from './colour.ts';
import type { CustomFont, Font, StringMetrics } from './font.ts';
import { charWidth, customGlyph, fontHeight, scaleOf } from './font.ts';
import { drawImageAt, parseImage } from './image.ts';
import type { Orientation, Rect, Surface } from './surface.ts';

/** How strings are placed: -1 left or top, 0 centre, 1 right or bottom; quarter turns clockwise. */
export interface TextStyle {
  readonly font: Font;
  readonly alignX: number;
  readonly alignY: number;
  readonly turns: number;
  readonly foreground: number;
  readonly background: number;
}

/** Width and height of a string in pixels. With `lineStart`, only the line that begins there. */
export function measure(style: TextStyle, text: string, lineStart?: number): StringMetrics {
  const lineHeight = fontHeight(style.font);
  let width = 0;
  let widest = 0;
  let height = lineHeight;
  let unrenderableChars = false;
  let imageCount = 0;
  let maxImageHeight = 0;
  for (let i = lineStart ?? 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x0a) {
      widest = Math.max(widest, width);
      width = 0;
      height += lineHeight;
      if (lineStart !== undefined) break;
    } else if (char === 0) {
      const image = parseImage(text.slice(i + 1));
      imageCount++;
      i += image.consumed;
      width += image.width;
      maxImageHeight = Math.max(maxImageHeight, image.height);
    } else {
      const advance = charWidth(style.font, char);
      width += advance;
      if (advance === 0) unrenderableChars = true;
    }
  }
  return { width: Math.max(width, widest), height, unrenderableChars, imageCount, maxImageHeight };
}

/** The device rectangle that a string of that style covers. */
export function textBox(surface: Surface, style: TextStyle, text: string, atX: number, atY: number): Rect {
  const upright = surface.orientation;
  const [startX, startY] = turn(surface, style.turns, atX, atY);
  const { width, height } = measure(style, text);
  const x = startX - Math.trunc((width * (style.alignX + 1)) / 2);
  const y = startY - Math.trunc((height * (style.alignY + 1)) / 2);
  surface.orientation = turned(upright, style.turns);
  const [ax, ay] = surface.toDevice(x, y);
  const [bx, by] = surface.toDevice(x + Math.max(width, 1) - 1, y + Math.max(height, 1) - 1);
  surface.orientation = upright;
  return { x1: Math.min(ax, bx), y1: Math.min(ay, by), x2: Math.max(ax, bx), y2: Math.max(ay, by) };
}

/** Draws with the pen's corner at user coordinates; with `solid` the background of every character too. */
export function drawText(
  surface: Surface,
  style: TextStyle,
  text: string,
  atX: number,
  atY: number,
  solid: boolean,
): void {
  const upright = surface.orientation;
  const [startX, startY] = turn(surface, style.turns, atX, atY);
  surface.orientation = turned(upright, style.turns);
  try {
    drawLines(surface, style, text, startX, startY, solid);
  } finally {
    surface.orientation = upright;
  }
}

function drawLines(
  surface: Surface,
  style: TextStyle,
  text: string,
  startX: number,
  startY: number,
  solid: boolean,
): void {
  const { font } = style;
  const lineHeight = fontHeight(font);
  const scaleX = scaleOf(font).x;
  const visible = userClip(surface);
  const lineX = (from: number): number =>
    startX - (style.alignX < 0 ? 0 : Math.trunc((measure(style, text, from).width * (style.alignX + 1)) / 2));
  let x = lineX(0);
  let y = startY - (style.alignY < 0 ? 0 : Math.trunc((measure(style, text).height * (style.alignY + 1)) / 2));
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x0a) {
      x = lineX(i + 1);
      y += lineHeight;
      continue;
    }
    if (char === 0) {
      const image = parseImage(text.slice(i + 1));
      drawImageAt(surface, image, x, y + Math.trunc((lineHeight - image.height) / 2), style);
      i += image.consumed;
      x += image.width;
      continue;
    }
    const advance = font.custom === undefined ? charWidth(font, char) : customGlyph(font.custom, char).width * scaleX;
    // The strict comparison at the right edge is the interpreter's: a glyph that begins in the last column is dropped.
    if (x > visible.x1 - advance && x < visible.x2 && y > visible.y1 - lineHeight && y <= visible.y2) {
      if (font.custom === undefined) drawBox(surface, style, char, x, y, advance, solid);
      else if (char >= font.custom.firstChar) drawGlyph(surface, style, font.custom, char, x, y, solid);
    }
    x += advance;
  }
}

function drawGlyph(
  surface: Surface,
  style: TextStyle,
  font: CustomFont,
  char: number,
  x: number,
  y: number,
  solid: boolean,
): void {
  const { x: scaleX, y: scaleY } = scaleOf(style.font);
  const bits = font.bitsPerPixel;
  const full = (1 << bits) - 1;
  const { width, column } = customGlyph(font, char);
  const firstBit = column * font.height * bits;
  let at = firstBit >> 3;
  let bit = firstBit & 7;
  // The interpreter shifts by `bits` times the bit offset: glyphs of more than one bit that don't begin on a byte
  // come out wrong on a real board, and so they do here.
  let data = byteAt(font.bitmap, at) << (bits * bit);
  for (let gx = 0; gx < width; gx++) {
    for (let gy = 0; gy < font.height; gy++) {
      const value = (data & 255) >> (8 - bits);
      if (solid || value !== 0) {
        const colour = blend(
          surface.target.bitsPerPixel,
          style.foreground,
          style.background,
          Math.trunc((256 * value) / full),
        );
        const left = x + gx * scaleX;
        const top = y + gy * scaleY;
        surface.fillUserRect(left, top, left + scaleX - 1, top + scaleY - 1, colour);
      }
      bit += bits;
      data <<= bits;
      if (bit >= 8) {
        bit = 0;
        data = byteAt(font.bitmap, ++at);
      }
    }
  }
}

/** The stand-in for a built-in font's glyph: a hollow box inside the character's cell. */
function drawBox(
  surface: Surface,
  style: TextStyle,
  char: number,
  x: number,
  y: number,
  advance: number,
  solid: boolean,
): void {
  const { x: scaleX, y: scaleY } = scaleOf(style.font);
  const height = fontHeight(style.font);
  if (solid) surface.fillUserRect(x, y, x + advance - 1, y + height - 1, style.background);
  if (char <= 32) return;
  const vector = style.font.name === 'Vector';
  const lineX = vector ? Math.max(1, scaleX >> 3) : scaleX;
  const lineY = vector ? Math.max(1, scaleY >> 3) : scaleY;
  const right = x + advance - lineX - 1;
  const bottom = y + height - lineY - 1;
  const fill = (x1: number, y1: number, x2: number, y2: number): void =>
    surface.fillUserRect(x1, y1, x2, y2, style.foreground);
  fill(x, y, right, y + lineY - 1);
  fill(x, bottom - lineY + 1, right, bottom);
  fill(x, y, x + lineX - 1, bottom);
  fill(right - lineX + 1, y, right, bottom);
}

function byteAt(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) & 255 : 0;
}

/** The clip rectangle in user coordinates. */
function userClip(surface: Surface): Rect {
  const [ax, ay] = surface.toUser(surface.clip.x1, surface.clip.y1);
  const [bx, by] = surface.toUser(surface.clip.x2, surface.clip.y2);
  return { x1: Math.min(ax, bx), y1: Math.min(ay, by), x2: Math.max(ax, bx), y2: Math.max(ay, by) };
}

function turn(surface: Surface, turns: number, x: number, y: number): readonly [number, number] {
  const { width, height } = surface.target;
  if (turns === 1) return [y, width - (x + 1)];
  if (turns === 2) return [width - (x + 1), height - (y + 1)];
  if (turns === 3) return [height - (y + 1), x];
  return [x, y];
}

function turned(from: Orientation, turns: number): Orientation {
  return {
    swapXY: from.swapXY !== (turns === 1 || turns === 3),
    invertX: from.invertX !== (turns === 1 || turns === 2),
    invertY: from.invertY !== (turns === 2 || turns === 3),
  };
}
