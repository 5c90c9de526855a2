// A key of the device as a real button: a finger, a mouse, the space bar and Enter all press and hold it. Assistive
// technology that can only click gets a press of ordinary length.
import { useRef } from 'preact/hooks';
import type { Send } from './connection.ts';

/** What a click without a finger is worth, in milliseconds. */
const clickMs = 120;

/** A tap on a touchpad is over sooner than any finger on a real key, in milliseconds. */
const shortestMs = 80;

export function DeviceKey({
  name,
  label,
  send,
}: {
  readonly name: string;
  readonly label: string;
  readonly send: Send;
}) {
  const downSinceMs = useRef<number | undefined>(undefined);
  const pendingLift = useRef<number | undefined>(undefined);
  const lift = (): void => {
    window.clearTimeout(pendingLift.current);
    pendingLift.current = undefined;
    send({ kind: 'key', key: name, down: false });
  };
  const down = (): void => {
    if (downSinceMs.current !== undefined) return;
    if (pendingLift.current !== undefined) lift();
    downSinceMs.current = performance.now();
    send({ kind: 'key', key: name, down: true });
  };
  const up = (): void => {
    const sinceMs = downSinceMs.current;
    if (sinceMs === undefined) return;
    downSinceMs.current = undefined;
    const tooSoonMs = shortestMs - (performance.now() - sinceMs);
    if (tooSoonMs > 0) pendingLift.current = window.setTimeout(lift, tooSoonMs);
    else lift();
  };
  const isPressKey = (event: KeyboardEvent): boolean => event.key === ' ' || event.key === 'Enter';
  return (
    <button
      type="button"
      class="device-key"
      aria-label={label}
      data-key={name}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        down();
      }}
      onPointerUp={up}
      onPointerCancel={up}
      onLostPointerCapture={up}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isPressKey(event)) return;
        event.preventDefault();
        if (!event.repeat) down();
      }}
      onKeyUp={(event) => {
        if (!isPressKey(event)) return;
        event.preventDefault();
        up();
      }}
      onBlur={up}
      onClick={(event) => {
        // A click that no pointer made: detail counts the presses of a pointer.
        if (event.detail === 0) send({ kind: 'hold', key: name, ms: clickMs });
      }}
    />
  );
}
