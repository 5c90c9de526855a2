// Which regular expressions Espruino matches as JavaScript does. Everything else is silently wrong there.
// Allowed: plain characters, . ^ $ | [..] \d \w \s \D \W \S, escaped punctuation, \n \r \t \xNN, * + ? after ONE character or
// class, and groups ( ) that are neither nested, repeated nor special. Flags g and i.

const atom = String.raw`(?:[^\\^$.*+?()[\]{}|/]|\.|\\[dwsDWSnrt]|\\x[0-9a-fA-F]{2}|\\[^\w\s]|\[(?:[^\]\\/[]|\\[^ubpkBP1-9])*\])`;
const piece = String.raw`(?:\^|\$|${atom}[*+?]?(?![*+?{]))`;
const branch = String.raw`${piece}*`;
const alternatives = String.raw`${branch}(?:\|${branch})*`;
const group = String.raw`\((?!\?)${alternatives}\)(?![*+?{])`;
const whole = new RegExp(String.raw`^(?:${piece}|\||${group})*$`);

/** Whether a regular expression means the same on Espruino. */
export function isSafeRegex(pattern: string, flags: string): boolean {
  return /^[gi]*$/.test(flags) && whole.test(pattern);
}
