// A panel that the interpreter draws on without a buffer: the ILI9341 of an ESP32 CYD. Every dot of a letter costs six SPI
// transfers there, and what is cleared first flickers. So the page is drawn in memory, and of it only bands of rows go to
// the panel that differ from what is on it: each dot once, in its final colour.

const bandRows = 16;
const bandBytes = (__SCREEN_WIDTH__ * bandRows) / 8;

const buffer = Graphics.createArrayBuffer(__SCREEN_WIDTH__, __SCREEN_HEIGHT__, 1, { vertical_byte: false, msb: true });

let isDark = false;

/** The bands as they are on the panel; empty: something else is. */
const sent: string[] = [];

buffer.flip = () => {
  const page = E.toString(buffer.buffer)!;
  for (let band = 0; band * bandRows < __SCREEN_HEIGHT__; band++) {
    // Kept whole: comparing is exact, a check sum might miss a digit. It is a copy, also where the page is the buffer itself.
    const bits = page.slice(band * bandBytes, (band + 1) * bandBytes);
    if (bits !== sent[band]) {
      sent[band] = bits;
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
