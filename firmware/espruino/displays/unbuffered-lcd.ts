// A panel that the interpreter draws on without a buffer: the ILI9341 of an ESP32 CYD. Every dot of a letter costs six SPI
// transfers there, and what is cleared first flickers. So the page is drawn in memory, and of it only bands of rows go to
// the panel that differ from what is on it: each dot once, in its final colour.
import { boardSha1 } from '../hashes.ts';

const bandRows = 16;
const bandBytes = (__SCREEN_WIDTH__ * bandRows) / 8;

const buffer = Graphics.createArrayBuffer(__SCREEN_WIDTH__, __SCREEN_HEIGHT__, 1, { vertical_byte: false, msb: true });

let isDark = false;

/**
 * SHA-1 of the bands as they are on the panel; empty: something else is. The bands themselves would take a twentieth of the board's
 * variables. Not a check sum: of 32 bits, one band in four thousand million would be taken for another, and a digit stay that changed.
 */
const sent: string[] = [];

buffer.flip = () => {
  const page = E.toString(buffer.buffer)!;
  for (let band = 0; band * bandRows < __SCREEN_HEIGHT__; band++) {
    const bits = page.slice(band * bandBytes, (band + 1) * bandBytes);
    const digest = boardSha1!.digest(bits);
    if (digest !== sent[band]) {
      sent[band] = digest;
      g.drawImage({ width: __SCREEN_WIDTH__, height: bandRows, bpp: 1, buffer: bits }, 0, band * bandRows);
    }
  }
  // Not before: in the dark nobody sees a page come together.
  __BACKLIGHT_PIN__.write(!isDark);
};

export const graphics: Graphics = buffer;

/**
 * The backlight. The controller stays awake: asleep it would save little on a board that USB feeds, and it wakes with a
 * white flash. Nothing is left to be seen in a bright room either: what is switched off was cleared.
 */
export const setPower = (on: boolean): void => {
  isDark = !on;
  if (isDark) __BACKLIGHT_PIN__.write(false);
};

// Ink is black, paper white.
g.setColor(0).setBgColor(-1);
