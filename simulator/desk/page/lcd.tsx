// The panel, pixel by pixel, on a canvas whose device pixels are a whole multiple of the panel's, so that it is sharp at
// any size; only a very small one is scaled down to fit. It shows what the board shows and draws nothing of its own.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface LcdProps {
  readonly width: number;
  readonly height: number;
  readonly lit: boolean;
  /** Packed rows, base64; 1 is inked. */
  readonly bits: string;
  /** It is lit from behind: black on white, and black glass while it is off. */
  readonly glows: boolean;
}

/** A panel of a reflective LCD: dark ink on a greenish ground, a faint grid between the dots. */
const ink = '#15201b';
const grid = { lit: 'rgb(206 217 196 / 16%)', dark: 'rgb(70 80 70 / 5%)' };

/** The side of a dot in device pixels: as drawn, a whole number, and as shown. */
interface Dot {
  readonly drawn: number;
  readonly shown: number;
}

/** How much of the box a dot of a whole number of pixels may leave empty. */
const mostWaste = 0.12;

/** The largest dot for a box of this size. Where a whole number would waste too much of the box, it is scaled to fit. */
function dotFor(box: { width: number; height: number }, width: number, height: number): Dot {
  const fit = Math.min(box.width / width, box.height / height);
  const whole = Math.floor(fit);
  return whole / fit < 1 - mostWaste ? { drawn: Math.max(2, whole + 1), shown: fit } : { drawn: whole, shown: whole };
}

export function Lcd({ width, height, lit, bits, glows }: LcdProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [{ drawn: dot, shown }, setDot] = useState<Dot>({ drawn: 1, shown: 1 });

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box === undefined) return;
      const ratio = window.devicePixelRatio;
      setDot(dotFor({ width: box.width * ratio, height: box.height * ratio }, width, height));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [width, height]);

  // Before the browser paints: the picture and the words beside it change together.
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || context === null || context === undefined) return;
    canvas.current.style.width = `${(width * shown) / window.devicePixelRatio}px`;
    canvas.current.style.imageRendering = shown === dot ? 'pixelated' : 'auto';
    context.clearRect(0, 0, width * dot, height * dot);
    context.fillStyle = glows ? '#000' : ink;
    const packed = Uint8Array.from(atob(bits), (character) => character.charCodeAt(0));
    const rowBytes = Math.ceil(width / 8);
    for (let y = 0; y < height; y++) {
      const isInk = (x: number): boolean => ((packed[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
      // A run of ink at a time: dots by themselves would be many times as many.
      for (let x = 0; x < width; x++) {
        const from = x;
        while (x < width && isInk(x)) x++;
        if (x > from) context.fillRect(from * dot, y * dot, (x - from) * dot, dot);
      }
    }
    if (dot < 3 || glows) return;
    context.fillStyle = lit ? grid.lit : grid.dark;
    for (let x = 0; x < width; x++) context.fillRect(x * dot + dot - 1, 0, 1, height * dot);
    for (let y = 0; y < height; y++) context.fillRect(0, y * dot + dot - 1, width * dot, 1);
  }, [bits, lit, dot, shown, width, height, glows]);

  return (
    <div class={`lcd${lit ? ' lit' : ''}${glows ? ' glows' : ''}`} ref={frame}>
      <canvas ref={canvas} width={width * dot} height={height * dot} data-dot={dot} aria-hidden="true" />
    </div>
  );
}
