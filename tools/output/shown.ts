// Text as a person may be shown it. Some of it was said by a board or by a plug's own description: whoever made those must not move
// the cursor, change colours or titles, or turn the order of letters on the technician's terminal.

// The control characters of ASCII and Latin-1, line ends too (a board must not write a line of ours), and Unicode's marks that
// reverse or hide text.
// eslint-disable-next-line no-control-regex
const unshown = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The text with a question mark for every character that would do more than be read. */
export function shown(text: string): string {
  return text.replace(unshown, '?');
}

/** JSON with those characters escaped: it says the same, and does nothing to a terminal that it is printed on. */
export function shownJson(value: object): string {
  return JSON.stringify(value).replace(
    unshown,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
