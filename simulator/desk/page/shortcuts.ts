// Keys of the keyboard for the keys of the code reader, wherever the focus is. Function keys: no screen reader, no text field
// and no list takes them, and none of these four means anything to a browser. They can be switched off.
import { useEffect, useState } from 'preact/hooks';

/** In the order of the reader's keys. */
export const shortcutKeys = ['F2', 'F4', 'F8', 'F9'] as const;
const memory = 'klarkode desk: shortcuts';

export interface Finger {
  down(): void;
  up(): void;
}

/** Whether shortcuts are on, and a way to switch them. Remembered. */
export function useShortcutChoice(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(memory) !== 'off');
  return [
    on,
    (next) => {
      localStorage.setItem(memory, next ? 'on' : 'off');
      setOn(next);
    },
  ];
}

/** While it is given, that key of the keyboard moves the finger. */
export function useShortcut(key: string | undefined, finger: Finger): void {
  const { down, up } = finger;
  useEffect(() => {
    if (key === undefined) return undefined;
    const isOurs = (event: KeyboardEvent): boolean =>
      event.key === key && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const press = (event: KeyboardEvent): void => {
      if (!isOurs(event)) return;
      event.preventDefault();
      if (!event.repeat) down();
    };
    const lift = (event: KeyboardEvent): void => {
      if (event.key === key) up();
    };
    window.addEventListener('keydown', press);
    window.addEventListener('keyup', lift);
    window.addEventListener('blur', up);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('keyup', lift);
      window.removeEventListener('blur', up);
    };
  }, [key, down, up]);
}
