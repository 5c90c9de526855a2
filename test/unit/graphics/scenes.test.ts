// The pixels that the interpreter draws, for every scene.
import { describe, expect, it } from 'vitest';
import { GraphicsContext } from '../../../simulator/board/graphics/context.ts';
import { picture, recordedPictures, scenes } from './scenes.ts';

describe('the virtual board draws what Espruino draws', () => {
  const recorded = recordedPictures();

  it.each(Object.entries(scenes))('%s', (name, { width, height, draw }) => {
    const g = GraphicsContext.createArrayBuffer(width, height, 1);
    draw(g);
    expect('\n' + picture(g)).toBe('\n' + recorded.get(name));
  });

  it.each(Object.entries(scenes))('%s, in every layout of the buffer', (name, { width, height, draw }) => {
    const layouts = [
      { msb: false },
      { zigzag: true },
      ...(height % 8 === 0 ? [{ vertical_byte: true, msb: false }] : []),
    ];
    for (const layout of layouts) {
      const g = GraphicsContext.createArrayBuffer(width, height, 1, layout);
      draw(g);
      expect('\n' + picture(g)).toBe('\n' + recorded.get(name));
    }
  });

  it.each(Object.entries(scenes))('%s, through callbacks', (name, { width, height, draw }) => {
    const seen = GraphicsContext.createArrayBuffer(width, height, 1);
    const { target } = seen.surface;
    draw(GraphicsContext.createCallback(width, height, 1, (x, y, colour) => target.setPixel(x, y, colour)));
    expect('\n' + picture(seen)).toBe('\n' + recorded.get(name));
  });

  it('has no recording without a scene', () => {
    expect([...recorded.keys()]).toEqual(Object.keys(scenes));
  });
});
