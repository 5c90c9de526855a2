// A key of the device as a real button: a finger, a mouse, the space bar and Enter all press and hold it. Assistive
// technology that can only click gets a press of ordinary length.
import { useRef } from 'preact/hooks';
import type { Send } from './connection.ts';

/** What a click without a finger is worth, in milliseconds. */
const clickMs = 120;

export function DeviceKey({
  name,
  label,
  send,
}: {
  readonly name: string;
  readonly label: string;
  readonly send: Send;
}) {
  const isDown = useRef(false);
  const move = (down: boolean): void => {
    if (isDown.current === down) return;
    isDown.current = down;
    send({ kind: 'key', key: name, down });
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
        move(true);
      }}
      onPointerUp={() => move(false)}
      onPointerCancel={() => move(false)}
      onLostPointerCapture={() => move(false)}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isPressKey(event)) return;
        event.preventDefault();
        if (!event.repeat) move(true);
      }}
      onKeyUp={(event) => {
        if (!isPressKey(event)) return;
        event.preventDefault();
        move(false);
      }}
      onBlur={() => move(false)}
      onClick={(event) => {
        // A click that no pointer made: detail counts the presses of a pointer.
        if (event.detail === 0) send({ kind: 'hold', key: name, ms: clickMs });
      }}
    />
  );
}
