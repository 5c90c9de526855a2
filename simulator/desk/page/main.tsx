// The desk's page: the tokens that lie on it, and everything around them.
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from './connection.ts';
import type { Send } from './connection.ts';
import { Device } from './device.tsx';
import { Instruments } from './instruments.tsx';
import { useSound } from './sound.ts';

function Page() {
  const sound = useSound();
  const { state, send, dismissTrouble } = useDesk((token, samples) => {
    sound.hear(samples, state.tokens.get(token)?.time?.speed ?? 1);
  });
  const [wanted, choose] = useState('');
  const names = [...state.tokens.keys()];
  const chosen = state.tokens.has(wanted) ? wanted : (names[0] ?? '');
  const sendTo =
    (token: string): Send =>
    (message) => {
      // Whoever presses a key works with that token from now on.
      if (message.kind === 'hold' || (message.kind === 'key' && message.down)) choose(token);
      sound.touched(message);
      send({ ...message, token });
    };
  const around = state.tokens.get(chosen);
  return (
    <>
      <header>
        <h1>Klarkode desk</h1>
        <p>
          {names.length === 0 ? 'Looking for the desk…' : 'Virtual boards that run the very bytes that are flashed'}
        </p>
        <p class={state.connected ? 'link on' : 'link'} role="status">
          {state.connected ? 'Connected' : 'Not connected: is npm start running?'}
        </p>
      </header>
      <main>
        {state.trouble !== undefined && (
          <div class="trouble" role="alert">
            <p>{state.trouble}.</p>
            <button type="button" onClick={dismissTrouble}>
              Close this message
            </button>
          </div>
        )}
        <div class={names.length > 1 ? 'bench card several' : 'bench card'} aria-busy={names.length === 0}>
          {[...state.tokens].map(([token, its]) => (
            <Device key={token} token={token} state={its} sound={sound} send={sendTo(token)} />
          ))}
        </div>
        {around !== undefined && (
          <Instruments tokens={names} chosen={chosen} choose={choose} state={around} send={sendTo(chosen)} />
        )}
      </main>
    </>
  );
}

const root = document.querySelector('#desk');
if (root !== null) render(<Page />, root);
