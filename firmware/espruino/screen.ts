// The panel, over Espruino's Graphics and the board's display driver. Fonts stay in Storage and are drawn from there.
import { graphics, setPower } from '#display';
import type { Screen } from '../core/machine.ts';

const fontFile = 'kk.font';

/** Bytes of the file's table for each font: height, first character, where its widths begin (2), characters (2). */
const entryBytes = 6;

export const makeScreen = (storage: EspruinoStorage): Screen => {
  let current = -1;
  let height = 0;
  // What the panel shows before the application starts is not ours.
  let lit = true;

  /** Selects a font: the widths and the bitmap are read in place, so neither takes memory. */
  const select = (font: number): void => {
    if (font === current) return;
    const entry = storage.read(fontFile, 1 + entryBytes * font, entryBytes)!;
    const at = (entry.charCodeAt(2) << 8) | entry.charCodeAt(3);
    const characters = (entry.charCodeAt(4) << 8) | entry.charCodeAt(5);
    height = entry.charCodeAt(0);
    current = font;
    // What follows the bitmap is another font's: no character of this one reaches it.
    graphics.setFontCustom(
      storage.read(fontFile, at + characters)!,
      entry.charCodeAt(1),
      storage.read(fontFile, at, characters)!,
      height,
    );
  };

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
      // White for a moment, before a dark page goes dark, would be a flash.
      if (__SHOWS_AT_ONCE__) setPower(false);
      graphics.clear(true).flip();
      current = -1;
      setPower(false);
      lit = false;
    },
  };
};
