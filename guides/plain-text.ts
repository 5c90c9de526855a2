// A guide as plain text for a screen reader or a braille display: UTF-8, one paragraph a line, headings told by an empty line
// before them and a number. Nothing is drawn with characters, because a screen reader would read them out.
import { plainLine, type Guide } from './source.ts';

/** The guide's text, with a line feed at its end. */
export function plainTextOf(guide: Guide): string {
  const lines: string[] = [guide.title];
  let chapter = 0;
  for (const block of guide.blocks) {
    if (block.kind === 'list') {
      lines.push(
        '',
        ...block.items.map((item, at) => `${block.ordered ? `${at + 1}. ` : ''}${plainLine(item, guide.language)}`),
      );
      continue;
    }
    const text = plainLine(block.line, guide.language);
    if (block.kind === 'paragraph') lines.push('', text);
    // Two empty lines before a chapter, which some screen readers tell.
    else if (block.level === 2) lines.push('', '', `${++chapter}. ${text}`);
    else lines.push('', text);
  }
  return `${lines.join('\n')}\n`;
}
