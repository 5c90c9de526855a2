// A memory LCD with one bit each of red, green and blue, as Espruino drives it: programs draw in 16 bits (5, 6, 5), and what the
// panel can't show is dithered, two by two pixels.

/** Bits of the colours that programs use. */
export const memoryLcdDepth = 16;

/** What is added before the highest bit is taken, of eight. */
const thresholds = [
  [1, 5],
  [7, 3],
] as const;

/** The panel's pixel: red 1, green 2, blue 4. */
export function memoryLcdPixel(colour: number, x: number, y: number): number {
  const added = thresholds[y & 1]![x & 1]!;
  const bright = (part: number): boolean => part + added >= 8;
  return (bright(colour >> 13) ? 1 : 0) | (bright((colour >> 8) & 7) ? 2 : 0) | (bright((colour >> 2) & 7) ? 4 : 0);
}
