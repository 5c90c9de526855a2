// The fob's drawing takes the shape of its panel, so that no panel lies in a window of another shape.
import { expect, it } from 'vitest';
import { boards } from '../../../hardware/boards.ts';
import { bodyFor } from '../../../simulator/desk/page/fob-body.ts';

it('is drawn for a Pixl.js as it is', () => {
  const window = { left: 140, top: 54, width: 356, height: 186 };
  expect(bodyFor({ width: 128, height: 64 })).toEqual({ width: 640, height: 300, window });
});

it.each(boards)('has a window of the shape of the panel of a $title', ({ display }) => {
  const { width, height, window } = bodyFor(display);
  const shape = (window.width - 8) / (window.height - 12);
  expect(Math.abs(shape / (display.width / display.height) - 1)).toBeLessThan(0.01);
  expect(window.left + window.width).toBeLessThan(width - 130);
  expect(window.top + window.height).toBeLessThan(height - 50);
});
