// What a board said, as far as a person is shown it. A board that was told a password, by this command or an earlier one, can say it again in
// any place where it may say anything: so nothing is shown that could be one. A password has 20 characters (registry/keys.ts).

const errorNames = ['ReferenceError', 'SyntaxError', 'TypeError', 'InternalError', 'Error'];
const longestName = 12;

/** What kind of error Espruino reports: ` (TypeError)`; nothing where it is none of its kinds. */
export function errorKind(said: string): string {
  const name = errorNames.find((one) => said.replace(/^Uncaught /, '').startsWith(one));
  return name === undefined ? '' : ` (${name})`;
}

/** Espruino's name for a board and its version, where they look like that; a name of ours is always one. */
export function boardKind(said: string): { readonly name: string | undefined; readonly version: string | undefined } {
  const [name = '', version = ''] = said.split(' ');
  return {
    name: /^[A-Z][A-Z0-9_.]{1,18}$/.test(name) ? name : undefined,
    version: /^\dv\d{1,3}(\.\d{1,4})?$/.test(version) ? version : undefined,
  };
}

/** The name of a file on the board, its beginning at least: that of an app is longer than half a password. */
export function fileName(said: string): string {
  return said.length > longestName ? `${said.slice(0, 6)}...` : said;
}
