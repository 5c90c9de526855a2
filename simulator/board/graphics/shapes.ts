// Lines, ellipses, rounded rectangles and polygons as Espruino draws them, pixel for pixel: same rounding, same gaps.
// All coordinates here are device coordinates and whole numbers.
import type { Point, Surface } from './surface.ts';

const MAX_CROSSINGS = 64;

/** A line with both ends; steps of 1/256 pixel, not Bresenham. */
export function drawLine(surface: Surface, from: Point, to: Point, colour: number): void {
  const steep = Math.abs(to[0] - from[0]) <= Math.abs(to[1] - from[1]);
  const along = steep ? 1 : 0;
  const across = steep ? 0 : 1;
  const [first, last] = from[along] > to[along] ? [to, from] : [from, to];
  const length = last[along] - first[along] || 1;
  const step = Math.trunc(((last[across] - first[across]) << 8) / length);
  let position = (first[across] << 8) + 128;
  for (let at = first[along]; at <= last[along]; at++) {
    if (steep) surface.setPixel(position >> 8, at, colour);
    else surface.setPixel(at, position >> 8, colour);
    position += step;
  }
}

/** Sides of a rectangle, its corners at `a` and `b`. */
export function drawRect(surface: Surface, a: Point, b: Point, colour: number): void {
  surface.fillRect(a[0], a[1], b[0], a[1], colour);
  surface.fillRect(b[0], a[1], b[0], b[1], colour);
  surface.fillRect(a[0], b[1], b[0], b[1], colour);
  surface.fillRect(a[0], b[1], a[0], a[1], colour);
}

/** Walks a quarter of an ellipse: `at` sees every point, `row` each one before y changes. */
function walkQuarter(rx: number, ry: number, at: (dx: number, dy: number) => void, row: typeof at): number {
  const a2 = rx * rx;
  const b2 = ry * ry;
  let dx = 0;
  let dy = ry;
  let error = b2 - (2 * ry - 1) * a2;
  let moved = true;
  while (moved && dy >= 0) {
    at(dx, dy);
    moved = false;
    const twice = 2 * error;
    if (twice < (2 * dx + 1) * b2) {
      dx++;
      error += (2 * dx + 1) * b2;
      moved = true;
    }
    if (twice > -(2 * dy - 1) * a2) {
      row(dx, dy);
      dy--;
      error -= (2 * dy - 1) * a2;
      moved = true;
    }
  }
  return dx;
}

const ignore = (): void => undefined;

/** The outline of four quarter ellipses around the corners `a` (upper left) and `b` (lower right). */
export function drawCorners(surface: Surface, a: Point, b: Point, rx: number, ry: number, colour: number): void {
  const at = (dx: number, dy: number): void => {
    surface.setPixel(b[0] + dx, b[1] + dy, colour);
    surface.setPixel(a[0] - dx, b[1] + dy, colour);
    surface.setPixel(b[0] + dx, a[1] - dy, colour);
    surface.setPixel(a[0] - dx, a[1] - dy, colour);
  };
  let dx = walkQuarter(rx, ry, at, ignore);
  while (dx++ < rx) {
    surface.setPixel(b[0] + dx, a[1], colour);
    surface.setPixel(a[0] - dx, a[1], colour);
  }
}

export function drawEllipse(surface: Surface, a: Point, b: Point, colour: number): void {
  const { centre, rx, ry } = ellipseIn(a, b);
  drawCorners(surface, centre, centre, rx, ry, colour);
}

export function fillEllipse(surface: Surface, a: Point, b: Point, colour: number): void {
  const { centre, rx, ry } = ellipseIn(a, b);
  const [x, y] = centre;
  let dx = walkQuarter(rx, ry, ignore, (width, dy) => {
    surface.fillRect(x + width, y + dy, x - width, y + dy, colour);
    surface.fillRect(x + width, y - dy, x - width, y - dy, colour);
  });
  while (dx++ < rx) surface.fillRect(x + dx, y, x - dx, y, colour);
}

/** A rectangle with round corners, outlined or filled. */
export function roundedRect(surface: Surface, a: Point, b: Point, radius: number, colour: number, fill: boolean): void {
  const [x1, x2] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const [y1, y2] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  const r = Math.min(radius, (x2 - x1) >> 1, (y2 - y1) >> 1);
  const inner: [Point, Point] = [
    [x1 + r, y1 + r],
    [x2 - r, y2 - r],
  ];
  const [[cx1, cy1], [cx2, cy2]] = inner;
  if (!fill) {
    surface.fillRect(cx1, y1, cx2, y1, colour);
    surface.fillRect(cx1, y2, cx2, y2, colour);
    surface.fillRect(x1, cy1, x1, cy2, colour);
    surface.fillRect(x2, cy1, x2, cy2, colour);
    drawCorners(surface, ...inner, r, r, colour);
    return;
  }
  surface.fillRect(x1, cy1, x2, cy2, colour);
  walkQuarter(r, r, ignore, (dx, dy) => {
    surface.fillRect(cx1 - dx, cy2 + dy, cx2 + dx, cy2 + dy, colour);
    surface.fillRect(cx1 - dx, cy1 - dy, cx2 + dx, cy1 - dy, colour);
  });
}

/** Fills a polygon by the non-zero rule. Points are device coordinates in sixteenths of a pixel. */
export function fillPolygon(surface: Surface, points: readonly Point[], colour: number): void {
  const rows = points.map(([, y]) => y >> 4);
  const top = Math.max(Math.min(surface.target.height - 1, ...rows), surface.clip.y1);
  const bottom = Math.min(Math.max(0, ...rows), surface.clip.y2);
  for (let row = top; row <= bottom; row++) fillPolygonRow(surface, points, row, colour);
}

function fillPolygonRow(surface: Surface, points: readonly Point[], row: number, colour: number): void {
  const y = row << 4;
  const crossings: { readonly x: number; readonly down: boolean }[] = [];
  for (let i = 0; i < points.length && crossings.length < MAX_CROSSINGS; i++) {
    const [x1, y1] = points[i]!;
    const [x2, y2] = points[(i + points.length - 1) % points.length]!;
    if (!((y1 <= y && y2 > y) || (y2 <= y && y1 > y))) continue;
    crossings.push({ x: x1 + Math.trunc(((y - y1) * (x2 - x1)) / (y2 - y1)), down: y2 - y1 > 1 });
  }
  crossings.sort((a, b) => a.x - b.x);
  let winding = 0;
  let start = 0;
  for (const [i, { x, down }] of crossings.entries()) {
    if (winding === 0) start = x;
    winding += down ? 1 : -1;
    if (winding !== 0 && i < crossings.length - 1) continue;
    const [x1, x2] = [(start + 15) >> 4, (x + 15) >> 4];
    if (x2 > x1) surface.fillRect(x1, row, x2 - 1, row, colour);
  }
}

function ellipseIn(a: Point, b: Point): { readonly centre: Point; readonly rx: number; readonly ry: number } {
  const [x1, x2] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const [y1, y2] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  return {
    centre: [Math.trunc((x1 + x2) / 2), Math.trunc((y1 + y2) / 2)],
    rx: Math.trunc((x2 - x1) / 2),
    ry: Math.trunc((y2 - y1) / 2),
  };
}
