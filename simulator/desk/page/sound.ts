// Whether a token is heard, and what becomes of its samples. The choice is remembered, but the browser waits for the next
// press of anything before it lets sound out again.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ToDesk, ToPage } from '../messages.ts';
import { Loudspeaker } from './loudspeaker.ts';

/** A board that falls silent within this time of a touch was silenced by it, in milliseconds: what waits is dropped. */
const silencedByTouchMs = 500;
const memory = 'klarkode desk: sound';

export interface SoundSwitch {
  readonly on: boolean;
  turn(on: boolean): void;
  /** Samples from the board, or its silence. */
  hear(sound: Extract<ToPage, { kind: 'sound' }>, speed: number): void;
  /** Something was done to the board: its silence after that is meant at once. */
  touched(message: ToDesk): void;
}

export function useSound(): SoundSwitch {
  const loudspeaker = useMemo(() => new Loudspeaker(), []);
  const touchedAtMs = useRef(-Infinity);
  const [on, setOn] = useState(() => localStorage.getItem(memory) === 'on');
  useEffect(() => {
    if (!on) return loudspeaker.turnOff();
    loudspeaker.turnOn();
    const gesture = (): void => loudspeaker.turnOn();
    for (const event of ['pointerdown', 'keydown']) window.addEventListener(event, gesture, { once: true });
    return () => {
      for (const event of ['pointerdown', 'keydown']) window.removeEventListener(event, gesture);
    };
  }, [on]);
  return {
    on,
    turn(next) {
      localStorage.setItem(memory, next ? 'on' : 'off');
      setOn(next);
    },
    hear(sound, speed) {
      const touched = performance.now() - touchedAtMs.current < silencedByTouchMs;
      if (speed !== 1 || (sound.samples === '' && touched)) loudspeaker.hush();
      else loudspeaker.play(sound);
    },
    touched({ kind }) {
      if (kind !== 'verify') touchedAtMs.current = performance.now();
    },
  };
}
