// Reads back a tagged PDF as far as our own are written (ISO 32000-1, 14.7 and 14.8): the tree of its structure with the text and the
// size of type of every element, read through the embedded typefaces' own tables. Not a general reader of PDF.
import { inflateSync } from 'node:zlib';

export interface Element {
  /** `H1`, `P`, `L`, `LBody`, ... */
  readonly type: string;
  /** The dictionary as it is written. */
  readonly source: string;
  readonly children: readonly Element[];
  /** Lines of text in the element itself. */
  readonly lines: readonly Run[];
}

export interface Run {
  readonly text: string;
  /** The first is 1. */
  readonly page: number;
  /** Size of type. */
  readonly points: number;
}

export interface TaggedPdf {
  /** All dictionaries outside streams, as they are written. */
  readonly source: string;
  readonly pages: number;
  readonly root: Element;
  /** Titles of the bookmarks, in order. */
  readonly bookmarks: readonly string[];
  /** What no element holds: page numbers. */
  readonly artifacts: readonly Run[];
  /** The metadata (XMP). */
  readonly metadata: string;
  /** Text that is neither in the structure nor an artifact. */
  readonly untagged: readonly Run[];
}

interface Marked {
  /** Undefined outside the structure. */
  readonly id: number | undefined;
  readonly isArtifact: boolean;
  readonly run: Run;
}

type Objects = ReadonlyMap<number, { readonly dictionary: string; readonly stream: Buffer | undefined }>;

/** @throws Error when the file is not written as ours are */
export function readTaggedPdf(bytes: Buffer): TaggedPdf {
  const objects = objectsOf(bytes);
  const pageIds = [...objects].filter(([, { dictionary }]) => /\/Type \/Page\b/.test(dictionary)).map(([id]) => id);
  const marked = new Map(pageIds.map((id, at) => [id, markedOn(id, at + 1, objects)]));
  const all = [...marked.values()].flat();
  const tree = only(objects, /\/Type \/StructTreeRoot/);
  return {
    source: [...objects.values()].map(({ dictionary }) => dictionary).join('\n'),
    pages: pageIds.length,
    root: elementOf(refs(entry(tree, 'K'))[0]!, objects, marked),
    bookmarks: bookmarksOf(objects),
    metadata: metadataOf(objects),
    artifacts: all.filter(({ isArtifact }) => isArtifact).map(({ run }) => run),
    untagged: all.filter(({ isArtifact, id }) => !isArtifact && id === undefined).map(({ run }) => run),
  };
}

/** The element and all below it, in reading order. */
export function walk(element: Element): Element[] {
  return [element, ...element.children.flatMap(walk)];
}

/** The text of an element with all below it; where a line was wrapped stands a space. */
export function textOf(element: Element): string {
  return walk(element)
    .flatMap(({ lines }) => lines.map(({ text }) => text))
    .join(' ');
}

function objectsOf(bytes: Buffer): Objects {
  const file = bytes.toString('latin1');
  const objects = new Map<number, { dictionary: string; stream: Buffer | undefined }>();
  for (const match of file.matchAll(/^(\d+) 0 obj\n/gm)) {
    const from = match.index + match[0].length;
    const streamAt = file.indexOf('stream\n', from);
    const endAt = file.indexOf('\nendobj', from);
    const hasStream = streamAt >= 0 && streamAt < endAt;
    const dictionary = file.slice(from, hasStream ? streamAt : endAt);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const raw = bytes.subarray(streamAt + 7, streamAt + 7 + length);
    const stream = !hasStream ? undefined : dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw;
    objects.set(Number(match[1]), { dictionary, stream });
  }
  return objects;
}

