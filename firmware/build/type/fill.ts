// Fills polygons into 1-bit pixels: a pixel is ink when the outline covers enough of it.
import type { Contour } from './outline.ts';

/** Samples per pixel and axis. */
const samples = 8;

/** Rows of a glyph from the top; true is ink. */
export type Pixels = readonly (readonly boolean[])[];

/**
 * @param outline in pixels, y upwards, 0 is the lower edge of the lowest row
 * @param threshold share of a pixel, 0 to 1, that must be covered
 */
export function fillPixels(outline: readonly Contour[], width: number, height: number, threshold: number): Pixels {
  const covered = new Uint16Array(width * height);
  for (let line = 0; line < height * samples; line++) {
    const y = (line + 0.5) / samples;
    const row = height - 1 - Math.floor(line / samples);
    for (const [from, to] of spansAt(outline, y)) {
      const first = Math.max(0, Math.ceil(from * samples - 0.5));
      const last = Math.min(width * samples - 1, Math.ceil(to * samples - 0.5) - 1);
      for (let i = first; i <= last; i++) covered[row * width + Math.floor(i / samples)]! += 1;
    }
  }
  const enough = threshold * samples * samples;
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => (covered[row * width + column] ?? 0) >= enough),
  );
}

/** Stretches of ink on a horizontal line, by the non-zero winding rule. */
function spansAt(outline: readonly Contour[], y: number): [number, number][] {
  const crossings: { x: number; turn: number }[] = [];
  for (const contour of outline) {
    contour.forEach((p, i) => {
      const q = contour[(i + 1) % contour.length] ?? p;
      if (p.y <= y === q.y <= y) return;
      crossings.push({ x: p.x + ((y - p.y) * (q.x - p.x)) / (q.y - p.y), turn: q.y > p.y ? 1 : -1 });
    });
  }
  crossings.sort((a, b) => a.x - b.x);
  const spans: [number, number][] = [];
  let winding = 0;
  let start = 0;
  for (const { x, turn } of crossings) {
    if (winding === 0) start = x;
    winding += turn;
    if (winding === 0) spans.push([start, x]);
  }
  return spans;
}
