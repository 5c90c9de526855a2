// State and answers of a graphics context: fonts, colours, orientation, what was modified, what is written on it.
import { describe, expect, it } from 'vitest';
import { GraphicsContext } from '../../../simulator/board/graphics/context.ts';
import { DrawLog } from '../../../simulator/board/graphics/draw-log.ts';
import { picture } from './scenes.ts';
import { fc } from '../../chance/property.ts';

const FONT = ['\xfc\x63\xf0\x7c\x9d\x72\xff', 48, '\x03\x02\x03', 5] as const;

function context(width = 32, height = 16, bits = 1): GraphicsContext {
  return GraphicsContext.createArrayBuffer(width, height, bits);
}

describe('fonts', () => {
  it('measure as the interpreter does, 255 behind the last width included', () => {
    const g = context().setFontCustom(...FONT);
    expect(['0', '012', '', '/0', '3', '0\n012'].map((text) => g.stringWidth(text))).toEqual([3, 8, 0, 3, 255, 8]);
    expect(g.stringMetrics('01\n2')).toEqual({
      width: 5,
      height: 10,
      unrenderableChars: false,
      imageCount: 0,
      maxImageHeight: 0,
    });
    expect(g.stringMetrics('/').unrenderableChars).toBe(true);
  });

  it('are named and scaled', () => {
    const g = context();
    const named = (font: string, size?: number): [string, number] => [
      g.setFont(font, size).getFont(),
      g.getFontHeight(),
    ];
    expect([
      named('4x6'),
      named('6x8', 2),
      named('6x8:3'),
      named('4x6:1x3'),
      named('Vector', 40),
      named('Vector20'),
    ]).toEqual([
      ['4x6', 6],
      ['6x8:2', 16],
      ['6x8:3', 24],
      ['4x6:1x3', 18],
      ['Vector:40', 40],
      ['Vector:20', 20],
    ]);
    expect(g.setFontCustom(FONT[0], 48, 3, 5 | 512).getFont()).toBe('Custom:2');
    expect(g.getFontHeight()).toBe(10);
    expect(g.reset().getFont()).toBe('4x6');
  });

  it('can be ones that the program adds', () => {
    const g = context();
    const setters: string[] = [];
    g.setFont('Big', 3, (setter) => {
      setters.push(setter);
      g.setFontCustom(...FONT);
      return true;
    });
    expect([setters, g.getFont(), g.getFontHeight()]).toEqual([['setFontBig'], 'Custom:3', 15]);
    expect(() => g.setFont('Nothing')).toThrow('Unknown font "Nothing"');
  });

  it.each([
    [{}, 48, '\x01', 5, 'Font bitmap must be a String'],
    ['', 256, '\x01', 5, 'First character out of range'],
    ['', 48, 1.5, 5, 'Font width must be a String or an integer'],
    ['', 48, 1, 5 | (3 << 16), 'Invalid BPP - 1,2,4 supported'],
  ])('refuse %o', (bitmap, first, widths, height, message) => {
    expect(() => context().setFontCustom(bitmap, first, widths, height)).toThrow(message);
  });
});

describe('colours', () => {
  it.each([
    [1, '#fff', 1],
    [1, '#777', 0],
    [1, '#808080', 1],
    [16, '#f80', 0xfc40],
    [16, '#ff0000', 0xf800],
    [24, '#123456', 0x123456],
    [2, 7, 3],
  ])('at %i bits, %s is %i', (bits, colour, expected) => {
    expect(context(8, 8, bits).setColor(colour).getColor()).toBe(expected);
  });

  it('can be three parts', () => {
    expect(context(8, 8, 16).setColor(1, 0.5, 0).getColor()).toBe(0xfc00);
  });

  it('refuse other words', () => {
    expect(() => context().setColor('red')).toThrow("If Color is a String, it must be of the form '#rrggbb' or '#rgb'");
  });

  it('begin with the theme on a display, with all ones on 0 in a buffer', () => {
    const display = GraphicsContext.createArrayBuffer(8, 8, 4, { theme: { foreground: 0, background: 15 } });
    expect([display.getColor(), display.getBgColor()]).toEqual([0, 15]);
    expect([context(8, 8, 4).getColor(), context(8, 8, 4).getBgColor()]).toEqual([15, 0]);
  });
});

