// What a virtual board can have on an I2C bus with something to look at, and which chips there are.
import type { DisplayDescription } from '../../../hardware/board.ts';
import { Ssd1306 } from './ssd1306.ts';

/** A panel with a memory of its own: it keeps showing what it was sent, whatever becomes of the board's program. */
export interface PanelDevice {
  readonly lit: boolean;
  /** What can be seen there: 0 or 1. */
  pixel(x: number, y: number): number;
  /** Bytes from the bus, from one start condition to the stop. */
  write(bytes: Uint8Array): void;
  /** The power was away: the memory holds anything, the panel is off. */
  loseMemory(): void;
}

const controllers: Readonly<Record<string, (display: DisplayDescription) => PanelDevice>> = {
  SSD1306: ({ width, height }) => new Ssd1306(width, height),
};

/** The device behind a display on a bus. Throws when no such chip is modelled. */
export function panelDevice(display: DisplayDescription): PanelDevice {
  const make = controllers[display.controller];
  if (make !== undefined) return make(display);
  const known = Object.keys(controllers).join(', ');
  throw new Error(`the virtual board has no ${display.controller} on a bus; it has: ${known}`);
}
