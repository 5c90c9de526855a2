// How many brackets of an unfinished program text are still open: the console asks for more lines until none is.

/** Open minus closed; a text that stops in a comment or a template counts as open, one that stops in a string does not. */
export function openBrackets(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if ('{[('.includes(char)) open++;
    else if ('}])'.includes(char)) open--;
    else if (char === '/' && text[at + 1] === '/') at = endOfLine(text, at);
    else if (char === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) return 1000;
      at = end + 1;
    } else if (char === '"' || char === "'" || char === '`') {
      const end = endOfString(text, at, char);
      if (end === undefined) return char === '`' ? 1000 : 0;
      at = end;
    }
    if (open < 0) return open;
  }
  return open;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function endOfString(text: string, from: number, quote: string): number | undefined {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
    else if (text[at] === '\n' && quote !== '`') return undefined;
  }
  return undefined;
}
