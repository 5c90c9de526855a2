// How large the fob is drawn for a panel: the window takes the panel's shape, the body follows. In units of the drawing.

/** Sizes in the drawing's units; a Pixl.js makes it 640 x 300. */
export interface Body {
  readonly width: number;
  readonly height: number;
  /** What is seen of the panel, with its margin. */
  readonly window: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

const left = 140;
const top = 54;
const margin = { x: 8, y: 12 };
/** What the body has beside and below the window: the key, and the name. */
const beside = { right: 144, below: 60 };
/** The widest window; and the side of a square one: panels of another shape get about the same area. */
const widest = 348;
const squareSide = 252;

/** The body for a panel of `width` x `height` dots. */
export function bodyFor({ width, height }: { readonly width: number; readonly height: number }): Body {
  const seenWidth = Math.min(widest, Math.round(squareSide * Math.sqrt(width / height)));
  const window = {
    left,
    top,
    width: seenWidth + margin.x,
    height: Math.round((seenWidth * height) / width) + margin.y,
  };
  return { width: left + window.width + beside.right, height: top + window.height + beside.below, window };
}
