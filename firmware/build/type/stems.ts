// Finds the strokes of a glyph that run along an axis: the bars and bowls' tops (strokes across), and, with x and y
// exchanged, the upright stems. Grid fitting puts these on whole pixels.
import type { Contour, Point } from './outline.ts';

/** A place where the outline runs level: `top` has ink below it, `bottom` has ink above it. */
interface Edge {
  readonly at: number;
  readonly side: 'top' | 'bottom';
  readonly from: number;
  readonly to: number;
}

export interface Stem {
  readonly bottom: number;
  readonly top: number;
}

/** Rise per run under which a piece of outline counts as level. */
const levelSlope = 0.25;

/**
 * Strokes across, lowest first, without overlaps.
 * @param shortest level run, in font units, that makes an edge
 * @param thickest a stroke may be, in font units
 */
export function strokesAcross(outline: readonly Contour[], shortest: number, thickest: number): Stem[] {
  const edges = outline.flatMap((contour) => edgesOf(contour, shortest));
  const tops = edges.filter((edge) => edge.side === 'top');
  const bottoms = edges.filter((edge) => edge.side === 'bottom');
  const pairs = bottoms
    .flatMap((bottom) =>
      tops.filter((top) => faces(bottom, top, thickest)).map((top) => ({ bottom: bottom.at, top: top.at })),
    )
    .sort((a, b) => a.top - a.bottom - (b.top - b.bottom));
  const stems: Stem[] = [];
  for (const pair of pairs)
    if (stems.every((stem) => pair.bottom >= stem.top || pair.top <= stem.bottom)) stems.push(pair);
  return stems.sort((a, b) => a.bottom - b.bottom);
}

/** The same outline with x and y exchanged: its strokes across are the upright stems. */
export function exchanged(outline: readonly Contour[]): Contour[] {
  // Exchanging the axes mirrors the glyph; turning each contour round keeps the ink on the right.
  return outline.map((contour) => contour.map(({ x, y }) => ({ x: y, y: x })).reverse());
}

function faces(bottom: Edge, top: Edge, thickest: number): boolean {
  const thickness = top.at - bottom.at;
  return thickness > 0 && thickness <= thickest && Math.min(top.to, bottom.to) > Math.max(top.from, bottom.from);
}

function edgesOf(contour: Contour, shortest: number): Edge[] {
  const steps = contour.map((from, i) => ({ from, to: contour[(i + 1) % contour.length] ?? from }));
  const isLevel = (step: Step): boolean => slope(step) < levelSlope;
  const first = steps.findIndex((step) => !isLevel(step));
  if (first < 0) return [];
  const edges: Edge[] = [];
  let run: Step[] = [];
  const close = (): void => {
    const xs = run.flatMap(({ from, to }) => [from.x, to.x]);
    const [start, end] = [Math.min(...xs), Math.max(...xs)];
    const flattest = [...run].sort((a, b) => slope(a) - slope(b))[0];
    if (flattest && end - start >= shortest) {
      const side = flattest.to.x > flattest.from.x ? 'top' : 'bottom';
      edges.push({ at: (flattest.from.y + flattest.to.y) / 2, side, from: start, to: end });
    }
    run = [];
  };
  // From a place that is not level, so that no run is cut in two.
  for (let i = 0; i < steps.length; i++) {
    const step = steps[(first + i) % steps.length];
    if (step && isLevel(step) && sameWay(run.at(-1), step)) run.push(step);
    else {
      close();
      if (step && isLevel(step)) run.push(step);
    }
  }
  close();
  return edges;
}

interface Step {
  readonly from: Point;
  readonly to: Point;
}

function slope({ from, to }: Step): number {
  return Math.abs(to.y - from.y) / Math.max(Math.abs(to.x - from.x), 1e-9);
}

function sameWay(before: Step | undefined, step: Step): boolean {
  return !before || Math.sign(before.to.x - before.from.x) === Math.sign(step.to.x - step.from.x);
}
