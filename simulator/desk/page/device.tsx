// One token on the desk: the thing itself with its keys where they are, and in words what it shows and says.
import type { Send, TokenState } from './connection.ts';
import { Fob } from './fob.tsx';
import { LiveScreen } from './live-screen.tsx';
import { ReaderControls } from './reader-controls.tsx';
import { Reader } from './reader.tsx';
import { isTokensText, spokenScreen, writtenScreen } from './screen-words.ts';
import { useShortcutChoice } from './shortcuts.ts';
import type { SoundSwitch } from './sound.ts';
import { Readiness } from './steps.tsx';
import { titleOf } from './title.ts';
import { LiveSpeech, SpeechCaption } from './voice-panel.tsx';

/** Long enough for every hold that the firmware knows, in milliseconds. */
const holdMs = 1500;

interface DeviceProps {
  readonly token: string;
  readonly state: TokenState;
  readonly sound: SoundSwitch;
  readonly send: Send;
}

export function Device({ token, state, sound, send }: DeviceProps) {
  const [shortcuts, setShortcuts] = useShortcutChoice();
  const { desk, screen, world, said } = state;
  if (desk === undefined || screen === undefined) return null;
  const title = titleOf(token);
  const heading = `${token}-title`;
  const powered = world?.powered ?? true;
  const [first] = desk.keys;
  const thing = { title, desk, screen, send };
  return (
    <section class={`device ${token}`} aria-labelledby={heading} data-token={token}>
      <div class="device-head">
        <h2 id={heading}>{title}</h2>
        <p>on a virtual {desk.title}</p>
      </div>
      <div class="mat">
        {desk.keys.length === 1 && <Fob {...thing} />}
        {desk.keys.length > 1 && <Reader {...thing} headset={world?.headsetPlugged === true} shortcuts={shortcuts} />}
      </div>
      <div class="caption">
        <Readiness steps={state.steps} />
        {/* Read on demand where it is not told by itself. */}
        <p class="caption-text" aria-hidden={!desk.audible}>
          <span class="caption-label">On the screen</span>
          <span class="on-screen" lang={isTokensText(screen, powered) ? desk.language : undefined}>
            {writtenScreen(screen, powered)}
          </span>
        </p>
        <LiveScreen title={title} screen={screen} powered={powered} language={desk.language} speaks={desk.audible} />
        {desk.audible && (
          <>
            <SpeechCaption said={said} />
            <LiveSpeech said={said} audible={sound.on} shown={spokenScreen(screen, powered)} language={desk.language} />
            <ReaderControls
              {...{ keys: desk.keys, world, sound, shortcuts, setShortcuts, send }}
              speed={state.time?.speed ?? 1}
            />
          </>
        )}
        {desk.keys.length === 1 && first !== undefined && (
          <button type="button" onClick={() => send({ kind: 'hold', key: first.name, ms: holdMs })}>
            Hold the key for me
          </button>
        )}
      </div>
    </section>
  );
}
