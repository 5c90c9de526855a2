// What stands on the screen, as text for people who don't look at the canvas. Codes are told digit by digit; the seconds
// that are left are not, or a screen reader would talk every second.

interface Screen {
  readonly lit: boolean;
  readonly strings: readonly string[];
}

/** For the eye: everything, as drawn. */
export function writtenScreen(screen: Screen, powered: boolean): string {
  if (!powered) return 'nothing: the battery is out';
  if (!screen.lit || screen.strings.length === 0) return 'nothing: it is dark';
  return screen.strings.reduce(
    (before, text) => `${before}${isDigits(before) === isDigits(text) ? ' ' : ' · '}${text}`,
  );
}

function isDigits(text: string): boolean {
  return /^[\d ]+$/.test(text);
}

/** For the ear: without countdowns, every code as single digits. */
export function spokenScreen(screen: Screen, powered: boolean): string {
  if (!powered) return 'The battery is out.';
  const lasting = screen.strings.filter((text) => !/^\d{1,3}\s?s?$/.test(text) || /^\d{3}$/.test(text));
  if (!screen.lit || lasting.length === 0) return 'The screen is dark.';
  const words = lasting.map((text) => (isDigits(text) ? [...text.replaceAll(' ', '')].join(' ') : text));
  return `The screen shows: ${words.join(', ')}`;
}
