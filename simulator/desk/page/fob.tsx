// The code display as a thing: a key-ring fob with its panel and its key where they are on the enclosure.
import type { DeskState, Send } from './connection.ts';
import { DeviceKey } from './key.tsx';
import { Enclosure } from './enclosure.tsx';
import { bodyFor } from './fob-body.ts';
import { Lcd } from './lcd.tsx';
import { isTokensText, spokenScreen, writtenScreen } from './screen-words.ts';

/** Long enough for every hold that the firmware knows, in milliseconds. */
const holdMs = 1500;

export function Fob({ state, send }: { readonly state: DeskState; readonly send: Send }) {
  const { desk, screen, world } = state;
  if (desk === undefined || screen === undefined) return <section class="bench card" aria-busy="true" />;
  const powered = world?.powered ?? true;
  const main = desk.keys[0];
  const body = bodyFor(desk);
  const spoken = spokenScreen(screen, powered);
  return (
    <section class="bench card" aria-labelledby="device-title">
      <h2 id="device-title" class="sr-only">
        The device
      </h2>
      <div class="mat">
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
          <Lcd width={desk.width} height={desk.height} lit={screen.lit} bits={screen.bits} />
          {main !== undefined && <DeviceKey name={main.name} label={`Key ${main.name}: press or hold`} send={send} />}
        </div>
      </div>
      <div class="caption">
        <p aria-hidden="true" class="caption-text">
          <span class="caption-label">On the screen</span>
          <output lang={isTokensText(screen, powered) ? desk.language : undefined}>
            {writtenScreen(screen, powered)}
          </output>
        </p>
        <p class="sr-only" aria-live="polite" data-live="screen">
          {spoken.page}
          <span lang={desk.language}>{spoken.token}</span>
        </p>
        {main !== undefined && (
          <button type="button" onClick={() => send({ kind: 'hold', key: main.name, ms: holdMs })}>
            Hold the key for me
          </button>
        )}
      </div>
    </section>
  );
}
