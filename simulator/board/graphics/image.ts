// Images: Espruino's string form (width, height, bits per pixel with flags, data) and its object form, drawn 1:1.
// Scaling and rotating are not modelled and are refused by name.
import { blend } from './colour.ts';
import { GraphicsError } from './raster.ts';
import type { Surface } from './surface.ts';

/** The object form of an image. */
export interface ImageObject {
  readonly width: number;
  readonly height: number;
  readonly bpp?: number;
  readonly buffer: string | Uint8Array;
  readonly transparent?: number;
  readonly palette?: ArrayLike<number>;
}

export type ImageSource = string | Uint8Array | ImageObject;

export interface Image {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly transparent: number | undefined;
  readonly palette: ArrayLike<number> | undefined;
  readonly data: Uint8Array;
  /** Bytes that the string form takes: header, palette and pixels. */
  readonly consumed: number;
}

/** @throws GraphicsError when that is no image */
export function parseImage(source: ImageSource): Image {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) {
    const data = bytesOf(source.buffer);
    const { width, height, bpp, transparent, palette } = source;
    return checked({ width, height, bitsPerPixel: bpp || 1, transparent, palette, data, consumed: data.length });
  }
  const bytes = bytesOf(source);
  const [width = 0, height = 0, flags = 0, fourth] = bytes;
  const bitsPerPixel = flags & 63;
  let at = flags & 128 ? 4 : 3;
  let palette: number[] | undefined;
  if (flags & 64) {
    if (bitsPerPixel > 8) throw new GraphicsError("Can't have palette on >8 bit images");
    palette = [];
    for (let i = 0; i < 1 << bitsPerPixel; i++, at += 2) palette.push(bytes[at]! | (bytes[at + 1]! << 8));
  }
  const consumed = Math.min(bytes.length, at + ((width * height * bitsPerPixel + 7) >> 3));
  const transparent = flags & 128 ? fourth : undefined;
  return checked({ width, height, bitsPerPixel, transparent, palette, data: bytes.subarray(at), consumed });
}

/**
 * Draws with the upper left corner at user coordinates. Without a palette 1 bit means background and foreground, of
 * which palettes hold 16 bits.
 */
export function drawImageAt(
  surface: Surface,
  image: Image,
  atX: number,
  atY: number,
  colours: { readonly foreground: number; readonly background: number },
): void {
  const { bitsPerPixel, width, height, data } = image;
  const palette = image.palette ?? impliedPalette(surface, bitsPerPixel, colours);
  if (!surface.orientation.swapXY && !surface.markImage(atX, atY, atX + width - 1, atY + height - 1)) return;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = pixelOf(data, (y * width + x) * bitsPerPixel, bitsPerPixel);
      if (value === image.transparent) continue;
      const colour = palette === undefined ? value : (palette[value & (palette.length - 1)] ?? 0);
      surface.setPixel(...surface.toDevice(atX + x, atY + y), colour);
    }
  }
}

function impliedPalette(
  surface: Surface,
  bits: number,
  colours: { readonly foreground: number; readonly background: number },
): number[] | undefined {
  const { foreground, background } = colours;
  const mix = (amount: number): number => blend(surface.target.bitsPerPixel, foreground, background, amount) & 0xffff;
  if (bits === 1) return [background & 0xffff, foreground & 0xffff];
  return bits === 2 ? [background & 0xffff, mix(85), mix(171), foreground & 0xffff] : undefined;
}

function pixelOf(data: Uint8Array, bit: number, bits: number): number {
  let value = 0;
  for (let at = bit; at < bit + bits; at++) value = (value << 1) | (((data[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
  return value >>> 0;
}

function checked(image: Image): Image {
  if (!(image.width > 0 && image.height > 0 && image.bitsPerPixel > 0 && image.bitsPerPixel <= 32)) {
    throw new GraphicsError('Expecting valid Image');
  }
  return image;
}

function bytesOf(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? Uint8Array.from(data, (char) => char.charCodeAt(0)) : data;
}