function markedOn(id: number, page: number, objects: Objects): Marked[] {
  const { dictionary } = objects.get(id)!;
  const content = objects.get(refs(entry(dictionary, 'Contents'))[0]!)!.stream!.toString('latin1');
  const resources = objects.get(refs(entry(dictionary, 'Resources'))[0]!)!.dictionary;
  const tables = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, unicodeOf(Number(id), objects)]),
  );
  const marked: Marked[] = [];
  const open: { id: number | undefined; isArtifact: boolean }[] = [];
  let font = '';
  let points = 0;
  const step = /\/(\w+) <<([^>]*)>> BDC|\bEMC\b|\/(F\d+) ([\d.]+) Tf|\[([^\]]*)\] TJ/g;
  for (const [operation, tag, properties, face, size, shown] of content.matchAll(step)) {
    if (tag !== undefined) {
      const mcid = /\/MCID (\d+)/.exec(properties!)?.[1];
      open.push({ id: mcid === undefined ? undefined : Number(mcid), isArtifact: tag === 'Artifact' });
    } else if (operation === 'EMC') {
      open.pop();
    } else if (face !== undefined) {
      [font, points] = [face, Number(size)];
    } else {
      const table = tables.get(font)!;
      const glyphs = [...shown!.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g)!);
      const text = glyphs.map((glyph) => table.get(parseInt(glyph, 16)) ?? '\uFFFD').join('');
      const inside = open.at(-1);
      marked.push({ id: inside?.id, isArtifact: inside?.isArtifact ?? false, run: { text, page, points } });
    }
  }
  return marked;
}

/** Which character each glyph of a typeface is. */
function unicodeOf(font: number, objects: Objects): ReadonlyMap<number, string> {
  const table = objects.get(refs(entry(objects.get(font)!.dictionary, 'ToUnicode'))[0]!)!.stream!.toString('latin1');
  const characters = new Map<number, string>();
  for (const [, from, , list] of table.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    for (const [at, [, hex]] of [...list!.matchAll(/<([0-9a-f ]+)>/gi)].entries()) {
      characters.set(parseInt(from!, 16) + at, String.fromCharCode(parseInt(hex!, 16)));
    }
  }
  return characters;
}

function elementOf(id: number, objects: Objects, marked: ReadonlyMap<number, Marked[]>): Element {
  const { dictionary } = objects.get(id)!;
  const inside = entry(dictionary, 'K');
  const page = refs(entry(dictionary, 'Pg'))[0];
  const ids = inside.replace(/\d+ 0 R/g, '').match(/\d+/g) ?? [];
  const onPage = page === undefined ? [] : marked.get(page)!;
  return {
    type: /\/S \/(\w+)/.exec(dictionary)?.[1] ?? '?',
    source: dictionary,
    children: refs(inside).map((child) => elementOf(child, objects, marked)),
    lines: ids.flatMap((mcid) => onPage.filter(({ id: on }) => on === Number(mcid)).map(({ run }) => run)),
  };
}

function bookmarksOf(objects: Objects): string[] {
  const titles: string[] = [];
  const follow = (id: number | undefined): void => {
    for (let at = id; at !== undefined; at = refs(entry(objects.get(at)!.dictionary, 'Next'))[0]) {
      const { dictionary } = objects.get(at)!;
      titles.push(textString(/\/Title \(((?:\\.|[^\\)])*)\)/s.exec(dictionary)?.[1] ?? ''));
      follow(refs(entry(dictionary, 'First'))[0]);
    }
  };
  const catalog = only(objects, /\/Type \/Catalog/);
  follow(refs(entry(objects.get(refs(entry(catalog, 'Outlines'))[0]!)!.dictionary, 'First'))[0]);
  return titles;
}

/** A text string (ISO 32000-1, 7.9.2.2): with a byte order mark it is UTF-16, otherwise Latin-1 is near enough. */
export function textString(written: string): string {
  const bytes = Buffer.from(
    written.replace(/\\([nrtbf()\\])/g, (_, mark: string) => escapes[mark] ?? mark),
    'latin1',
  );
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1');
  return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
}

const escapes: { readonly [mark: string]: string } = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function metadataOf(objects: Objects): string {
  const id = refs(entry(only(objects, /\/Type \/Catalog/), 'Metadata'))[0];
  return id === undefined ? '' : objects.get(id)!.stream!.toString('utf8');
}

function only(objects: Objects, pattern: RegExp): string {
  const found = [...objects.values()].filter(({ dictionary }) => pattern.test(dictionary));
  if (found.length !== 1) throw new Error(`The PDF has ${found.length} objects that match ${pattern}.`);
  return found[0]!.dictionary;
}

/** What stands behind a name in a dictionary: up to the end of the line, or of its array. */
function entry(dictionary: string, name: string): string {
  return new RegExp(`/${name} (\\[[^\\]]*\\]|.*)`).exec(dictionary)?.[1] ?? '';
}

function refs(written: string): number[] {
  return [...written.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));
}
