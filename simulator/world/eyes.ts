// What a person can see of a board: the strings on a lit panel, and the panel as a picture.
// It must never report anything that is not visible: a dark panel shows nothing.
import { encode } from 'fast-png';
import type { Frame, Panel } from '../board/board.ts';

/** The strings that can be read now, in the order of drawing; none while the panel is dark. Empty strings are left out. */
export function readableStrings(frame: Frame): string[] {
  if (!frame.lit) return [];
  return frame.strings.map((drawn) => drawn.text).filter((text) => text.trim() !== '');
}

/** The panel's visible pixels, one bit each, rows padded to whole bytes, first pixel in the highest bit; 1 is inked. */
export function panelBits(panel: Panel): Uint8Array {
  const rowBytes = Math.ceil(panel.width / 8);
  const bits = new Uint8Array(rowBytes * panel.height);
  if (!panel.lit) return bits;
  for (let y = 0; y < panel.height; y++) {
    for (let x = 0; x < panel.width; x++) {
      if (panel.pixel(x, y) !== panel.background) bits[y * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return bits;
}

/** Red, green and blue of a pixel of a panel of 16 bits, 0 to 255 each; black while it has no light. */
export function pixelColour(panel: Panel, x: number, y: number): readonly [number, number, number] {
  if (!panel.lit) return [0, 0, 0];
  const value = panel.pixel(x, y);
  return [
    Math.round(((value >> 11) * 255) / 31),
    Math.round((((value >> 5) & 63) * 255) / 63),
    Math.round(((value & 31) * 255) / 31),
  ];
}

/**
 * The panel as a PNG, every pixel `scale` x `scale`: in its colours where it has 16 bits, else 1-bit greyscale, ink black on white.
 * Throws a RangeError when the scale is not a whole number from 1 to 32.
 */
export function panelPicture(panel: Panel, scale = 1): Uint8Array {
  if (!Number.isInteger(scale) || scale < 1 || scale > 32) {
    throw new RangeError('the scale of a picture is a whole number from 1 to 32');
  }
  const width = panel.width * scale;
  const height = panel.height * scale;
  if (panel.bitsPerPixel === 16) {
    const colours = new Uint8Array(width * height * 3);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        colours.set(pixelColour(panel, Math.floor(x / scale), Math.floor(y / scale)), (y * width + x) * 3);
      }
    }
    return encode({ width, height, data: colours, channels: 3, depth: 8 });
  }
  const rowBytes = Math.ceil(width / 8);
  const data = new Uint8Array(rowBytes * height).fill(0xff);
  if (panel.lit) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const inked = panel.pixel(Math.floor(x / scale), Math.floor(y / scale)) !== panel.background;
        if (inked) data[y * rowBytes + (x >> 3)]! &= ~(0x80 >> (x & 7));
      }
    }
  }
  return encode({ width, height, data, channels: 1, depth: 1 });
}
