// Fonts of a graphics context: which one is set, how wide and high its characters are. Custom fonts are exact;
// 4x6 and 6x8 have exact metrics and a box for a glyph, Vector has approximate widths: the firmware uses neither.
import { GraphicsError } from './raster.ts';

export interface CustomFont {
  /** Columns from the left, each from the top, first pixel in the highest bits. */
  readonly bitmap: string;
  readonly firstChar: number;
  /** One byte per character, or one width for all. */
  readonly widths: string | number;
  readonly height: number;
  readonly bitsPerPixel: 1 | 2 | 4;
}

export interface Font {
  readonly name: '4x6' | '6x8' | 'Vector' | 'Custom';
  /** 1..4095, or two of six bits with SCALE_X_Y set. */
  readonly scale: number;
  readonly custom?: CustomFont;
}

export interface StringMetrics {
  readonly width: number;
  readonly height: number;
  readonly unrenderableChars: boolean;
  readonly imageCount: number;
  readonly maxImageHeight: number;
}

const SCALE_X_Y = 4096;
const MAX_SCALE = 8191;
/** What a digit moves the pen; other characters of the real font are wider or narrower. */
const VECTOR_ADVANCE = 0.6225;

export const DEFAULT_FONT: Font = { name: '4x6', scale: 1 };

/** The scale in x and in y. For Vector it is the size in pixels. */
export function scaleOf(font: Font): { readonly x: number; readonly y: number } {
  if (!(font.scale & SCALE_X_Y)) return { x: font.scale, y: font.scale };
  return { x: font.scale & 63, y: (font.scale >> 6) & 63 };
}

/** Line height in pixels. */
export function fontHeight(font: Font): number {
  const { y } = scaleOf(font);
  if (font.name === 'Vector') return y;
  return y * (font.custom?.height ?? (font.name === '6x8' ? 8 : 6));
}

/** A character's width without scale, and the number of its first pixel in the bitmap's columns. */
export function customGlyph(font: CustomFont, char: number): { readonly width: number; readonly column: number } {
  const index = char - font.firstChar;
  if (typeof font.widths === 'number') return { width: font.widths, column: font.widths * index };
  if (index < 0) return { width: 0, column: 0 };
  let column = 0;
  for (let i = 0; i < Math.min(index, font.widths.length); i++) column += font.widths.charCodeAt(i) & 255;
  return { width: index < font.widths.length ? font.widths.charCodeAt(index) & 255 : 0, column };
}

/** A character's width as stringWidth counts it, in pixels. */
export function charWidth(font: Font, char: number): number {
  const { x } = scaleOf(font);
  const { custom } = font;
  if (custom !== undefined) {
    // Behind the last width the interpreter measures 255, but draws and moves nothing.
    const beyond = typeof custom.widths === 'string' && char - custom.firstChar >= custom.widths.length;
    return x * (beyond ? 255 : customGlyph(custom, char).width);
  }
  if (font.name === 'Vector') return char > 32 ? Math.round(x * VECTOR_ADVANCE) : x >> 1;
  return x * (font.name === '6x8' ? 6 : 4);
}

/** What Graphics.getFont says: the name, with the scale when it isn't 1. */
export function fontTitle(font: Font): string {
  const { x, y } = scaleOf(font);
  if (font.scale & SCALE_X_Y) return `${font.name}:${x}x${y}`;
  return font.scale > 1 ? `${font.name}:${font.scale}` : font.name;
}

/** Graphics.setFontCustom: height in the low byte, scale in the next, bits per pixel above. */
export function customFont(bitmap: unknown, firstChar: number, widths: unknown, height: number): Font {
  if (typeof bitmap !== 'string') throw new GraphicsError('Font bitmap must be a String');
  if (firstChar < 0 || firstChar > 255) throw new GraphicsError('First character out of range');
  if (typeof widths !== 'string' && !Number.isInteger(widths)) {
    throw new GraphicsError('Font width must be a String or an integer');
  }
  const bitsPerPixel = Math.max(height >> 16, 1);
  if (bitsPerPixel !== 1 && bitsPerPixel !== 2 && bitsPerPixel !== 4) {
    throw new GraphicsError('Invalid BPP - 1,2,4 supported');
  }
  const custom = { bitmap, firstChar, widths: widths as string | number, height: height & 255, bitsPerPixel } as const;
  return { name: 'Custom', scale: Math.max((height >> 8) & 255, 1), custom };
}

/** Takes `6x8:2`, `4x6:1x3` or `Vector40` apart; the size of the second argument counts when the name has none. */
export function parseFontId(fontId: string, size: number): { readonly name: string; readonly scale: number } {
  let sizeAt = fontId.startsWith('Vector') && fontId.length > 6 ? 6 : -1;
  const colon = fontId.indexOf(':');
  if (colon >= 0) sizeAt = colon + 1;
  if (sizeAt < 0) return { name: fontId, scale: clampScale(size) };
  const text = fontId.slice(sizeAt);
  const by = text.indexOf('x');
  const side = (part: string): number => Math.max(0, Math.min(63, parseInt(part, 10) | 0));
  const scale = by < 0 ? parseInt(text, 10) | 0 : side(text.slice(0, by)) | (side(text.slice(by + 1)) << 6) | SCALE_X_Y;
  return { name: fontId.startsWith('Vector') ? 'Vector' : fontId.slice(0, sizeAt - 1), scale: clampScale(scale) };
}

/** A font's scale as the interpreter limits it. */
export function clampScale(scale: number): number {
  return Math.max(1, Math.min(MAX_SCALE, scale | 0));
}
