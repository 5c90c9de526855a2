// Everything around one token: who checks its codes, time, battery, its wire. With several tokens on the desk it is about
// the one that was used last, or that is chosen here.
import type { Send, TokenState } from './connection.ts';
import { Steps } from './steps.tsx';
import { Surroundings } from './surroundings.tsx';
import { TimePanel } from './time-panel.tsx';
import { nameOf, titleOf } from './title.ts';
import { Verifier } from './verifier.tsx';
import { SaidList } from './voice-panel.tsx';
import { WirePanel } from './wire-panel.tsx';

interface InstrumentsProps {
  readonly tokens: readonly string[];
  readonly chosen: string;
  readonly choose: (token: string) => void;
  readonly state: TokenState;
  readonly send: Send;
}

export function Instruments({ tokens, chosen, choose, state, send }: InstrumentsProps) {
  return (
    <section class="instruments" aria-labelledby="instruments-title">
      <h2 id="instruments-title" class="sr-only">
        Around {nameOf(chosen)}
      </h2>
      {tokens.length > 1 && (
        <fieldset class="segments chooser">
          <legend>Around</legend>
          {tokens.map((token) => (
            <label key={token}>
              <input type="radio" name="token" checked={token === chosen} onChange={() => choose(token)} />
              <span>{titleOf(token)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="column">
        <Verifier token={chosen} verdicts={state.verdicts} send={send} />
        {state.desk?.audible === true && <SaidList said={state.said} name={nameOf(chosen)} />}
        <Steps steps={state.steps} name={nameOf(chosen)} send={send} />
      </div>
      <div class="column">
        <TimePanel time={state.time} send={send} />
        <Surroundings world={state.world} wired={state.desk?.wired === true} send={send} />
      </div>
      <WirePanel key={chosen} wire={state.wire} desk={state.desk} />
    </section>
  );
}
