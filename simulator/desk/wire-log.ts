// What passed on the serial wire, as lines that a person can read. A firmware upload is hundreds of console lines: a run
// of them is shown as one. Old lines are forgotten. It must never show a password, or what an upload writes.
import type { WireLine } from './messages.ts';
import { readable, readableUpload } from './wire-text.ts';

/** Lines that are remembered for a page that opens later. */
const remembered = 300;
/** Longest stretch of bytes shown as one line. */
const longestLine = 600;
/** Espruino's "no echo" mark before a console line. */
const dataLinkEscape = 0x10;
/** What a locked console ends its answers with. */
const passwordPrompt = 'password>';

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
  #lastOut = '';

  /** Takes bytes that pass at world time `atMs`; returns the lines that are new or have changed. */
  add(direction: 'in' | 'out', bytes: Uint8Array, atMs: number): WireLine[] {
    const changed: WireLine[] = [];
    const current = this.#unfinished[direction];
    for (const byte of bytes) {
      if (current.bytes.length === 0) current.atMs = atMs;
      current.bytes.push(byte);
      if (direction === 'out')
        this.#lastOut = (this.#lastOut + String.fromCharCode(byte)).slice(-passwordPrompt.length);
      // A console line stays one line however long it is: its end must not be shown as a line of another kind.
      const tooLong = current.bytes.length >= longestLine && !isConsoleLine(direction, current.bytes);
      if (byte === 0x0a || tooLong) this.#finish(direction, changed);
    }
    return changed;
  }

  /** Shows what has arrived of an answer that has no end yet, such as a prompt. */
  flush(): WireLine[] {
    const changed: WireLine[] = [];
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
    if (isConsoleLine(direction, bytes)) {
      this.#addUpload(bytes, atMs, changed);
      return;
    }
    const text = direction === 'in' && this.#asksPassword(bytes) ? '(a password)' : readable(bytes);
    // What a console says at its prompt between two lines of an upload is part of it.
    if (this.#upload !== undefined && direction === 'out' && (text === '' || text.startsWith('>'))) return;
    this.#upload = undefined;
    if (text === '') return;
    this.#put({ id: this.#nextId++, direction, text, atMs, lines: 1, bytes: bytes.length }, changed);
  }

  /** Whether the console waits for a password; a line of the service protocol is none. */
  #asksPassword(bytes: readonly number[]): boolean {
    const text = readable(bytes);
    return text !== '' && this.#lastOut === passwordPrompt && !/\*[0-9a-f]{8}$/.test(text);
  }

  #addUpload(bytes: readonly number[], atMs: number, changed: WireLine[]): void {
    this.#upload ??= { id: this.#nextId++, lines: 0, bytes: 0, atMs };
    this.#upload.lines++;
    this.#upload.bytes += bytes.length;
    const { id, lines } = this.#upload;
    const line = { id, direction: 'in', atMs: this.#upload.atMs, lines, bytes: this.#upload.bytes } as const;
    this.#put({ ...line, text: readableUpload(bytes) }, changed);
  }

  #put(line: WireLine, changed: WireLine[]): void {
    const before = this.lines.at(-1)?.id === line.id ? this.lines.slice(0, -1) : this.lines;
    this.lines = [...before, line].slice(-remembered);
    const pending = changed.at(-1);
    if (pending?.id === line.id) changed[changed.length - 1] = line;
    else changed.push(line);
  }
}

function isConsoleLine(direction: 'in' | 'out', bytes: readonly number[]): boolean {
  return direction === 'in' && bytes[0] === dataLinkEscape;
}
