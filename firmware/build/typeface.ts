// Rasterises Atkinson Hyperlegible (made by the Braille Institute so that no two digits or letters look alike, SIL Open Font
// License) into 1-bit glyphs, fitted to the pixel grid for readers with low sight.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as OpenType from 'opentype.js';
import { fillPixels, type Pixels } from './type/fill.ts';
import { fitAxis, type Zone } from './type/grid.ts';
import { outlineOf, type Contour } from './type/outline.ts';
import { exchanged, strokesAcross, type Stem } from './type/stems.ts';

export interface Glyph {
  /** Character code, 32 to 255 (Latin-1). */
  readonly code: number;
  /** `height` rows of as many pixels as the character is wide, spacing included. */
  readonly pixels: Pixels;
}

export interface RasterFont {
  readonly height: number;
  readonly glyphs: readonly Glyph[];
}

export interface RasterOptions {
  readonly weight: 400 | 700;
  /** Characters to draw. */
  readonly characters: string;
  /** Height of capitals and digits, in pixels. */
  readonly capitalPixels: number;
  /** Rows above the capitals, for accents. */
  readonly abovePixels: number;
  /** Rows below the baseline. */
  readonly belowPixels: number;
  /** Thickness of uprights and of strokes across, in pixels. */
  readonly uprightPixels: number;
  readonly acrossPixels: number;
  /** Width against the typeface's own, 1 is unchanged. */
  readonly stretch: number;
  /** All characters get the width of the widest: digits that stand in columns. */
  readonly tabular: boolean;
}

// Heights of Atkinson Hyperlegible in units of 1/1000 em; rounds overshoot by 12 to 15.
const xHeight = 496;
const capitals = 668;

/** The characters at that size. */
export function rasterise(options: RasterOptions): RasterFont {
  const font = loadFont(options.weight);
  const height = options.abovePixels + options.capitalPixels + options.belowPixels;
  const inks = [...options.characters].map((character) => ink(font, character, options));
  const widest = Math.max(...inks.map(({ advance }) => advance));
  const glyphs = inks.map(({ character, outline, advance }): Glyph => {
    const width = options.tabular ? widest : advance;
    const left = options.tabular ? Math.floor((widest - advance) / 2) : 0;
    const moved = outline.map((contour) => contour.map(({ x, y }) => ({ x: x + left, y: y + options.belowPixels })));
    return { code: character.charCodeAt(0), pixels: fillPixels(moved, width, height, 0.5) };
  });
  return { height, glyphs };
}

interface Ink {
  readonly character: string;
  /** In pixels; 0 is the baseline and the left end of the character's width. */
  readonly outline: readonly Contour[];
  readonly advance: number;
}

function ink(font: OpenType.Font, character: string, options: RasterOptions): Ink {
  const scale = options.capitalPixels / capitals;
  const across = scale * options.stretch;
  const outline = outlineOf(font, character);
  const natural = (font.charToGlyph(character).advanceWidth ?? 0) * across;
  if (outline.length === 0) return { character, outline, advance: Math.max(2, Math.round(natural)) };
  const [xs, ys] = [extentOf(exchanged(outline)), extentOf(outline)];
  const thickest = options.weight === 700 ? 190 : 130;
  const typical = options.weight === 700 ? 130 : 85;
  const y = fitAxis(strokesAcross(outline, 24, thickest), ys, {
    scale,
    thickness: (units) => Math.max(1, Math.round((options.acrossPixels * units) / typical)),
    zones: zonesFor(options, ys),
  });
  const x = fitAxis(strokesAcross(exchanged(outline), 40, thickest), xs, {
    scale: across,
    thickness: (units) => Math.max(1, Math.round((options.uprightPixels * units) / typical)),
    zones: [],
  });
  // Half the typeface's own spacing, for narrow panels; never less than a clear gap.
  const gap = Math.max(1, Math.round(options.capitalPixels * 0.08));
  const space = Math.max(gap, Math.round((natural - (xs.top - xs.bottom) * across) / 2));
  const [from, to] = [Math.floor(x(xs.bottom) + 0.3), Math.ceil(x(xs.top) - 0.3)];
  const left = Math.floor(space / 2) - from;
  return {
    character,
    outline: outline.map((contour) => contour.map((point) => ({ x: x(point.x) + left, y: y(point.y) }))),
    advance: Math.max(1, to - from) + space,
  };
}

function zonesFor(options: RasterOptions, ys: Stem): Zone[] {
  const { capitalPixels, abovePixels, belowPixels } = options;
  return [
    { from: -20, to: 12, pixel: 0 },
    { from: xHeight - 8, to: xHeight + 20, pixel: Math.round((xHeight * capitalPixels) / capitals) },
    { from: capitals - 12, to: capitals + 30, pixel: capitalPixels },
    // Whatever reaches higher or lower ends in a row of its own, or in the last that there is.
    {
      from: Math.max(capitals + 30, ys.top - 10),
      to: Infinity,
      pixel: Math.min(capitalPixels + abovePixels, Math.round((ys.top * capitalPixels) / capitals)),
    },
    {
      from: -Infinity,
      to: Math.min(-60, ys.bottom + 10),
      pixel: Math.max(-belowPixels, Math.round((ys.bottom * capitalPixels) / capitals)),
    },
  ];
}

function extentOf(outline: readonly Contour[]): Stem {
  const ys = outline.flat().map(({ y }) => y);
  return { bottom: Math.min(...ys), top: Math.max(...ys) };
}

function loadFont(weight: 400 | 700): OpenType.Font {
  const name = `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-${weight}-normal.woff`;
  const load = createRequire(import.meta.url);
  const bytes = readFileSync(load.resolve(name));
  // A CommonJS package whose names Node does not find when it is imported.
  const opentype: typeof OpenType = load('opentype.js');
  return opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
