// A guide as a web page in one file: headings in order, its language named, large type, dark where the reader's system is,
// and a style for paper. It loads nothing, runs no script and needs no network.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { plainLine, written, type Block, type Guide, type Line } from './source.ts';
import { wordingOf } from './wording.ts';

const style = readFileSync(join(import.meta.dirname, 'guide.css'), 'utf8');

/** The page's HTML. */
export function webPageOf(guide: Guide): string {
  const { language, name } = guide;
  const wording = wordingOf(language);
  const product = name.slice(0, -3);
  const chapters = guide.blocks.filter((block) => block.kind === 'heading' && block.level === 2);
  const contents = chapters.map(
    (block, at) =>
      `<li><a href="#c${at + 1}">${escaped(block.kind === 'heading' ? plainLine(block.line, language) : '')}</a></li>`,
  );
  const lead = guide.blocks.findIndex((block) => block.kind === 'heading');
  let chapter = 0;
  const body = guide.blocks.map((block) => {
    if (block.kind === 'heading' && block.level === 2) chapter++;
    return html(block, language, chapter);
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(guide.title)} – Klarkode</title>
<style>
${typefaces()}${style}</style>
</head>
<body>
<a class="skip" href="#text">${wording.skip}</a>
<header>
<nav aria-label="${wording.forms}">
<ul>
<li><a href="${name}.pdf">${wording.largePrint}</a></li>
<li><a href="${name}.txt">${wording.plainText}</a></li>
<li><a href="${product}.${wording.other.language}.html" hreflang="${wording.other.language}" lang="${wording.other.language}">${wording.other.name}</a></li>
</ul>
</nav>
</header>
<main id="text" tabindex="-1">
<h1>${escaped(guide.title)}</h1>
${body.slice(0, lead).join('\n')}
<nav aria-labelledby="contents">
<h2 id="contents">${wording.inThisGuide}</h2>
<ol>
${contents.join('\n')}
</ol>
</nav>
<article>
${body.slice(lead).join('\n')}
</article>
</main>
</body>
</html>
`;
}

function html(block: Block, language: string, chapter: number): string {
  switch (block.kind) {
    case 'heading':
      return block.level === 2
        ? `<h2 id="c${chapter}">${inline(block.line, language)}</h2>`
        : `<h3>${inline(block.line, language)}</h3>`;
    case 'paragraph':
      return `<p>${inline(block.line, language)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>\n${block.items.map((item) => `<li>${inline(item, language)}</li>`).join('\n')}\n</${tag}>`;
    }
  }
}

const tags = { text: undefined, strong: 'strong', screen: 'samp', key: 'kbd' } as const;

function inline(line: Line, language: string): string {
  return line
    .map((piece) => {
      const text = escaped(written(piece, language));
      const tag = tags[piece.kind];
      return tag === undefined ? text : `<${tag}>${text}</${tag}>`;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Atkinson Hyperlegible inside the page: no digit or letter looks like another. */
function typefaces(): string {
  const load = createRequire(import.meta.url);
  return [400, 700]
    .map((weight) => {
      const file = `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-${weight}-normal.woff2`;
      const bytes = readFileSync(load.resolve(file)).toString('base64');
      return `@font-face{font-family:"Atkinson Hyperlegible";font-weight:${weight};src:url(data:font/woff2;base64,${bytes}) format("woff2")}\n`;
    })
    .join('');
}
