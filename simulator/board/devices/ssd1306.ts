// An SSD1306 OLED controller as its data sheet describes it (sections 8 to 10): commands and display memory over I2C. It shows
// its memory, through the settings that the commands made; like the real one it stays dark without its charge pump.
import type { PanelDevice } from './device.ts';

const columns = 128;
const rows = 64;
const pages = rows / 8;

/** Bytes that follow a command, where there are any. */
function parametersOf(command: number): number {
  switch (command) {
    case 0x20:
    case 0x81:
    case 0x8d:
    case 0xa8:
    case 0xd3:
    case 0xd5:
    case 0xd9:
    case 0xda:
    case 0xdb:
      return 1;
    case 0x21:
    case 0x22:
    case 0xa3:
      return 2;
    case 0x29:
    case 0x2a:
      return 5;
    case 0x26:
    case 0x27:
      return 6;
    default:
      return 0;
  }
}

const afterReset = {
  on: false,
  pump: false,
  inverted: false,
  allOn: false,
  /** Column 127 is at the left; the last row is at the top. */
  mirrored: false,
  upsideDown: false,
  startLine: 0,
  offset: 0,
  shownRows: rows,
  mode: 2,
  column: 0,
  firstColumn: 0,
  lastColumn: columns - 1,
  page: 0,
  firstPage: 0,
  lastPage: pages - 1,
};

export class Ssd1306 implements PanelDevice {
  readonly #width: number;
  readonly #height: number;
  readonly #memory = new Uint8Array(columns * pages);
  #set = { ...afterReset };
  #pending: number[] = [];

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.loseMemory();
  }

  get lit(): boolean {
    return this.#set.on && this.#set.pump;
  }

  loseMemory(): void {
    this.#set = { ...afterReset };
    this.#pending = [];
    // Whatever the memory woke up with, but the same every time.
    for (let i = 0; i < this.#memory.length; i++) this.#memory[i] = (i * 0x9d) ^ (i >> 3);
  }

  pixel(x: number, y: number): number {
    const set = this.#set;
    if (set.allOn) return 1;
    const line = set.upsideDown ? y : set.shownRows - 1 - y;
    const row = (line + set.startLine + set.offset) % rows;
    const column = set.mirrored ? x : columns - 1 - x;
    if (x >= this.#width || y >= this.#height || line < 0 || line >= set.shownRows) return 0;
    const bit = (this.#memory[column + (row >> 3) * columns]! >> (row & 7)) & 1;
    return set.inverted ? 1 - bit : bit;
  }

  /** The first byte says what follows: commands or data, one byte or all the rest (section 8.1.5.2). */
  write(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      const control = bytes[at++]!;
      const isData = (control & 0x40) !== 0;
      const end = (control & 0x80) !== 0 ? Math.min(at + 1, bytes.length) : bytes.length;
      for (; at < end; at++) {
        if (isData) this.#store(bytes[at]!);
        else this.#take(bytes[at]!);
      }
    }
  }

  #take(byte: number): void {
    this.#pending.push(byte);
    if (this.#pending.length <= parametersOf(this.#pending[0]!)) return;
    const [command, first, second] = this.#pending.splice(0) as [number, number, number];
    this.#obey(command, first, second);
  }

  #obey(command: number, first: number, second: number): void {
    const set = this.#set;
    if (command <= 0x0f) set.column = (set.column & 0x70) | command;
    else if (command <= 0x1f) set.column = (set.column & 0x0f) | ((command & 7) << 4);
    else if (command >= 0x40 && command <= 0x7f) set.startLine = command & 63;
    else if (command >= 0xb0 && command <= 0xb7) set.page = command & 7;
    else if (command >= 0xc0 && command <= 0xcf) set.upsideDown = (command & 8) !== 0;
    else if (command === 0x20) set.mode = first & 3;
    else if (command === 0x21) [set.column, set.firstColumn, set.lastColumn] = [first & 127, first & 127, second & 127];
    else if (command === 0x22) [set.page, set.firstPage, set.lastPage] = [first & 7, first & 7, second & 7];
    else if (command === 0x8d) set.pump = (first & 4) !== 0;
    else if (command === 0xa0 || command === 0xa1) set.mirrored = command === 0xa1;
    else if (command === 0xa4 || command === 0xa5) set.allOn = command === 0xa5;
    else if (command === 0xa6 || command === 0xa7) set.inverted = command === 0xa7;
    else if (command === 0xa8) set.shownRows = Math.max(16, (first & 63) + 1);
    else if (command === 0xae || command === 0xaf) set.on = command === 0xaf;
    else if (command === 0xd3) set.offset = first & 63;
  }

  /** One byte of display memory; then on to the next place, as the addressing mode says (section 10.1.3). */
  #store(byte: number): void {
    const set = this.#set;
    this.#memory[set.column + set.page * columns] = byte;
    if (set.mode === 1) {
      set.page = set.page === set.lastPage ? set.firstPage : (set.page + 1) % pages;
      if (set.page === set.firstPage) this.#nextColumn();
      return;
    }
    if (this.#nextColumn() && set.mode === 0)
      set.page = set.page === set.lastPage ? set.firstPage : (set.page + 1) % pages;
  }

  /** True when it went back to the first one. */
  #nextColumn(): boolean {
    const set = this.#set;
    const inPages = set.mode === 2;
    const last = inPages ? columns - 1 : set.lastColumn;
    const wraps = set.column === last;
    set.column = wraps ? (inPages ? 0 : set.firstColumn) : (set.column + 1) % columns;
    return wraps;
  }
}
