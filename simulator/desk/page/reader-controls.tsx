// Beside the code reader: whether it is heard, the headset's plug, and the shortcuts for its keys.
import type { Send, TokenState } from './connection.ts';
import { shortcutKeys } from './shortcuts.ts';
import type { SoundSwitch } from './sound.ts';

interface ReaderControlsProps {
  readonly keys: readonly { readonly name: string }[];
  readonly world: TokenState['world'];
  readonly speed: number;
  readonly sound: SoundSwitch;
  readonly shortcuts: boolean;
  readonly setShortcuts: (on: boolean) => void;
  readonly send: Send;
}

export function ReaderControls({ keys, world, speed, sound, shortcuts, setShortcuts, send }: ReaderControlsProps) {
  const plugged = world?.headsetPlugged;
  const pairs = keys.slice(0, shortcutKeys.length).map(({ name }, i) => `${shortcutKeys[i]} ${name.toUpperCase()}`);
  return (
    <div class="reader-controls">
      <div class="row">
        <button type="button" class={sound.on ? '' : 'primary'} onClick={() => sound.turn(!sound.on)}>
          {sound.on ? 'Sound off' : 'Sound on'}
        </button>
        {plugged !== undefined && (
          <button type="button" onClick={() => send({ kind: 'headset', plugged: !plugged })} data-plugged={plugged}>
            {plugged ? 'Pull the headset out' : 'Plug the headset in'}
          </button>
        )}
      </div>
      {sound.on && speed !== 1 && <p class="quiet">It is heard at the pace ×1 only.</p>}
      <label class="check">
        <input type="checkbox" checked={shortcuts} onChange={(event) => setShortcuts(event.currentTarget.checked)} />{' '}
        Keyboard shortcuts: {pairs.join(', ')}
      </label>
    </div>
  );
}
