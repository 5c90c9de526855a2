// The board's own panel, as its holder sees it: what the last flip put there, and whether the panel is on.
// The graphics context draws into a buffer of its own, as on a real board.
import type { DisplayDescription } from '../../hardware/board.ts';
import type { Frame, Panel } from './board.ts';
import { DrawLog } from './graphics/draw-log.ts';
import { GraphicsContext } from './graphics/context.ts';
import { Raster } from './graphics/raster.ts';

export class Screen implements Panel {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: DisplayDescription['bitsPerPixel'];
  /** What programs draw with. */
  graphics: GraphicsContext;
  readonly #visible: Raster;
  readonly #changed: (frame: Frame) => void;
  #drawn: Raster;
  #log: DrawLog;
  #strings: Frame['strings'] = [];
  #lit = false;

  constructor(display: DisplayDescription, changed: (frame: Frame) => void) {
    this.width = display.width;
    this.height = display.height;
    this.bitsPerPixel = display.bitsPerPixel;
    this.#changed = changed;
    this.#visible = new Raster(display.width, display.height, display.bitsPerPixel);
    this.#drawn = this.#raster();
    this.#log = new DrawLog();
    this.graphics = this.#context();
  }

  get lit(): boolean {
    return this.#lit;
  }

  set lit(on: boolean) {
    if (this.#lit === on) return;
    this.#lit = on;
    this.#changed({ strings: on ? this.#strings : [], lit: on });
  }

  pixel(x: number, y: number): number {
    if (!this.#lit || x < 0 || y < 0 || x >= this.width || y >= this.height) return 0;
    return this.#visible.getPixel(x, y);
  }

  /** The buffer goes to the panel. */
  flip(): void {
    this.#visible.bytes.set(this.#drawn.bytes);
    this.#strings = [...this.#log.strings];
    if (this.#lit) this.#changed({ strings: this.#strings, lit: true });
  }

  /** A restart: an empty buffer, a fresh context; the panel keeps what it shows until the first flip. */
  restart(): void {
    this.#drawn = this.#raster();
    this.#log = new DrawLog();
    this.graphics = this.#context();
  }

  /** Without power nothing is shown. */
  blank(): void {
    this.#visible.bytes.fill(0);
    this.#strings = [];
    this.lit = false;
    this.restart();
  }

  #raster(): Raster {
    return new Raster(this.width, this.height, this.bitsPerPixel);
  }

  #context(): GraphicsContext {
    return new GraphicsContext(this.#drawn, { log: this.#log, onFlip: () => this.flip() });
  }
}
