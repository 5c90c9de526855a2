// Finds the code on a screen the way a reader does: the large digits, row by row.
import type { DrawnString, Frame } from '../board/board.ts';

/** The 6 to 10 digits that are drawn in one type, in reading order, or undefined when no code is shown. */
export function codeOnScreen(frame: Frame): string | undefined {
  if (!frame.lit) return undefined;
  const byFont = new Map<string, DrawnString[]>();
  for (const drawn of frame.strings) {
    if (/^[\d ]+$/.test(drawn.text)) byFont.set(drawn.font, [...(byFont.get(drawn.font) ?? []), drawn]);
  }
  for (const pieces of byFont.values()) {
    const digits = pieces
      .toSorted((a, b) => a.y - b.y || a.x - b.x)
      .map(({ text }) => text)
      .join('')
      .replaceAll(' ', '');
    if (digits.length >= 6 && digits.length <= 10) return digits;
  }
  return undefined;
}
