// A glyph's outline as closed polygons in font units, y upwards, with ink to the right of the direction of travel.
import type { Font } from 'opentype.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Contour = readonly Point[];

/** Straight pieces that a curve becomes. Fine enough that no pixel changes at 200 pixels of height. */
const piecesPerCurve = 16;

/** The outline of a character; empty for a space. */
export function outlineOf(font: Font, character: string): Contour[] {
  // opentype.js draws at (0, 0) with y downwards; at a size of unitsPerEm it draws in font units.
  const path = font.charToGlyph(character).getPath(0, 0, font.unitsPerEm);
  const contours: Point[][] = [];
  let current: Point[] = [];
  let start: Point = { x: 0, y: 0 };
  let last: Point = start;
  const to = (point: Point): void => {
    if (point.x !== last.x || point.y !== last.y) current.push(point);
    last = point;
  };
  for (const command of path.commands) {
    if (command.type === 'M') {
      start = last = up(command.x, command.y);
      current = [start];
      contours.push(current);
    } else if (command.type === 'L') {
      to(up(command.x, command.y));
    } else if (command.type === 'Q') {
      const [from, handle, end] = [last, up(command.x1, command.y1), up(command.x, command.y)];
      for (let i = 1; i <= piecesPerCurve; i++) to(quadratic(from, handle, end, i / piecesPerCurve));
    } else if (command.type === 'C') {
      const [from, first, second] = [last, up(command.x1, command.y1), up(command.x2, command.y2)];
      const end = up(command.x, command.y);
      for (let i = 1; i <= piecesPerCurve; i++) to(cubic(from, first, second, end, i / piecesPerCurve));
    } else {
      to(start);
    }
  }
  const closed = contours.filter((contour) => contour.length > 2);
  const ink = closed.reduce((sum, contour) => sum + area(contour), 0);
  return ink > 0 ? closed.map((contour) => [...contour].reverse()) : closed;
}

function up(x: number, y: number): Point {
  return { x, y: -y };
}

function quadratic(a: Point, b: Point, c: Point, t: number): Point {
  const at = (p: number, q: number, r: number): number => (1 - t) * (1 - t) * p + 2 * (1 - t) * t * q + t * t * r;
  return { x: at(a.x, b.x, c.x), y: at(a.y, b.y, c.y) };
}

function cubic(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const s = 1 - t;
  const at = (p: number, q: number, r: number, u: number): number =>
    s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u;
  return { x: at(a.x, b.x, c.x, d.x), y: at(a.y, b.y, c.y, d.y) };
}

/** Positive when the contour runs against the clock. */
function area(contour: Contour): number {
  return contour.reduce((sum, p, i) => {
    const q = contour[(i + 1) % contour.length] ?? p;
    return sum + (p.x * q.y - q.x * p.y) / 2;
  }, 0);
}
