// Drawings whose pixels were recorded from Espruino 2v29.277: scenes.txt has each one's name and what it drew.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphicsContext } from '../../../simulator/board/graphics/context.ts';

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly draw: (g: GraphicsContext) => void;
}

/** Three glyphs, 7 pixels high, 5, 5 and 6 wide; what they look like does not matter. */
function setLetters(g: GraphicsContext, scale = 0): void {
  g.setFontCustom('\x7e\x24\x48\x8f\xdf\xe9\xa5\x25\x37\xf0\x40\x40\x80\xff\x0f', 65, '\x05\x05\x06', 7 | (scale << 8));
}

export const scenes: Record<string, Scene> = {
  'custom font': { width: 20, height: 10, draw: (g) => (setLetters(g), g.drawString('ABC', 1, 1)) },
  'custom font, twice as large': { width: 24, height: 16, draw: (g) => (setLetters(g, 2), g.drawString('AB', 1, 1)) },
  'custom font, centred': {
    width: 20,
    height: 18,
    draw: (g) => (setLetters(g), g.setFontAlign(0, 0).drawString('AB\nC', 10, 9)),
  },
  'custom font, right and bottom': {
    width: 20,
    height: 10,
    draw: (g) => (setLetters(g), g.setFontAlign(1, 1).drawString('AB', 19, 9)),
  },
  'custom font, a quarter turn': {
    width: 12,
    height: 16,
    draw: (g) => (setLetters(g), g.setFontAlign(-1, -1, 1).drawString('AB', 10, 2)),
  },
  'custom font, upside down': {
    width: 16,
    height: 10,
    draw: (g) => (setLetters(g), g.setFontAlign(-1, -1, 2).drawString('AB', 14, 8)),
  },
  'custom font, three quarters': {
    width: 12,
    height: 16,
    draw: (g) => (setLetters(g), g.setFontAlign(0, 0, 3).drawString('AB', 6, 8)),
  },
  'custom font over the edges': {
    width: 12,
    height: 8,
    draw: (g) => (setLetters(g), g.drawString('ABC', -3, -2), g.drawString('AB', 6, 4), g.drawString('A', 11, 0)),
  },
  'solid background': {
    width: 14,
    height: 9,
    draw: (g) => (setLetters(g), g.fillRect(0, 0, 13, 8).drawString('AB', 2, 1, true)),
  },
  'inverted text in a clip rectangle': {
    width: 14,
    height: 9,
    draw: (g) => (setLetters(g), g.fillRect(0, 0, 13, 8).setClipRect(3, 2, 9, 6).setColor(0).drawString('AB', 2, 1)),
  },
  'unknown characters': { width: 16, height: 8, draw: (g) => (setLetters(g), g.drawString('@AzB', 0, 0)) },
  lines: {
    width: 16,
    height: 10,
    draw: (g) => g.drawLine(0, 0, 15, 9).drawLine(2, 9, 6, 0).drawLine(15, 2, 9, 2).drawLine(-3, 5, 3, 12),
  },
  rectangles: {
    width: 16,
    height: 10,
    draw: (g) => g.drawRect(1, 1, 14, 8).fillRect(9, 6, 4.9, 3).drawRect({ x: 11, y: 3, w: 2, h: 3 }),
  },
  'round corners': {
    width: 20,
    height: 12,
    draw: (g) => g.drawRect({ x: 0, y: 0, x2: 9, y2: 11, r: 3 }).fillRect({ x: 11, y: 0, x2: 19, y2: 11, r: 4 }),
  },
  'circles and ellipses': {
    width: 24,
    height: 12,
    draw: (g) => g.drawCircle(5, 5, 5).fillCircle(5, 5, 2).fillEllipse(12, 1, 22, 8).drawEllipse(12, 9, 23, 11),
  },
  polygons: {
    width: 20,
    height: 12,
    draw: (g) => g.fillPoly([1, 1, 12, 3.5, 5, 11]).drawPoly([13, 2, 18, 2, 15.6, 9.4], true),
  },
  images: {
    width: 16,
    height: 8,
    draw: (g) =>
      g.fillRect(8, 0, 15, 7).drawImage('\x05\x03\x01\xfd\x1e', 1, 2).drawImage('\x05\x03\x81\x01\xfd\x1e', 9, 2),
  },
  'a quarter turn, mirrored': {
    width: 10,
    height: 16,
    draw: (g) => (setLetters(g), g.setRotation(1, true).drawString('AB', 2, 1).drawLine(0, 0, 15, 3)),
  },
};

/** What is on the panel as text: one character per pixel, one line per row, whatever way the program had turned it. */
export function picture(g: GraphicsContext): string {
  g.setRotation(0);
  const rows: string[] = [];
  for (let y = 0; y < g.getHeight(); y++) {
    rows.push(Array.from({ length: g.getWidth() }, (_, x) => (g.getPixel(x, y) ? '#' : '.')).join(''));
  }
  return rows.join('\n');
}

/** The recorded pictures by the name of their scene. */
export function recordedPictures(): Map<string, string> {
  const text = readFileSync(join(import.meta.dirname, 'scenes.txt'), 'utf8');
  const parts = text.split(/^== (.*) ==\n/m).slice(1);
  return new Map(parts.flatMap((part, i) => (i % 2 === 0 ? [[part, parts[i + 1]!.trimEnd()] as const] : [])));
}
