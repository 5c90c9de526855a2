// What else surrounds the token: its battery, its oscillator, and a station that can set its clock.
import type { Send, TokenState } from './connection.ts';

/** What its supply is called: a battery, or a cable from elsewhere. */
const battery = { title: 'Battery', out: 'Take the battery out', in: 'Put the battery in' };
const cable = { title: 'Supply', out: 'Pull the power plug', in: 'Put the power plug in' };

interface SurroundingsProps {
  readonly world: TokenState['world'];
  /** It has no battery of its own. */
  readonly wired: boolean;
  readonly send: Send;
}

export function Surroundings({ world, wired, send }: SurroundingsProps) {
  if (world === undefined) return null;
  const supply = wired ? cable : battery;
  const { powered, batteryPercent, oscillatorPpm } = world;
  const perDay = Math.abs(oscillatorPpm) * 0.0864;
  const drift = oscillatorPpm === 0 ? 'exact' : `${perDay.toFixed(1)} s a day ${oscillatorPpm > 0 ? 'fast' : 'slow'}`;
  const frequency = `${oscillatorPpm} ppm, ${drift}`;
  return (
    <section class="card" aria-labelledby="surroundings-title">
      <h3 id="surroundings-title">{supply.title} and oscillator</h3>
      <div class="row">
        <button type="button" onClick={() => send({ kind: 'power', on: !powered })} data-power={powered ? 'on' : 'off'}>
          {powered ? supply.out : supply.in}
        </button>
        <button type="button" onClick={() => send({ kind: 'set-clock' })}>
          Set the clock again
        </button>
      </div>
      <div class="slider">
        <span>
          <label for="battery">{supply.title}</label> <output for="battery">{batteryPercent} %</output>
        </span>
        <input
          id="battery"
          type="range"
          min="0"
          max="100"
          step="1"
          value={batteryPercent}
          aria-valuetext={`${batteryPercent} %`}
          onInput={(event) => send({ kind: 'battery', percent: event.currentTarget.valueAsNumber })}
        />
      </div>
      <div class="slider">
        <span>
          <label for="oscillator">Oscillator</label> <output for="oscillator">{frequency}</output>
        </span>
        <input
          id="oscillator"
          type="range"
          min="-500"
          max="500"
          step="10"
          value={oscillatorPpm}
          aria-valuetext={frequency}
          onInput={(event) => send({ kind: 'oscillator', ppm: event.currentTarget.valueAsNumber })}
        />
      </div>
    </section>
  );
}
