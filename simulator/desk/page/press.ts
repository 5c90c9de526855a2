// A finger on a key of the device, whatever stands for it: a mouse, a touch, the space bar, Enter, or a shortcut.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Send } from './connection.ts';

/** What a click without a finger is worth, in milliseconds. */
const clickMs = 120;
/** A tap on a touchpad is over sooner than any finger on a real key, in milliseconds. */
const shortestMs = 80;

export interface Press {
  readonly isDown: boolean;
  down(): void;
  up(): void;
  /** A press of ordinary length, for technology that can only click. */
  click(): void;
}

/** The finger for the key of that name. It lets go when the page no longer shows the key. */
export function usePress(name: string, send: Send): Press {
  const latest = useRef(send);
  latest.current = send;
  const [isDown, setDown] = useState(false);
  const finger = useMemo(() => {
    let downSinceMs: number | undefined;
    let pendingLift: number | undefined;
    const lift = (): void => {
      window.clearTimeout(pendingLift);
      pendingLift = undefined;
      setDown(false);
      latest.current({ kind: 'key', key: name, down: false });
    };
    return {
      down() {
        if (downSinceMs !== undefined) return;
        if (pendingLift !== undefined) lift();
        downSinceMs = performance.now();
        setDown(true);
        latest.current({ kind: 'key', key: name, down: true });
      },
      up() {
        if (downSinceMs === undefined) return;
        const tooSoonMs = shortestMs - (performance.now() - downSinceMs);
        downSinceMs = undefined;
        if (tooSoonMs > 0) pendingLift = window.setTimeout(lift, tooSoonMs);
        else lift();
      },
      click: () => latest.current({ kind: 'hold', key: name, ms: clickMs }),
    };
  }, [name]);
  useEffect(() => () => finger.up(), [finger]);
  return { isDown, ...finger };
}
