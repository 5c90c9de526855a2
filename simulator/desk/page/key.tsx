// A key of the device as a real button: a finger, a mouse, the space bar and Enter all press and hold it. Assistive
// technology that can only click gets a press of ordinary length.
import type { ComponentChildren } from 'preact';
import type { Press } from './press.ts';

interface DeviceKeyProps {
  readonly name: string;
  /** What a screen reader calls it. */
  readonly label: string;
  readonly press: Press;
  /** The key that does the same anywhere on the page, if there is one: `F2`. */
  readonly shortcut?: string | undefined;
  readonly children?: ComponentChildren;
}

export function DeviceKey({ name, label, press, shortcut, children }: DeviceKeyProps) {
  const isPressKey = (event: KeyboardEvent): boolean => event.key === ' ' || event.key === 'Enter';
  return (
    <button
      type="button"
      class={press.isDown ? 'device-key down' : 'device-key'}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      data-key={name}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        press.down();
      }}
      onPointerUp={press.up}
      onPointerCancel={press.up}
      onLostPointerCapture={press.up}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isPressKey(event)) return;
        event.preventDefault();
        if (!event.repeat) press.down();
      }}
      onKeyUp={(event) => {
        if (!isPressKey(event)) return;
        event.preventDefault();
        press.up();
      }}
      onBlur={press.up}
      onClick={(event) => {
        // A click that no pointer made: detail counts the presses of a pointer.
        if (event.detail === 0) press.click();
      }}
    >
      {children}
    </button>
  );
}
