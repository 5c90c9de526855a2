// A guide as large print for paper: a tagged PDF (ISO 14289-1, PDF/UA-1) in Atkinson Hyperlegible, 18 points and more, with
// bookmarks. No checker of PDF/UA is at hand: what is claimed is what test/guides looks at.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import Pdf from 'pdfkit';
import { plainLine, written, type Block, type Guide, type Line } from './source.ts';
import { wordingOf } from './wording.ts';

/** The smallest type on a page, in points. */
export const leastPoints = 18;
const points = { body: 20, 1: 30, 2: 26, 3: 22 } as const;
const margin = 54;
const indent = 34;
/** Space between lines, beside the typeface's own. */
const lineGap = 6;
const afterParagraph = 13;

type Element = PDFKit.PDFStructureElement;

/** The PDF's bytes. `writtenAt`: the date in it, so that the same guide gives the same bytes. */
export async function largePrintOf(guide: Guide, writtenAt: Date): Promise<Buffer> {
  // The page numbers of the contents are known when everything else has been set once.
  const first = new LargePrint(guide, writtenAt, []);
  await first.bytes();
  return new LargePrint(guide, writtenAt, first.chapterPages).bytes();
}

class LargePrint {
  readonly chapterPages: number[] = [];
  readonly #guide: Guide;
  readonly #pdf: PDFKit.PDFDocument;
  readonly #done: Promise<Buffer>;
  #page = 1;

