// Fits one axis of a glyph to whole pixels: strokes get whole thicknesses at whole places, what lies between is stretched
// evenly. The same idea as TrueType hinting, done at build time, because a 1-bit panel has no grey to hide behind.
import type { Stem } from './stems.ts';

/** A height (or place) of the typeface that always becomes the same pixel: baseline, x-height, capitals. */
export interface Zone {
  /** The range of font units, overshoot included, that is one height to the eye. */
  readonly from: number;
  readonly to: number;
  readonly pixel: number;
}

export interface AxisFit {
  /** Pixels per font unit. */
  readonly scale: number;
  /** Thickness in pixels for a stroke of that thickness in font units. */
  readonly thickness: (units: number) => number;
  readonly zones: readonly Zone[];
}

interface Anchor {
  readonly units: number;
  readonly pixel: number;
}

/** A function from font units to pixels that puts every stroke on whole pixels. `extent` is the glyph's range on the axis. */
export function fitAxis(stems: readonly Stem[], extent: Stem, fit: AxisFit): (units: number) => number {
  const anchors: Anchor[] = [];
  const zoneOf = (units: number): Zone | undefined => fit.zones.find((zone) => units >= zone.from && units <= zone.to);
  let above = -Infinity;
  const placed = stems.map((stem) => {
    const thickness = fit.thickness(stem.top - stem.bottom);
    const [low, high] = [zoneOf(stem.bottom), zoneOf(stem.top)];
    const middle = natural((stem.bottom + stem.top) / 2, fit, extent) - thickness / 2;
    const bottom = low ? low.pixel : high ? high.pixel - thickness : Math.round(middle);
    return { stem, thickness, bottom, fixed: low !== undefined || high !== undefined };
  });
  for (const [i, { stem, thickness, bottom, fixed }] of placed.entries()) {
    // Keep a pixel of paper between two strokes, giving way to the strokes that must stay.
    const next = placed[i + 1];
    const highest = next ? next.bottom - thickness - 1 : Infinity;
    const at = fixed ? bottom : Math.max(Math.min(bottom, highest), above + 1);
    above = at + thickness;
    anchors.push({ units: stem.bottom, pixel: at }, { units: stem.top, pixel: at + thickness });
  }
  // The ends of the glyph, where no stroke lies: an A's apex, an x's feet.
  for (const end of [extent.bottom, extent.top]) {
    const zone = zoneOf(end);
    if (zone && !anchors.some((anchor) => Math.abs(anchor.units - end) < 30))
      anchors.push({ units: end, pixel: zone.pixel });
  }
  anchors.sort((a, b) => a.units - b.units);
  return (units) => between(anchors, units, fit.scale);
}

/** Where a place would fall without its own stroke: between the zones that the glyph touches. */
function natural(units: number, fit: AxisFit, extent: Stem): number {
  const ends = [extent.bottom, extent.top].flatMap((end) => {
    const zone = fit.zones.find(({ from, to }) => end >= from && end <= to);
    return zone ? [{ units: end, pixel: zone.pixel }] : [];
  });
  return between(ends, units, fit.scale);
}

function between(anchors: readonly Anchor[], units: number, scale: number): number {
  const below = anchors.findLast((anchor) => anchor.units <= units);
  const above = anchors.find((anchor) => anchor.units >= units);
  if (below && above && above.units > below.units) {
    return below.pixel + ((units - below.units) * (above.pixel - below.pixel)) / (above.units - below.units);
  }
  const nearest = below ?? above;
  return nearest ? nearest.pixel + (units - nearest.units) * scale : units * scale;
}
