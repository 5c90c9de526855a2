// The code reader as a thing: a large panel, and under it four keys in a row that differ in shape. The raised dot on SPEAK
// is what fingers look for.
import type { Send } from './connection.ts';
import { DeviceKey } from './key.tsx';
import { Lcd } from './lcd.tsx';
import { usePress } from './press.ts';
import { ReaderEnclosure, readerBody } from './reader-enclosure.tsx';
import type { ThingProps } from './fob.tsx';
import { shortcutKeys, useShortcut } from './shortcuts.ts';

/** What a screen reader says of a key, beside its name. */
const hints: Readonly<Record<string, string>> = { speak: 'with the raised dot' };

interface ReaderProps extends ThingProps {
  readonly headset: boolean;
  readonly shortcuts: boolean;
}

export function Reader({ title, desk, screen, headset, shortcuts, send }: ReaderProps) {
  return (
    <div class="reader" style={{ '--body-width': readerBody.width, '--body-height': readerBody.height }}>
      <ReaderEnclosure headset={headset} />
      <Lcd width={desk.width} height={desk.height} lit={screen.lit} bits={screen.bits} glows={desk.glows} />
      <div class="reader-keys" role="group" aria-label={`Keys of the ${title.toLowerCase()}`}>
        {desk.keys.map(({ name }, i) => (
          <ReaderKey key={name} name={name} shortcut={shortcuts ? shortcutKeys[i] : undefined} send={send} />
        ))}
      </div>
    </div>
  );
}

interface ReaderKeyProps {
  readonly name: string;
  readonly shortcut: string | undefined;
  readonly send: Send;
}

function ReaderKey({ name, shortcut, send }: ReaderKeyProps) {
  const press = usePress(name, send);
  useShortcut(shortcut, press);
  const printed = name.toUpperCase();
  const hint = hints[name];
  return (
    <div class={`reader-key ${name}`}>
      <DeviceKey
        name={name}
        label={hint === undefined ? printed : `${printed}, ${hint}`}
        press={press}
        shortcut={shortcut}
      >
        <KeyFace name={name} />
      </DeviceKey>
      <span class="printed" aria-hidden="true">
        {printed}
      </span>
    </div>
  );
}

/** The mould of a key's top: what eyes see and fingers feel. */
function KeyFace({ name }: { readonly name: string }) {
  return (
    <svg viewBox="0 0 84 84" aria-hidden="true" focusable="false">
      {name === 'speak' && <circle cx="42" cy="42" r="8" class="raised" />}
      {name === 'next' && <path d="M34 24 L56 42 L34 60 Z" class="mould" />}
      {name === 'up' && <path d="M42 28 L60 54 L24 54 Z" class="mould" />}
      {name === 'down' && <path d="M42 56 L60 30 L24 30 Z" class="mould" />}
    </svg>
  );
}
