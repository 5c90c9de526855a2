// The board's panel, as its holder sees it, and whether it is on. A panel that Espruino knows shows what the last flip put there,
// or, where Espruino keeps no buffer for it, what was drawn; one on a bus shows its own memory.
import type { DisplayDescription } from '../../hardware/board.ts';
import type { Frame, Panel } from './board.ts';
import { panelDevice, type PanelDevice } from './devices/device.ts';
import { DrawLog } from './graphics/draw-log.ts';
import { GraphicsContext } from './graphics/context.ts';
import { memoryLcdDepth, memoryLcdPixel } from './graphics/memory-lcd.ts';
import { Raster, type PixelTarget } from './graphics/raster.ts';
import { UnbufferedTarget } from './graphics/unbuffered-target.ts';

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
  readonly #direct: UnbufferedTarget | undefined;
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
  #started = false;

  constructor(display: DisplayDescription, changed: (frame: Frame) => void) {
    this.#display = display;
    this.width = display.width;
    this.height = display.height;
    this.bitsPerPixel = display.bitsPerPixel;
    this.background = display.background;
    this.#changed = changed;
    this.#device = display.bus === undefined ? undefined : panelDevice(display);
    this.#visible = new Uint32Array(display.width * display.height).fill(display.background);
    const { width, height, unbuffered } = display;
    this.#direct =
      unbuffered === undefined ? undefined : new UnbufferedTarget(width, height, this.#visible, unbuffered);
    this.#drawn = this.#raster();
    this.#log = new DrawLog();
    this.graphics = this.#context();
  }

  /** Milliseconds of drawing straight to the panel since the board was made, estimated; 0 where there is a buffer. */
  get busMilliseconds(): number {
    return this.#direct?.busMilliseconds ?? 0;
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

  /** The program drives a pin; one may be the backlight. */
  driven(pin: string, level: 0 | 1): void {
    if (pin !== this.#display.unbuffered?.backlightPin) return;
    // What was drawn in the dark is seen with the light.
    this.settle();
    this.lit = level === 1;
  }

  /** The buffer goes to the panel, where there is one. */
  flip(): void {
    if (this.#direct !== undefined) return;
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

  /** What a program sent to a panel within one turn is seen as one change. */
  settle(): void {
    if (this.#direct?.settle() === true) {
      const seen = this.#drawingThatShows();
      this.#strings = [...this.#log.strings, ...(seen?.log.strings ?? [])];
      if (this.#lit) this.#changed({ strings: this.#strings, lit: true });
    }
    if (!this.#written || this.#device === undefined) return;
    this.#written = false;
    const wasLit = this.#lit;
    this.#lit = this.#device.lit;
    if (!this.#lit && !wasLit) return;
    // The strings are those of the drawing that can be seen there, pixel by pixel.
    const seen = this.#lit ? this.#drawingThatShows() : undefined;
    this.#strings = seen === undefined ? [] : [...seen.log.strings];
    this.#changed({ strings: this.#strings, lit: this.#lit });
  }

  /** The board starts, with power that came or was there: a panel that Espruino knows is on, one on a bus stays as it is. */
  start(): void {
    this.#started = true;
    if (this.#device === undefined) this.lit = true;
  }

  /** A restart: an empty buffer, a fresh context; the panel keeps what it shows until the first flip. */
  restart(): void {
    this.#drawn = this.#raster();
    this.#log = new DrawLog();
    this.#drawings = [];
    this.graphics = this.#context();
    if (this.#direct === undefined) return;
    // The interpreter sets the panel up anew: black, and lit.
    this.#visible.fill(0);
    this.#strings = [];
    if (this.#started) this.lit = true;
  }

  /** Without power nothing is shown. */
  blank(): void {
    this.#visible.fill(this.background);
    this.#device?.loseMemory();
    this.#strings = [];
    this.#started = false;
    this.lit = false;
    this.restart();
  }

  #drawingThatShows(): Drawing | undefined {
    return this.#drawings.findLast(({ raster }) => this.#shows(raster));
  }

  /** A drawing of fewer colours than the panel's may have got others on its way, one for each. */
  #shows(raster: Raster): boolean {
    const colours: (number | undefined)[] = [];
    const recoloured = raster.bitsPerPixel < this.bitsPerPixel;
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const drawn = raster.getPixel(x, y);
        const colour = this.#device?.pixel(x, y) ?? this.#visible[y * this.width + x]!;
        if (colour !== (recoloured ? (colours[drawn] ??= colour) : drawn)) return false;
      }
    }
    return new Set(colours).size === colours.length;
  }

  #raster(): Raster {
    return new Raster(this.width, this.height, this.bitsPerPixel === 3 ? memoryLcdDepth : this.bitsPerPixel);
  }

  #context(): GraphicsContext {
    // A panel without a buffer begins white on black, whatever its programs make of it.
    const dark = this.background === 0 || this.#direct !== undefined;
    const theme = dark ? undefined : { foreground: 0, background: 2 ** this.#drawn.bitsPerPixel - 1 };
    const target: PixelTarget = this.#direct ?? this.#drawn;
    return new GraphicsContext(target, {
      log: this.#log,
      onFlip: () => this.flip(),
      ...(theme === undefined ? {} : { theme }),
    });
  }
}
