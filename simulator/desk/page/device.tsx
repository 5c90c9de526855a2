// One token on the desk: the thing itself with its keys where they are, and in words what its screen shows.
import type { ComponentChildren } from 'preact';
import type { Send, TokenState } from './connection.ts';
import { Fob } from './fob.tsx';
import { LiveScreen } from './live-screen.tsx';
import { Readiness } from './steps.tsx';
import { Reader } from './reader.tsx';
import { isTokensText, writtenScreen } from './screen-words.ts';
import { titleOf } from './title.ts';

/** Long enough for every hold that the firmware knows, in milliseconds. */
const holdMs = 1500;

interface DeviceProps {
  readonly token: string;
  readonly state: TokenState;
  readonly send: Send;
}

export function Device({ token, state, send }: DeviceProps) {
  const { desk, screen, world } = state;
  const title = titleOf(token);
  if (desk === undefined || screen === undefined) return null;
  const powered = world?.powered ?? true;
  const heading = `${token}-title`;
  const [only] = desk.keys;
  const frame = (thing: ComponentChildren, more: ComponentChildren) => (
    <section class={`device ${token}`} aria-labelledby={heading} data-token={token}>
      <div class="device-head">
        <h2 id={heading}>{title}</h2>
        <p>on a virtual {desk.title}</p>
      </div>
      <div class="mat">{thing}</div>
      <div class="caption">
        <Readiness steps={state.steps} />
        <p class="caption-text" aria-hidden="true">
          <span class="caption-label">On the screen</span>
          <span class="on-screen" lang={isTokensText(screen, powered) ? desk.language : undefined}>
            {writtenScreen(screen, powered)}
          </span>
        </p>
        {more}
      </div>
    </section>
  );
  if (desk.keys.length > 1) {
    return frame(
      <Reader title={title} desk={desk} screen={screen} send={send} />,
      <LiveScreen {...{ title, screen, powered }} language={desk.language} />,
    );
  }
  return frame(
    <Fob title={title} desk={desk} screen={screen} send={send} />,
    <>
      <LiveScreen title={title} screen={screen} powered={powered} language={desk.language} />
      {only !== undefined && (
        <button type="button" onClick={() => send({ kind: 'hold', key: only.name, ms: holdMs })}>
          Hold the key for me
        </button>
      )}
    </>,
  );
}
