// What passed on the serial wire, as lines that a person can read. A firmware upload is hundreds of console lines: a run
// of them is shown as one. Old lines are forgotten. It must never interpret what it shows.
import type { WireLine } from './messages.ts';

/** Lines that are remembered for a page that opens later. */
const remembered = 300;
/** Longest stretch of bytes shown as one line. */
const longestLine = 400;
/** Espruino's "no echo" mark before a console line. */
const dataLinkEscape = 0x10;

interface Unfinished {
  bytes: number[];
  atMs: number;
}

export class WireLog {
  /** The latest lines, oldest first. */
  lines: readonly WireLine[] = [];
  readonly #unfinished: { in: Unfinished; out: Unfinished } = {
    in: { bytes: [], atMs: 0 },
    out: { bytes: [], atMs: 0 },
  };
  #nextId = 1;
  #upload: { id: number; lines: number; bytes: number; atMs: number } | undefined;

  /** Takes bytes that pass at world time `atMs`; returns the lines that are new or have changed. */
  add(direction: 'in' | 'out', bytes: Uint8Array, atMs: number): WireLine[] {
    const changed: WireLine[] = [];
    const current = this.#unfinished[direction];
    for (const byte of bytes) {
      if (current.bytes.length === 0) current.atMs = atMs;
      current.bytes.push(byte);
      if (byte === 0x0a || current.bytes.length >= longestLine) this.#finish(direction, changed);
    }
    return changed;
  }

  /** Shows what has arrived of lines that have no end yet, such as a prompt. */
  flush(): WireLine[] {
    const changed: WireLine[] = [];
    this.#finish('in', changed);
    this.#finish('out', changed);
    return changed;
  }

  /** Moves what was seen in time, for a world whose calendar is set. */
  shift(byMs: number): void {
    this.lines = this.lines.map((line) => ({ ...line, atMs: line.atMs + byMs }));
    if (this.#upload !== undefined) this.#upload.atMs += byMs;
  }

  #finish(direction: 'in' | 'out', changed: WireLine[]): void {
    const { bytes, atMs } = this.#unfinished[direction];
    this.#unfinished[direction].bytes = [];
    if (bytes.length === 0) return;
    if (direction === 'in' && bytes[0] === dataLinkEscape) {
      this.#addUpload(bytes, atMs, changed);
      return;
    }
    // Prompts and empty lines between two lines of an upload are part of it.
    const isAnswer = direction === 'out' && bytes.every((byte) => byte === 0x3e || byte === 0x0d || byte === 0x0a);
    if (isAnswer && this.#upload !== undefined) return;
    this.#upload = undefined;
    const text = readable(bytes);
    if (text === '') return;
    this.#put({ id: this.#nextId++, direction, text, atMs, lines: 1, bytes: bytes.length }, changed);
  }

  #addUpload(bytes: readonly number[], atMs: number, changed: WireLine[]): void {
    this.#upload ??= { id: this.#nextId++, lines: 0, bytes: 0, atMs };
    this.#upload.lines++;
    this.#upload.bytes += bytes.length;
    const { id, lines } = this.#upload;
    const line = { id, direction: 'in', atMs: this.#upload.atMs, lines, bytes: this.#upload.bytes } as const;
    this.#put({ ...line, text: readable(bytes) }, changed);
  }

  #put(line: WireLine, changed: WireLine[]): void {
    const before = this.lines.at(-1)?.id === line.id ? this.lines.slice(0, -1) : this.lines;
    this.lines = [...before, line].slice(-remembered);
    const pending = changed.at(-1);
    if (pending?.id === line.id) changed[changed.length - 1] = line;
    else changed.push(line);
  }
}

/** Bytes as printable text: control bytes as their symbols, the others above ASCII in hexadecimal; the line end is left out. */
export function readable(bytes: readonly number[]): string {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end--;
  return bytes
    .slice(0, end)
    .map((byte) => {
      if (byte < 0x20) return String.fromCharCode(0x2400 + byte);
      if (byte === 0x7f) return '\u2421';
      return byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}
