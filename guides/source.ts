// Reads a guide's source: headings (#, ##, ###), paragraphs, lists (- or 1.), **weight**, {what the screen says} and [a key].
// One text gives the page, the large print and the plain text, so it must never hold anything that only one of them can show.

/** A stretch of one line. `screen`: the device's own words; `key`: what is printed beside a key, or said of it. */
export interface Piece {
  readonly kind: 'text' | 'strong' | 'screen' | 'key';
  readonly text: string;
}

export type Line = readonly Piece[];

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly line: Line }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Line[] };

export interface Guide {
  /** `code-display.da`: product and language. */
  readonly name: string;
  /** Two letters. */
  readonly language: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Gives the device's words for what stands between braces or brackets; throws when it has none of that name. */
export type ScreenWords = (words: string) => string;

/**
 * The guide that a source text holds.
 * @throws Error naming the line, when it does not follow the form
 */
export function parseGuide(name: string, source: string, words: ScreenWords): Guide {
  const groups = source.trim().split(/\n\s*\n/);
  const title = /^# (.+)$/.exec(groups[0] ?? '')?.[1];
  if (title === undefined) throw new Error(`The guide ${name} does not begin with a line "# title".`);
  const blocks = groups.slice(1).map((group) => blockOf(name, group, words));
  return { name, language: name.slice(-2), title, blocks };
}

function blockOf(name: string, group: string, words: ScreenWords): Block {
  const line = (text: string): Line => lineOf(name, text.replace(/\s+/g, ' ').trim(), words);
  const heading = /^(##|###) (.+)$/.exec(group);
  if (heading) return { kind: 'heading', level: heading[1] === '##' ? 2 : 3, line: line(heading[2]!) };
  const marker = /^(- |\d+\. )/.exec(group)?.[1];
  if (marker === undefined) {
    if (/^#|\n(- |\d+\. |#)/.test(group)) throw new Error(`The guide ${name} needs an empty line in: ${group}`);
    return { kind: 'paragraph', line: line(group) };
  }
  const items = group.split(/\n(?=- |\d+\. )/).map((item) => line(item.replace(/^(- |\d+\. )/, '')));
  return { kind: 'list', ordered: marker !== '- ', items };
}

function lineOf(name: string, text: string, words: ScreenWords): Line {
  const pieces: Piece[] = [];
  for (const [whole, strong, screen, key] of text.matchAll(/\*\*([^*]+)\*\*|\{([^}]+)\}|\[([^\]]+)\]|[^*{[]+|./g)) {
    if (strong !== undefined) pieces.push({ kind: 'strong', text: strong });
    else if (screen !== undefined) pieces.push({ kind: 'screen', text: words(screen) });
    else if (key !== undefined) pieces.push({ kind: 'key', text: words(key) });
    else pieces.push({ kind: 'text', text: whole });
  }
  if (pieces.some((piece) => piece.kind === 'text' && /[*{}[\]<>]/.test(piece.text))) {
    throw new Error(`The guide ${name} has a mark that is not closed in: ${text}`);
  }
  return pieces;
}

/** Screen words stand in the language's quotation marks, in all three forms. */
export function written(piece: Piece, language: string): string {
  if (piece.kind !== 'screen') return piece.text;
  return language === 'da' ? `”${piece.text}”` : `“${piece.text}”`;
}

/** A line without any mark-up. */
export function plainLine(line: Line, language: string): string {
  return line.map((piece) => written(piece, language)).join('');
}
