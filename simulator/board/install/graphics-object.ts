// Graphics: createArrayBuffer, createCallback, and `g` on boards with a built-in panel. The drawing is graphics/'s.
import { bytesOf, stringBytes } from '../bytes.ts';
import type { Colour } from '../graphics/colour.ts';
import { GraphicsContext } from '../graphics/context.ts';
import type { RectObject } from '../graphics/context.ts';
import type { ImageObject, ImageSource } from '../graphics/image.ts';
import { DrawLog } from '../graphics/draw-log.ts';
import { Raster, type RasterOptions } from '../graphics/raster.ts';
import { BoardError } from '../outcome.ts';
import type { Native, RealmObject } from '../realm.ts';
import { instructions } from '../processor.ts';
import type { Program } from '../program.ts';
import { printed } from '../value-text.ts';

type Drawing = (graphics: GraphicsContext, args: ArrayLike<unknown>, self: RealmObject) => unknown;

/** Boards whose interpreter has a panel built in. */
const builtInPanels = ['PIXLJS', 'BANGLEJS2', 'ESP32_CYD', 'STM32F4LCD'];

export function installGraphics(program: Program): void {
  const { realm } = program;
  const contexts = new WeakMap<object, GraphicsContext>();
  const contextOf = (self: unknown): GraphicsContext => {
    const context = typeof self === 'object' && self !== null ? contexts.get(self) : undefined;
    if (context === undefined) throw new BoardError('Error', 'Not a Graphics instance');
    return context;
  };

  const natives: Record<string, Native> = {};
  for (const [name, draw] of Object.entries(drawings(program))) {
    natives[name] = (self, args) => {
      program.spend(workOf(name, contextOf(self), args));
      const result = draw(contextOf(self), args, self as RealmObject);
      return result instanceof GraphicsContext ? self : result;
    };
  }
  const prototype = realm.classOf('Graphics', () => undefined, natives);
  const wrap = (context: GraphicsContext): RealmObject => {
    const object = realm.object();
    Object.setPrototypeOf(object, prototype);
    contexts.set(object, context);
    return object;
  };

  realm.methods(realm.global['Graphics'] as RealmObject, {
    createArrayBuffer: (_self, args) => {
      const options = rasterOptions(args[3]);
      const context = GraphicsContext.createArrayBuffer(Number(args[0]), Number(args[1]), Number(args[2]), options);
      const bytes = context.buffer!;
      // The program shares the buffer: drawing goes into its own ArrayBuffer.
      const shared = realm.arrayBuffer(bytes);
      const raster = new Raster(Number(args[0]) | 0, Number(args[1]) | 0, Number(args[2]) | 0, {
        ...options,
        buffer: new Uint8Array(shared),
      });
      const log = new DrawLog();
      program.screen.watch(raster, log);
      const object = wrap(new GraphicsContext(raster, { log }));
      object['buffer'] = shared;
      return object;
    },
    createCallback: (_self, args) => wrap(callbackContext(program, args)),
    getInstance: () => realm.global['g'] ?? null,
  });
  if (builtInPanels.includes(program.description.espruinoBoard)) {
    const g = wrap(program.screen.graphics);
    if (program.screen.graphics.buffer !== undefined && program.description.espruinoBoard === 'PIXLJS') {
      realm.define(g, 'buffer', realm.arrayBuffer(program.screen.graphics.buffer));
    }
    // Nothing to flip.
    if (program.description.display.unbuffered !== undefined) realm.define(g, 'flip', undefined);
    realm.define(realm.global, 'g', g);
  }
}

/** What the slow ones take, in instructions of the interpreter: letters and pictures, pixel by pixel. */
function workOf(name: string, context: GraphicsContext, args: ArrayLike<unknown>): number {
  if (name === 'drawString') {
    return context.stringWidth(shown(args[0])) * context.getFontHeight() * instructions.letterPixel;
  }
  if (name !== 'drawImage' || typeof args[0] !== 'object' || args[0] === null) return 0;
  const { width, height } = args[0] as { readonly width?: unknown; readonly height?: unknown };
  return (Number(width) || 0) * (Number(height) || 0) * instructions.imagePixel;
}

