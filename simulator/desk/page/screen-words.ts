// What stands on the screen, as text for people who don't look at the canvas. Codes are told digit by digit; the seconds
// that are left are not, or a screen reader would talk every second.

export interface Screen {
  readonly lit: boolean;
  readonly strings: readonly string[];
}

/** Whether the words that are written for the eye are the token's; otherwise they are the page's. */
export function isTokensText(screen: Screen, powered: boolean): boolean {
  return powered && screen.lit && screen.strings.length > 0;
}

/** For the eye: everything, as drawn. */
export function writtenScreen(screen: Screen, powered: boolean): string {
  if (!powered) return 'nothing: it has no power';
  if (!isTokensText(screen, powered)) return 'nothing: it is dark';
  return countdownLast(screen.strings).reduce(
    (before, text) => `${before}${isDigits(before) === isDigits(text) ? ' ' : ' · '}${text}`,
  );
}

/** The code before its seconds, as people read them: what is drawn first need not be what matters. */
function countdownLast(strings: readonly string[]): readonly string[] {
  const isCountdown = (text: string): boolean => /^\d{1,3} s$/.test(text);
  return [...strings.filter((text) => !isCountdown(text)), ...strings.filter(isCountdown)];
}

function isDigits(text: string): boolean {
  return /^[\d ]+$/.test(text);
}

/** What is spoken: the page's own words, then the token's, which may be of another language. */
export interface Spoken {
  readonly page: string;
  readonly token: string;
}

/** For the ear: without countdowns, every code as single digits. */
export function spokenScreen(screen: Screen, powered: boolean): Spoken {
  if (!powered) return { page: 'It has no power.', token: '' };
  const lasting = screen.strings.filter((text) => !/^\d{1,3}\s?s?$/.test(text) || /^\d{3}$/.test(text));
  if (!screen.lit || lasting.length === 0) return { page: 'The screen is dark.', token: '' };
  const words = lasting.map((text) => (isDigits(text) ? [...text.replaceAll(' ', '')].join(' ') : text));
  return { page: 'The screen shows: ', token: words.join(', ') };
}