describe('orientation and clipping', () => {
  it('turn width and height with the picture', () => {
    const g = context(32, 16);
    expect([g.setRotation(1).getWidth(), g.getHeight(), g.setRotation(2).getWidth()]).toEqual([16, 32, 32]);
  });

  it('read a pixel where it was set, in every rotation', () => {
    const place = fc.record({
      turns: fc.nat({ max: 3 }),
      mirrored: fc.boolean(),
      x: fc.nat({ max: 15 }),
      y: fc.nat({ max: 15 }),
    });
    fc.assert(
      fc.property(place, ({ turns, mirrored, x, y }) => {
        const g = context(32, 16).setRotation(turns, mirrored).setPixel(x, y);
        expect(g.getPixel(x, y)).toBe(1);
        expect(picture(g).replaceAll(/[^#]/g, '')).toBe('#');
      }),
    );
  });

  it('leave nothing outside the clip rectangle, whatever is drawn', () => {
    const number = fc.integer({ min: -40, max: 40 });
    fc.assert(
      fc.property(
        fc.tuple(number, number, number, number, number, number, number, number),
        fc.nat({ max: 3 }),
        ([a, b, c, d, e, f, h, i], turns) => {
          const g = context()
            .setRotation(turns)
            .setFontCustom(...FONT)
            .setClipRect(4, 3, 12, 9);
          g.fillRect(a, b, c, d).drawLine(e, f, h, i).fillCircle(a, c, 5).drawString('012', d, e, true);
          g.drawImage('\x05\x03\x01\xfd\x1e', f, h).fillPoly([a, b, c, d, e, f]);
          const outside: number[] = [];
          for (let y = 0; y < g.getHeight(); y++) {
            for (let x = 0; x < g.getWidth(); x++)
              if (x < 4 || y < 3 || x > 12 || y > 9) outside.push(g.getPixel(x, y));
          }
          expect(outside).not.toContain(1);
        },
      ),
    );
  });
});

describe('what was modified', () => {
  it('is what a flip hands over', () => {
    const flips: unknown[] = [];
    const g = GraphicsContext.createArrayBuffer(32, 16, 1, { onFlip: (modified) => flips.push(modified) });
    g.fillRect(3, 4, 5, 6).setPixel(20, 1).setPixel(99, 99);
    expect(g.getModified()).toEqual({ x1: 3, y1: 1, x2: 20, y2: 6 });
    g.flip();
    g.flip();
    g.flip(true);
    expect(flips).toEqual([{ x1: 3, y1: 1, x2: 20, y2: 6 }, undefined, { x1: 0, y1: 0, x2: 31, y2: 15 }]);
  });
});

describe('the log of strings', () => {
  function logged(): { readonly g: GraphicsContext; readonly texts: () => string[] } {
    const log = new DrawLog();
    const g = GraphicsContext.createArrayBuffer(32, 16, 1, { log }).setFontCustom(...FONT);
    return { g, texts: () => log.strings.map(({ text }) => text) };
  }

  it('says what stands where, in which font', () => {
    const log = new DrawLog();
    const g = GraphicsContext.createArrayBuffer(32, 16, 1, { log });
    g.setFontCustom(...FONT).drawString('012', 4.9, 5);
    g.setFont('6x8', 2).drawString('x', 0, 0);
    expect(log.strings).toEqual([
      { text: '012', x: 4, y: 5, font: 'Custom 5px' },
      { text: 'x', x: 0, y: 0, font: '6x8:2' },
    ]);
  });

  it('forgets what is cleared or painted over', () => {
    const { g, texts } = logged();
    g.drawString('0', 0, 0).drawString('1', 10, 0).drawString('2', 20, 0);
    g.clearRect(9, 0, 15, 8);
    expect(texts()).toEqual(['0', '2']);
    g.drawString('1', 20, 0, true);
    expect(texts()).toEqual(['0', '1']);
    g.drawString('2', 20, 0, true);
    expect(texts()).toEqual(['0', '2']);
    g.clear();
    expect(texts()).toEqual([]);
  });

  it('counts the same string at the same place once', () => {
    const { g, texts } = logged();
    for (let i = 0; i < 5; i++) g.drawString('01', 0, 0);
    expect(texts()).toEqual(['01']);
  });

  it('follows aligned and turned strings to where they are', () => {
    const { g, texts } = logged();
    g.setFontAlign(1, 1, 2).drawString('012', 16, 8);
    g.clearRect(0, 0, 15, 15);
    expect(texts()).toEqual(['012']);
    expect(picture(g)).toContain('#');
    g.clearRect(17, 9, 24, 13);
    expect(picture(g)).not.toContain('#');
    expect(texts()).toEqual([]);
  });
});

describe('what is not modelled', () => {
  it('is refused by name', () => {
    expect(() => context().drawImage('\x05\x03\x01\xfd\x1e', 0, 0, { scale: 2 })).toThrow('scale 1');
    expect(() => context().drawImage('')).toThrow('Expecting valid Image');
  });
});
