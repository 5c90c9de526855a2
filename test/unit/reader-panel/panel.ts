// The code reader's panel on a virtual board: the very code that is flashed paints pages there, and the pixels are looked at.
import { join } from 'node:path';
import { bundle } from '../../../firmware/build/bundle.ts';
import { buildConstants } from '../../../firmware/build/constants.ts';
import { fontFile } from '../../../firmware/build/font-file.ts';
import { fontsFor } from '../../../firmware/build/fonts.ts';
import type { Page } from '../../../firmware/token/reader/page.ts';
import { esp32Cyd } from '../../../hardware/boards/esp32-cyd.ts';
import type { Frame } from '../../../simulator/board/board.ts';
import { root } from '../../../tools/setup/root.mjs';
import { Bench } from '../board/bench.ts';

export const fonts = fontsFor(esp32Cyd.display);
/** As `kk.font`. */
export const fontBytes = fontFile(fonts);

const firmware = join(root, 'firmware');
const painter = await bundle({
  entry: join(import.meta.dirname, 'paint-entry.ts'),
  firmware,
  displayDriver: esp32Cyd.display.driver,
  constants: buildConstants('code-reader', esp32Cyd, '0.0.0'),
});

const blank: Page = {
  code: '',
  digits: 0,
  leftSeconds: -1,
  periodSeconds: 30,
  phrases: [],
  warning: '',
  sign: '!',
  large: false,
  inverse: false,
};

export class ReaderPanel {
  readonly bench = new Bench({ description: esp32Cyd, files: { 'kk.font': fontBytes.toString('latin1') } });
  readonly frames: Frame[] = [];

  constructor() {
    this.bench.prints(`let paint,off;function answer(p,o){paint=p;off=o}`);
    const printed = this.bench.prints(painter.replace(/;?\n*$/, '()'));
    if (printed !== '=undefined\n' && printed !== '') throw new Error(`the painter does not start: ${printed}`);
    this.bench.board.on('frame', (frame) => this.frames.push(frame));
  }

  paint(page: Partial<Page>, timeOnly = false): this {
    // Byte strings, as the language files have them.
    const text = JSON.stringify({ ...blank, ...page });
    const printed = this.bench.prints(`paint(${text},${timeOnly})`);
    if (printed.trim() !== '=undefined' && printed !== '') throw new Error(`it does not paint: ${printed}`);
    return this;
  }

  off(): void {
    this.bench.prints('off()');
  }

  /** Rows from the top; true is what is not paper, or on an inverse page what is not black. */
  ink(inverse = false): boolean[][] {
    const { panel } = this.bench.board;
    return Array.from({ length: panel.height }, (_, y) =>
      Array.from({ length: panel.width }, (_unused, x) => (panel.pixel(x, y) === panel.background) === inverse),
    );
  }

  get strings(): readonly string[] {
    return (this.frames.at(-1)?.strings ?? []).map(({ text }) => text);
  }
}
