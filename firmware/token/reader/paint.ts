// What the code reader's panel shows for a page: drawn whole every time, so that what is on it never depends on what was.
// Black and white alone tell everything; nothing flashes. Sizes: firmware/build/fonts-reader.ts.
import type { Bytes } from '../../core/bytes.ts';
import { bigFont, largeFont, largeTextFont, textFont, type Screen } from '../../core/machine.ts';
import type { Page } from './page.ts';

/** Left of words, in pixels. */
const margin = 4;
/** Above a row of digits, and below it with the mark of a 6 or 9. */
const aboveDigits = 3;
const besideDigits = 10;
/** Above words that digits will replace: a row of dashes. */
const dashRows = 10;
/** The time left, at the bottom: a capital's height and air. */
const timeRows = 38;
/** The bar's frame, and the air inside it. */
const frame = 3;

/**
 * The phrases from one on, in lines that the panel has room for. A word wider than the panel is parted.
 * Undefined: only with words parted, which is done for no font but the smallest.
 */
const wrap = (screen: Screen, font: number, phrases: readonly Bytes[], first: number): Bytes[] | undefined => {
  const room = screen.width - 2 * margin;
  const lines: Bytes[] = [];
  for (let i = first; i < phrases.length; i++) {
    const words = phrases[i]!.split(' ');
    let line = '';
    for (let j = 0; j < words.length; j++) {
      let word = words[j]!;
      if (line !== '' && screen.widthOf(font, line + ' ' + word) <= room) {
        line = line + ' ' + word;
      } else {
        if (line !== '') lines.push(line);
        while (screen.widthOf(font, word) > room) {
          if (font !== textFont) return undefined;
          let kept = word.length - 1;
          while (screen.widthOf(font, word.slice(0, kept) + '-') > room) kept--;
          lines.push(word.slice(0, kept) + '-');
          word = word.slice(kept);
        }
        line = word;
      }
    }
    if (line !== '') lines.push(line);
  }
  return lines;
};

const phrasesOf = (page: Page): readonly Bytes[] =>
  page.warning === '' ? page.phrases : page.phrases.concat([page.warning]);

const paintLines = (screen: Screen, font: number, lines: readonly Bytes[], top: number): void => {
  for (let i = 0; i < lines.length; i++) screen.text(font, lines[i]!, margin, top + i * screen.heightOf(font));
};

/** The time left: a number, a bar that empties, and a sign ('' for none) where there was no room for all words. */
const paintTime = (screen: Screen, page: Page, sign: Bytes): void => {
  const top = screen.height - timeRows;
  // The number's ink fills the rows; its font has room for accents above.
  const above = (screen.heightOf(textFont) - timeRows) >> 1;
  let right = screen.width - 1;
  if (sign !== '') {
    right -= screen.widthOf(textFont, sign) + 2 * margin;
    screen.text(textFont, sign, right + 2 * margin, top - above);
  }
  if (page.leftSeconds < 0) return;
  screen.text(textFont, page.leftSeconds + ' s', margin, top - above);
  const left = screen.widthOf(textFont, page.periodSeconds > 99 ? '000 s' : '00 s') + 5 * margin;
  const bottom = screen.height - 1 - margin;
  screen.fill(left, top + margin, right, bottom);
  const room = right - left - 4 * frame + 1;
  const full = Math.ceil((room * page.leftSeconds) / page.periodSeconds);
  screen.reverse(!page.inverse);
  screen.fill(left + frame, top + margin + frame, right - frame, bottom - frame);
  screen.reverse(page.inverse);
  if (full > 0) {
    screen.fill(left + 2 * frame, top + margin + 2 * frame, left + 2 * frame + full - 1, bottom - 2 * frame);
  }
};

/** The digits in so many rows, as tall as there is room above `bottom`. What is not said yet is a dash in its place. */
const paintDigits = (screen: Screen, page: Page, rows: number, bottom: number): void => {
  const perRow = rows === 3 ? 3 : page.digits >> 1;
  const longest = page.digits - perRow * (rows - 1);
  const rowHeight = (bottom / rows) | 0;
  let font = largeFont;
  while (
    font < largeTextFont &&
    (screen.heightOf(font) + besideDigits > rowHeight || screen.widthOf(font, '0') * longest > screen.width)
  ) {
    font++;
  }
  if (font === largeTextFont) font = bigFont;
  const width = screen.widthOf(font, '0');
  const height = screen.heightOf(font);
  const left = (screen.width - width * longest) >> 1;
  for (let row = 0; row < rows; row++) {
    const from = row * perRow;
    const count = row < rows - 1 ? perRow : longest;
    const top = row * rowHeight + aboveDigits;
    const middle = top + (height >> 1);
    if (from < page.code.length) screen.text(font, page.code.slice(from, from + count), left, top);
    for (let i = 0; i < count; i++) {
      const x = left + i * width;
      const digit = page.code.charAt(from + i);
      // Held upside down, no digit can be taken for another.
      if (digit === '6' || digit === '9') screen.fill(x + 3, top + height + 2, x + width - 8, top + height + 5);
      if (digit === '') screen.fill(x + (width >> 2), middle - 3, x + width - (width >> 2), middle + 3);
    }
  }
};

