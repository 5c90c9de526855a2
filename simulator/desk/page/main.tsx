// The desk's page: one device, and everything around it.
import { render } from 'preact';
import { useDesk } from './connection.ts';
import { Fob } from './fob.tsx';
import { Steps } from './steps.tsx';
import { Surroundings } from './surroundings.tsx';
import { TimePanel } from './time-panel.tsx';
import { Verifier } from './verifier.tsx';
import { WirePanel } from './wire-panel.tsx';

function Page() {
  const { state, send, dismissTrouble } = useDesk();
  return (
    <>
      <header>
        <h1>Klarkode desk</h1>
        <p>{state.desk === undefined ? 'Looking for the desk…' : `Code display on a virtual ${state.desk.title}`}</p>
        <p class={state.connected ? 'link on' : 'link'} role="status">
          {state.connected ? 'Connected' : 'Not connected: is npm start running?'}
        </p>
      </header>
      {state.trouble !== undefined && (
        <div class="trouble" role="alert">
          <p>{state.trouble}.</p>
          <button type="button" onClick={dismissTrouble}>
            Close
          </button>
        </div>
      )}
      <main>
        <Fob state={state} send={send} />
        <div class="side">
          <Steps steps={state.steps} send={send} />
          <Verifier verdicts={state.verdicts} send={send} />
          <TimePanel time={state.time} send={send} />
          <Surroundings world={state.world} send={send} />
        </div>
        <WirePanel wire={state.wire} ports={state.desk?.ports ?? []} />
      </main>
    </>
  );
}

const root = document.querySelector('#desk');
if (root !== null) render(<Page />, root);
