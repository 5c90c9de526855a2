// The panel, over Espruino's Graphics and the board's display driver. Fonts stay in Storage and are drawn from there.
import { graphics, setPower } from '#display';
import type { Screen } from '../core/machine.ts';

const fontFile = 'kk.font';

/** Bytes of the file's table: a count, then for each font height, first character, and both lengths. */
const entryBytes = 6;

export const makeScreen = (storage: EspruinoStorage): Screen => {
  let current = -1;
  let height = 0;
  // What the panel shows before the application starts is not ours.
  let lit = true;

  /** Selects a font: the widths and the bitmap are read in place, so neither takes memory. */
  const select = (font: number): void => {
    if (font === current) return;
    const table = storage.read(fontFile, 0, 1 + entryBytes * (font + 1))!;
    let at = 1 + entryBytes * table.charCodeAt(0);
    for (let i = 0; i < font; i++) at += lengthAt(table, i, 2) + lengthAt(table, i, 4);
    const entry = 1 + entryBytes * font;
    const widths = lengthAt(table, font, 2);
    height = table.charCodeAt(entry);
    current = font;
    graphics.setFontCustom(
      storage.read(fontFile, at + widths, lengthAt(table, font, 4))!,
      table.charCodeAt(entry + 1),
      storage.read(fontFile, at, widths)!,
      height,
    );
  };

  const lengthAt = (table: string, font: number, field: number): number =>
    (table.charCodeAt(1 + entryBytes * font + field) << 8) | table.charCodeAt(2 + entryBytes * font + field);

  return {
    width: __SCREEN_WIDTH__,
    height: __SCREEN_HEIGHT__,
    sixDigitFont: __LARGE_FONT__,
    clear: () => {
      // Clearing resets the font too.
      graphics.clear(true);
      current = -1;
    },
    text: (font, text, x, y) => {
      select(font);
      graphics.drawString(text, x, y);
    },
    widthOf: (font, text) => {
      select(font);
      return graphics.stringWidth(text);
    },
    heightOf: (font) => {
      select(font);
      return height;
    },
    fill: (left, top, right, bottom) => {
      graphics.fillRect(left, top, right, bottom);
    },
    reverse: (on) => {
      graphics.setColor(on ? __PAPER__ : __INK__).setBgColor(on ? __INK__ : __PAPER__);
    },
    show: () => {
      if (!lit) setPower(true);
      lit = true;
      graphics.flip();
    },
    off: () => {
      if (!lit) return;
      graphics.clear(true).flip();
      current = -1;
      setPower(false);
      lit = false;
    },
  };
};
