// The code display as a thing: a key-ring fob with its panel and its key where they are on the enclosure.
import type { Send, TokenState } from './connection.ts';
import { Enclosure } from './enclosure.tsx';
import { bodyFor } from './fob-body.ts';
import { DeviceKey } from './key.tsx';
import { Lcd } from './lcd.tsx';
import { usePress } from './press.ts';

export interface ThingProps {
  /** What people call the token. */
  readonly title: string;
  readonly desk: NonNullable<TokenState['desk']>;
  readonly screen: NonNullable<TokenState['screen']>;
  readonly send: Send;
}

export function Fob({ title, desk, screen, send }: ThingProps) {
  const name = desk.keys[0]?.name ?? '';
  const press = usePress(name, send);
  const body = bodyFor(desk);
  return (
    <div
      class="fob"
      style={{
        '--body-width': body.width,
        '--body-height': body.height,
        '--window-width': body.window.width,
        '--window-height': body.window.height,
      }}
    >
      <Enclosure body={body} />
      <Lcd width={desk.width} height={desk.height} lit={screen.lit} bits={screen.bits} glows={desk.glows} />
      {name !== '' && <DeviceKey name={name} label={`${title}: the key, press or hold`} press={press} />}
    </div>
  );
}