  constructor(guide: Guide, writtenAt: Date, pages: readonly number[]) {
    this.#guide = guide;
    const options: PDFKit.PDFDocumentOptions = {
      size: 'A4',
      margins: { top: margin, left: margin, right: margin, bottom: margin + leastPoints * 2 },
      pdfVersion: '1.7',
      lang: guide.language,
      tagged: true,
      displayTitle: true,
      info: { Title: guide.title, Author: 'Klarkode', CreationDate: writtenAt, ModDate: writtenAt },
    };
    // Its types don't know this one yet.
    this.#pdf = new Pdf(Object.assign(options, { subset: 'PDF/UA' }));
    const chunks: Buffer[] = [];
    this.#done = new Promise((resolve, reject) => {
      this.#pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.#pdf.on('end', () => resolve(Buffer.concat(chunks)));
      this.#pdf.on('error', reject);
    });
    this.#pdf.registerFont('regular', typeface(400)).registerFont('bold', typeface(700));
    this.#write(pages);
  }

  bytes(): Promise<Buffer> {
    return this.#done;
  }

  #write(pages: readonly number[]): void {
    const pdf = this.#pdf;
    const { title, blocks, language } = this.#guide;
    const whole = pdf.struct('Document');
    pdf.addStructure(whole);
    pdf.outline.addItem(title);
    this.#footer();
    this.#text(whole, 'H1', 'bold', points[1], [{ kind: 'strong', text: title }]);
    const lead = blocks.findIndex((block) => block.kind === 'heading');
    for (const block of blocks.slice(0, lead)) this.#block(whole, block);
    this.#contents(whole, pages);
    this.#newPage();
    for (const block of blocks.slice(lead)) {
      if (block.kind === 'heading' && block.level === 2) pdf.outline.addItem(plainLine(block.line, language));
      this.#block(whole, block);
    }
    whole.end();
    pdf.end();
  }

  /** The chapters with their pages, the page before the name, where it is easiest to find. */
  #contents(whole: Element, pages: readonly number[]): void {
    const pdf = this.#pdf;
    const wording = wordingOf(this.#guide.language);
    const contents = pdf.struct('TOC');
    whole.add(contents);
    this.#text(contents, 'Caption', 'bold', points[3], [{ kind: 'strong', text: wording.inThisGuide }]);
    const chapters = this.#guide.blocks.filter((block) => block.kind === 'heading' && block.level === 2);
    for (const [at, chapter] of chapters.entries()) {
      if (chapter.kind !== 'heading') continue;
      const item = pdf.struct('TOCI');
      contents.add(item);
      const page = `${wording.page(pages[at] ?? 0)}: `;
      this.#text(item, 'P', 'regular', points.body, [{ kind: 'text', text: page }, ...chapter.line]);
      pdf.y -= afterParagraph - 3;
      item.end();
    }
    contents.end();
  }

  #block(whole: Element, block: Block): void {
    if (block.kind === 'paragraph') {
      this.#text(whole, 'P', 'regular', points.body, block.line);
    } else if (block.kind === 'list') {
      this.#list(whole, block.ordered, block.items);
    } else {
      // A heading stays with the lines that follow it.
      if (this.#pdf.y > margin) this.#pdf.y += block.level === 2 ? 2 * afterParagraph : afterParagraph;
      this.#room(block.level === 2 ? 170 : 120);
      if (block.level === 2) this.chapterPages.push(this.#page);
      this.#text(whole, `H${block.level}`, 'bold', points[block.level], block.line);
    }
  }

  #list(whole: Element, ordered: boolean, items: readonly Line[]): void {
    const pdf = this.#pdf;
    const list = pdf.struct('L');
    numbering(list, ordered ? 'Decimal' : 'Disc');
    whole.add(list);
    for (const [at, line] of items.entries()) {
      this.#room(this.#height(line, points.body, indent));
      const item = pdf.struct('LI');
      list.add(item);
      const top = pdf.y;
      const label = ordered ? `${at + 1}.` : '•';
      const drawLabel = (): void => {
        pdf.font('bold').fontSize(points.body).text(label, margin, top, { lineGap, lineBreak: false });
      };
      item.add(pdf.struct('Lbl', {}, drawLabel));
      pdf.y = top;
      this.#text(item, 'LBody', 'regular', points.body, line, indent);
      item.end();
    }
    list.end();
  }

  /** One line of pieces, wrapped, as one element of the structure; never divided between two pages. */
  #text(parent: Element, type: string, font: string, size: number, line: Line, left = 0): void {
    const pdf = this.#pdf;
    this.#room(this.#height(line, size, left));
    const runs = runsOf(line, this.#guide.language);
    const content = (): void => {
      for (const [at, { bold, text }] of runs.entries()) {
        pdf.font(bold ? 'bold' : font).fontSize(size);
        const options = { width: this.#width(left), lineGap, continued: at < runs.length - 1, align: 'left' } as const;
        if (at === 0) pdf.text(text, margin + left, pdf.y, options);
        else pdf.text(text, options);
      }
    };
    parent.add(pdf.struct(type, {}, content));
    pdf.x = margin;
    pdf.y += size > points.body ? afterParagraph / 2 : afterParagraph;
  }

  #width(left: number): number {
    return this.#pdf.page.width - 2 * margin - left;
  }

  #height(line: Line, size: number, left: number): number {
    // All of it in the wider weight: never too little.
    const text = plainLine(line, this.#guide.language);
    return this.#pdf
      .font('bold')
      .fontSize(size)
      .heightOfString(text, { width: this.#width(left), lineGap });
  }

  #room(height: number): void {
    if (this.#pdf.y + height > this.#pdf.page.height - this.#pdf.page.margins.bottom) this.#newPage();
  }

  #newPage(): void {
    this.#pdf.addPage();
    this.#page++;
    this.#footer();
  }

  /** The page's number: no part of the text, so a screen reader passes over it. */
  #footer(): void {
    const pdf = this.#pdf;
    const bottom = pdf.page.margins.bottom;
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    const text = wordingOf(this.#guide.language).page(this.#page);
    pdf
      .font('regular')
      .fontSize(leastPoints)
      .text(text, margin, pdf.page.height - bottom + leastPoints / 2, { lineBreak: false });
    pdf.endMarkedContent();
    pdf.page.margins.bottom = bottom;
    pdf.x = margin;
    pdf.y = margin;
  }
}

/** Stretches of one weight. A comma, full stop or space goes with the word before it, or a line might begin with it. */
function runsOf(line: Line, language: string): { bold: boolean; text: string }[] {
  const runs: { bold: boolean; text: string }[] = [];
  for (const piece of line) {
    let text = written(piece, language);
    const before = runs.at(-1);
    const mark = /^[.,:;!?]*\s*/.exec(text)?.[0] ?? '';
    if (before !== undefined && mark !== '') {
      before.text += mark;
      text = text.slice(mark.length);
    }
    if (text !== '') runs.push({ bold: piece.kind !== 'text', text });
  }
  return runs;
}

/** What the labels of a list are, which PDF/UA asks for and pdfkit has no option for. */
function numbering(list: Element, kind: 'Decimal' | 'Disc'): void {
  const dictionary: unknown = Reflect.get(list, 'dictionary');
  if (typeof dictionary !== 'object' || dictionary === null)
    throw new Error('pdfkit keeps its structure elsewhere now.');
  const data: unknown = Reflect.get(dictionary, 'data');
  if (typeof data === 'object' && data !== null) Reflect.set(data, 'A', { O: 'List', ListNumbering: kind });
}

function typeface(weight: 400 | 700): Buffer {
  const name = `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-${weight}-normal.woff`;
  return readFileSync(createRequire(import.meta.url).resolve(name));
}