/** The methods of Graphics; the context as a result means the object itself. */
function drawings(program: Program): Readonly<Record<string, Drawing>> {
  const { realm } = program;
  return {
    getWidth: (g) => g.getWidth(),
    getHeight: (g) => g.getHeight(),
    getBPP: (g) => g.getBPP(),
    reset: (g) => g.reset(),
    clear: (g, args) => g.clear(Boolean(args[0])),
    setColor: (g, args) => g.setColor(...colour(args)),
    setBgColor: (g, args) => g.setBgColor(...colour(args)),
    getColor: (g) => g.getColor(),
    getBgColor: (g) => g.getBgColor(),
    toColor: (g, args) => g.toColor(...colour(args)),
    setPixel: (g, args) => g.setPixel(number(args[0]), number(args[1]), args[2] as number | undefined),
    getPixel: (g, args) => g.getPixel(number(args[0]), number(args[1])),
    fillRect: (g, args) => g.fillRect(...rectangle(args)),
    clearRect: (g, args) => g.clearRect(...rectangle(args)),
    drawRect: (g, args) => g.drawRect(...rectangle(args)),
    drawLine: (g, args) => g.drawLine(...four(args)),
    moveTo: (g, args) => g.moveTo(number(args[0]), number(args[1])),
    lineTo: (g, args) => g.lineTo(number(args[0]), number(args[1])),
    drawEllipse: (g, args) => g.drawEllipse(...four(args)),
    fillEllipse: (g, args) => g.fillEllipse(...four(args)),
    drawCircle: (g, args) => g.drawCircle(number(args[0]), number(args[1]), number(args[2])),
    fillCircle: (g, args) => g.fillCircle(number(args[0]), number(args[1]), number(args[2])),
    fillPoly: (g, args) => g.fillPoly(args[0] as ArrayLike<number>),
    drawPoly: (g, args) => g.drawPoly(args[0] as ArrayLike<number>, Boolean(args[1])),
    drawImage: (g, args) => {
      return g.drawImage(imageSource(args[0]), number(args[1]), number(args[2]), args[3] as object | undefined);
    },
    scroll: (g, args) => g.scroll(number(args[0]), number(args[1])),
    setRotation: (g, args) => g.setRotation(number(args[0]), Boolean(args[1])),
    setClipRect: (g, args) => g.setClipRect(...four(args)),
    setOffset: (g, args) => g.setOffset(number(args[0]), number(args[1])),
    getModified: (g, args) => {
      const modified = g.getModified(Boolean(args[0]));
      return modified === undefined ? undefined : realm.object({ ...modified });
    },
    flip: (g, args) => {
      g.flip(Boolean(args[0]));
    },
    setFontBitmap: (g) => g.setFontBitmap(),
    setFontVector: (g, args) => g.setFontVector(number(args[0])),
    // The font itself says what it does not take.
    setFontCustom: (g, args) =>
      g.setFontCustom(args[0] as string, number(args[1]), args[2] as string | number, number(args[3])),
    setFont: (g, args, self) =>
      g.setFont(String(args[0] ?? ''), number(args[1]), (setter) => {
        if (typeof self[setter] !== 'function') return false;
        realm.call(self[setter], self, []);
        return true;
      }),
    getFont: (g) => g.getFont(),
    getFonts: () => realm.array(['4x6', '6x8', 'Vector']),
    getFontHeight: (g) => g.getFontHeight(),
    setFontAlign: (g, args) => g.setFontAlign(number(args[0]), number(args[1]), number(args[2])),
    stringWidth: (g, args) => g.stringWidth(shown(args[0])),
    stringMetrics: (g, args) => realm.object({ ...g.stringMetrics(shown(args[0])) }),
    drawString: (g, args) => g.drawString(shown(args[0]), number(args[1]), number(args[2]), Boolean(args[3])),
  };
}

/** Images come as strings, buffers, or objects that hold one of those. */
function imageSource(value: unknown): ImageSource {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : '';
  const bytes = bytesOf(value);
  if (bytes !== undefined) return bytes;
  const image = value as ImageObject;
  return { ...image, buffer: typeof image.buffer === 'string' ? image.buffer : (bytesOf(image.buffer) ?? '') };
}

function number(value: unknown): number {
  const converted = Number(value);
  return Number.isNaN(converted) ? 0 : converted;
}

function four(args: ArrayLike<unknown>): [number, number, number, number] {
  return [number(args[0]), number(args[1]), number(args[2]), number(args[3])];
}

function colour(args: ArrayLike<unknown>): [Colour | undefined, number?, number?] {
  const first = args[0] as Colour | undefined;
  if (args[1] === undefined || args[2] === undefined) return [first];
  return [first, number(args[1]), number(args[2])];
}

function rectangle(args: ArrayLike<unknown>): [number | RectObject, number, number, number] {
  const first = args[0];
  const start = typeof first === 'object' && first !== null ? (first as RectObject) : number(first);
  return [start, number(args[1]), number(args[2]), number(args[3])];
}

function shown(value: unknown): string {
  return printed(value, () => undefined);
}

function rasterOptions(value: unknown): RasterOptions {
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  const flags = ['msb', 'vertical_byte', 'zigzag', 'interleavex'] as const;
  const options: { -readonly [K in keyof RasterOptions]: RasterOptions[K] } = {};
  for (const flag of flags) if (given[flag] !== undefined) options[flag] = Boolean(given[flag]);
  if (given['buffer'] !== undefined) options.buffer = bytesOf(given['buffer']) ?? stringBytes('');
  return options;
}

function callbackContext(program: Program, args: ArrayLike<unknown>): GraphicsContext {
  const given = args[3];
  const { setPixel, fillRect } = (typeof given === 'function' ? { setPixel: given } : (given ?? {})) as {
    readonly setPixel?: unknown;
    readonly fillRect?: unknown;
  };
  if (typeof setPixel !== 'function')
    throw new BoardError('Error', 'Expecting Callback Function or an Object but got undefined');
  const call = (fn: unknown, values: readonly number[]): void => {
    program.realm.call(fn, undefined, values);
  };
  return GraphicsContext.createCallback(Number(args[0]), Number(args[1]), Number(args[2]), {
    setPixel: (x, y, c) => {
      call(setPixel, [x, y, c]);
    },
    ...(typeof fillRect === 'function'
      ? {
          fillRect: (x1: number, y1: number, x2: number, y2: number, c: number): void => {
            call(fillRect, [x1, y1, x2, y2, c]);
          },
        }
      : {}),
  });
}
