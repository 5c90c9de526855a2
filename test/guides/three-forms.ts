// The words of a guide in each of its three forms, block by block, so that they can be held against each other. Left out: what
// only one form has (contents with page numbers, links to the other forms, numbers of list items).
import { textOf, walk, type TaggedPdf } from './pdf.ts';

export interface HtmlElement {
  readonly tag: string;
  readonly text: string;
}

/** Headings, paragraphs and list items of the page, outside its navigation. */
export function elementsOf(html: string): HtmlElement[] {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>')).replace(/<nav[\s\S]*?<\/nav>/g, '');
  return [...main.matchAll(/<(h[1-6]|p|li)\b[^>]*>([\s\S]*?)<\/\1>/g)].map(([, tag, inside]) => ({
    tag: tag!,
    text: decoded(inside!.replace(/<[^>]+>/g, '')),
  }));
}

/** The text inside every element of that name. */
export function insideOf(html: string, tag: string): string[] {
  return [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, inside]) => decoded(inside!));
}

export function wordsOfHtml(html: string): string[] {
  return elementsOf(html).map(({ text }) => words(text));
}

export function wordsOfPlainText(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => words(line.replace(/^\d+\. /, '')));
}

export function wordsOfPdf(pdf: TaggedPdf): string[] {
  const contents = new Set(walk(pdf.root).flatMap((element) => (element.type === 'TOC' ? walk(element) : [])));
  return walk(pdf.root)
    .filter((element) => /^(H\d|P|LBody)$/.test(element.type) && !contents.has(element))
    .map((element) => words(textOf(element)));
}

function words(text: string): string {
  return text.trim().split(/\s+/).join(' ');
}

function decoded(html: string): string {
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}
