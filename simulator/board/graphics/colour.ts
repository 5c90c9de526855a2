// Colours of a graphics context: what setColor accepts, and the steps between background and foreground.
// Depths of 4 and 8 bits have no palette here (as on boards built without one): a colour is black or all ones.
import { GraphicsError } from './raster.ts';

/** A number of the target's depth, or `#rgb`, or `#rrggbb`. */
export type Colour = number | string;

/** setColor's arguments as one number: a colour, or red, green and blue from 0 to 1 when all three are given. */
export function toColour(bitsPerPixel: number, r: Colour | undefined, g?: number, b?: number): number {
  if (typeof r === 'string') return pack(bitsPerPixel, ...parseHex(r));
  if (r !== undefined && Number.isFinite(r) && Number.isFinite(g) && Number.isFinite(b)) {
    return pack(bitsPerPixel, r, g ?? 0, b ?? 0);
  }
  return (((r ?? 0) | 0) & (2 ** bitsPerPixel - 1)) >>> 0;
}

/** `amount` 256ths of the way from background to foreground. */
export function blend(bitsPerPixel: number, foreground: number, background: number, amount: number): number {
  const part = Math.max(0, Math.min(256, amount));
  if (bitsPerPixel === 2 || bitsPerPixel === 4 || bitsPerPixel === 8) {
    return (Math.imul(background, 256 - part) + Math.imul(foreground, part) + 127) >>> 8;
  }
  const mix = (shift: number, mask: number): number => {
    const from = (background >>> shift) & mask;
    const to = (foreground >>> shift) & mask;
    return ((from * (256 - part) + to * part) >> 8) << shift;
  };
  if (bitsPerPixel === 16) return mix(0, 0x1f) | mix(5, 0x3f) | mix(11, 0x1f);
  if (bitsPerPixel === 24) return mix(0, 0xff) | mix(8, 0xff) | mix(16, 0xff);
  return part >= 128 ? foreground : background;
}

function parseHex(text: string): [number, number, number] {
  const short = /^.([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  if (short) return [part(short[1]!, 15), part(short[2]!, 15), part(short[3]!, 15)];
  const long = /^.([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (long) return [part(long[1]!, 255), part(long[2]!, 255), part(long[3]!, 255)];
  throw new GraphicsError("If Color is a String, it must be of the form '#rrggbb' or '#rgb'");
}

function part(hex: string, full: number): number {
  return parseInt(hex, 16) / full;
}

function pack(bitsPerPixel: number, r: number, g: number, b: number): number {
  const byte = (value: number): number => Math.max(0, Math.min(255, Math.trunc(value * 256)));
  const [red, green, blue] = [byte(r), byte(g), byte(b)];
  if (bitsPerPixel === 16) return (blue >> 3) | ((green >> 2) << 5) | ((red >> 3) << 11);
  const rgb = blue | (green << 8) | (red << 16);
  if (bitsPerPixel === 24) return rgb;
  if (bitsPerPixel === 32) return (0xff000000 | rgb) >>> 0;
  return red + green + blue >= 384 ? 0xffffffff : 0;
}
