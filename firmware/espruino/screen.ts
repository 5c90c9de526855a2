// The panel, over Espruino's Graphics and the board's display driver. Fonts stay in Storage and are drawn from there.
import { graphics, setPower } from '#display';
import type { Screen } from '../core/machine.ts';

const fontFile = 'kk.font';

/** Bytes of the file's table for each font: height, first character, where its widths begin (2), characters (2). */
const entryBytes = 6;

/** What setFontCustom takes: bitmap, first character, widths, height. */
type Font = [string, number, string, number];

export const makeScreen = (storage: EspruinoStorage): Screen => {
  const fonts: Font[] = [];
  let current = -1;
  // What the panel shows before the application starts is not ours.
  let lit = true;
  // Bound once: looking a method up costs more than the call.
  const clearAll = graphics.clear.bind(graphics);

  /** A font, looked up once: its widths and its bitmap are the flash itself, and take no memory. */
  const fontAt = (font: number): Font => {
    if (!fonts[font]) {
      const entry = storage.read(fontFile, 1 + entryBytes * font, entryBytes)!;
      // Bound once: looking a method up costs more than the call.
      const byte = entry.charCodeAt.bind(entry);
      const at = byte(2) * 256 + byte(3);
      const characters = byte(4) * 256 + byte(5);
      // What follows the bitmap is another font's: no character of this one reaches it.
      fonts[font] = [
        storage.read(fontFile, at + characters)!,
        byte(1),
        storage.read(fontFile, at, characters)!,
        byte(0),
      ];
    }
    return fonts[font]!;
  };

  const select = (font: number): void => {
    if (font !== current) graphics.setFontCustom.apply(graphics, fontAt(font));
    current = font;
  };

  return {
    width: __SCREEN_WIDTH__,
    height: __SCREEN_HEIGHT__,
    sixDigitFont: __LARGE_FONT__,
    clear: () => {
      // Clearing resets the font too.
      clearAll(true);
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
    heightOf: (font) => fontAt(font)[3],
    fill: graphics.fillRect.bind(graphics),
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
      // Puts the free variables in order again: a hash wants three in a row, and searched longer for them with every screen.
      process.memory();
    },
  };
};