/** The sign beside the time of the code that was painted last. */
let signed = '';

/** The code in rows as it is said in groups (3 3, 3 4, 4 4, 3 3 3, 3 3 4), what there is to know, and the time left. */
const paintCode = (screen: Screen, page: Page): void => {
  const waits = page.code === '';
  let lines = wrap(screen, textFont, phrasesOf(page), 0)!;
  const most = waits ? 4 : 2;
  // The sign: there is more to know.
  signed = lines.length > most ? page.sign : '';
  if (signed !== '') lines = lines.slice(0, most);
  const below = page.leftSeconds >= 0 || signed !== '' ? timeRows : 0;
  const linesTop = screen.height - below - lines.length * screen.heightOf(textFont);
  if (waits && lines.length > 0) {
    // How many there will be.
    const pitch = screen.width / page.digits;
    for (let i = 0; i < page.digits; i++) {
      const x = Math.round(i * pitch);
      screen.fill(x + 2 * margin, margin, x + Math.round(pitch) - 2 * margin, dashRows - 1);
    }
  } else {
    // Under three rows there would be no room for two lines.
    paintDigits(screen, page, lines.length > 1 ? 2 : (page.digits / 3) | 0, linesTop);
  }
  paintLines(screen, textFont, lines, linesTop);
  paintTime(screen, page, signed);
};

/**
 * A title in reverse, and under it what is said. What has no room is left out from the beginning, for the news come last;
 * of a menu the title goes first, of a notice it stays.
 */
const paintWords = (screen: Screen, page: Page): void => {
  const phrases = phrasesOf(page);
  const isMenu = page.phrases.length > 2;
  const lineHeight = screen.heightOf(textFont);
  let from = phrases.length > 1 ? 1 : 0;
  let title = wrap(screen, textFont, phrases.slice(0, from), 0)!;
  let font = textFont;
  let lines: Bytes[] | undefined;
  if (page.large) {
    font = largeTextFont;
    lines = wrap(screen, font, phrases, from);
    const left = lines ? screen.height - lines.length * screen.heightOf(font) : -1;
    if (isMenu && left >= 0 && left < title.length * lineHeight) title = [];
    if (left < title.length * lineHeight) lines = undefined;
  }
  if (!lines) {
    font = textFont;
    lines = wrap(screen, font, phrases, from)!;
    while ((title.length + lines.length) * lineHeight > screen.height && from < phrases.length - 1) {
      if (isMenu && title.length > 0) title = [];
      else from++;
      lines = wrap(screen, font, phrases, from)!;
    }
  }
  const top = title.length * lineHeight;
  if (top > 0) screen.fill(0, 0, screen.width - 1, top - 1);
  screen.reverse(!page.inverse);
  paintLines(screen, textFont, title, 0);
  screen.reverse(page.inverse);
  paintLines(screen, font, lines, top);
};

/**
 * Paints a page and shows it. `timeOnly`: it is on the panel but for the time left, which alone is painted anew: a press
 * that is to silence the speech can't wait for the digits to be drawn every second.
 */
export const paintPage = (screen: Screen, page: Page, timeOnly?: boolean): void => {
  if (timeOnly && page.digits > 0) {
    screen.reverse(!page.inverse);
    screen.fill(0, screen.height - timeRows, screen.width - 1, screen.height - 1);
    screen.reverse(page.inverse);
    paintTime(screen, page, signed);
    screen.show();
    return;
  }
  screen.clear();
  screen.reverse(page.inverse);
  if (page.inverse) {
    // All of it becomes ink; what is drawn then is paper.
    screen.reverse(false);
    screen.fill(0, 0, screen.width - 1, screen.height - 1);
    screen.reverse(true);
  }
  if (page.digits > 0) paintCode(screen, page);
  else paintWords(screen, page);
  screen.show();
};
