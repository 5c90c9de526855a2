// What is written on a panel, as strings: a record of drawString for those who can't look at pixels.
// It knows rectangles only, not what the strings mean.
import type { DrawnString } from '../board.ts';
import type { Rect } from './surface.ts';

interface Drawn {
  readonly string: DrawnString;
  readonly box: Rect;
}

export class DrawLog {
  #drawn: Drawn[] = [];

  /** Strings that nothing has been painted over, in the order of drawing. */
  get strings(): readonly DrawnString[] {
    return this.#drawn.map(({ string }) => string);
  }

  /** A string takes the place of one in the same font that began where it begins: nobody can read two on one another. */
  add(string: DrawnString, box: Rect): void {
    const under = ({ string: old }: Drawn): boolean =>
      old.x === string.x && old.y === string.y && old.font === string.font;
    this.#drawn = this.#drawn.filter((old) => !under(old));
    this.#drawn.push({ string, box });
  }

  /** Something was painted over `area` (device coordinates): strings wholly inside are gone. */
  cover(area: Rect): void {
    const hidden = ({ box }: Drawn): boolean =>
      box.x1 >= area.x1 && box.y1 >= area.y1 && box.x2 <= area.x2 && box.y2 <= area.y2;
    this.#drawn = this.#drawn.filter((drawn) => !hidden(drawn));
  }

  clear(): void {
    this.#drawn = [];
  }
}
