// The board's panel, as its holder sees it, and whether it is on. A panel that Espruino knows shows what the last flip put there;
// one on a bus shows its own memory. The graphics context draws into a buffer of its own, as on a real board.
import type { DisplayDescription } from '../../hardware/board.ts';
import type { Frame, Panel } from './board.ts';
import { panelDevice, type PanelDevice } from './devices/device.ts';
import { DrawLog } from './graphics/draw-log.ts';
import { GraphicsContext } from './graphics/context.ts';
import { memoryLcdDepth, memoryLcdPixel } from './graphics/memory-lcd.ts';
import { Raster } from './graphics/raster.ts';

interface Drawing {
  readonly raster: Raster;
  readonly log: DrawLog;
}

export class Screen implements Panel {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: DisplayDescription['bitsPerPixel'];
  readonly background: number;
  /** What programs draw with on a panel that Espruino knows. */
  graphics: GraphicsContext;
  readonly #display: DisplayDescription;
  readonly #device: PanelDevice | undefined;
  /** One byte or more for each pixel. */
  readonly #visible: Uint32Array;
  readonly #changed: (frame: Frame) => void;
  #drawn: Raster;
  #log: DrawLog;
  /** Buffers of the panel's size that the program draws in. */
  #drawings: Drawing[] = [];
  #strings: Frame['strings'] = [];
  #lit = false;
  #written = false;

  constructor(display: DisplayDescription, changed: (frame: Frame) => void) {
    this.#display = display;
    this.width = display.width;
    this.height = display.height;
    this.bitsPerPixel = display.bitsPerPixel;
    this.background = display.background;
    this.#changed = changed;
    this.#device = display.bus === undefined ? undefined : panelDevice(display);
    this.#visible = new Uint32Array(display.width * display.height).fill(display.background);
    this.#drawn = this.#raster();
    this.#log = new DrawLog();
    this.graphics = this.#context();
  }

  get lit(): boolean {
    return this.#lit;
  }

  /** The supply of a panel that Espruino knows. */
  set lit(on: boolean) {
    if (this.#lit === on) return;
    this.#lit = on;
    this.#changed({ strings: on ? this.#strings : [], lit: on });
  }

  pixel(x: number, y: number): number {
    if (!this.#lit || x < 0 || y < 0 || x >= this.width || y >= this.height) return this.background;
    return this.#device?.pixel(x, y) ?? this.#visible[y * this.width + x]!;
  }

  /** The buffer goes to the panel. */
  flip(): void {
    const toPixel = this.bitsPerPixel === 3 ? memoryLcdPixel : (colour: number): number => colour;
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++)
        this.#visible[y * this.width + x] = toPixel(this.#drawn.getPixel(x, y), x, y);
    }
    this.#strings = [...this.#log.strings];
    if (this.#lit) this.#changed({ strings: this.#strings, lit: true });
  }

  /** Bytes for an address on the panel's bus. False: nobody there acknowledges it. */
  write(address: number, bytes: Uint8Array): boolean {
    if (this.#device === undefined || address !== this.#display.bus?.address) return false;
    this.#device.write(bytes);
    this.#written = true;
    return true;
  }

  /** The program made itself a buffer; one of the panel's size may be what is sent there. */
  watch(raster: Raster, log: DrawLog): void {
    if (raster.width === this.width && raster.height === this.height) this.#drawings.push({ raster, log });
  }

  /** What a program wrote to a panel on a bus within one turn is seen as one change. */
  settle(): void {
    if (!this.#written || this.#device === undefined) return;
    this.#written = false;
    const wasLit = this.#lit;
    this.#lit = this.#device.lit;
    if (!this.#lit && !wasLit) return;
    // The strings are those of the drawing that can be seen there, pixel by pixel.
    const seen = this.#lit ? this.#drawings.findLast(({ raster }) => this.#shows(raster)) : undefined;
    this.#strings = seen === undefined ? [] : [...seen.log.strings];
    this.#changed({ strings: this.#strings, lit: this.#lit });
  }

  /** The board starts, with power that came or was there: a panel that Espruino knows is on, one on a bus stays as it is. */
  start(): void {
    if (this.#device === undefined) this.lit = true;
  }

  /** A restart: an empty buffer, a fresh context; the panel keeps what it shows until the first flip. */
  restart(): void {
    this.#drawn = this.#raster();
    this.#log = new DrawLog();
    this.#drawings = [];
    this.graphics = this.#context();
  }

  /** Without power nothing is shown. */
  blank(): void {
    this.#visible.fill(this.background);
    this.#device?.loseMemory();
    this.#strings = [];
    this.lit = false;
    this.restart();
  }

  #shows(raster: Raster): boolean {
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) if (this.pixel(x, y) !== raster.getPixel(x, y)) return false;
    }
    return true;
  }

  #raster(): Raster {
    return new Raster(this.width, this.height, this.bitsPerPixel === 3 ? memoryLcdDepth : this.bitsPerPixel);
  }

  #context(): GraphicsContext {
    const theme = this.background === 0 ? undefined : { foreground: 0, background: 2 ** this.#drawn.bitsPerPixel - 1 };
    return new GraphicsContext(this.#drawn, {
      log: this.#log,
      onFlip: () => this.flip(),
      ...(theme === undefined ? {} : { theme }),
    });
  }
}
