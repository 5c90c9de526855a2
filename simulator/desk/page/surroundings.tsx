// What else surrounds the token: its battery, its oscillator, and a station that can set its clock.
import type { Send, TokenState } from './connection.ts';

export function Surroundings({ world, send }: { readonly world: TokenState['world']; readonly send: Send }) {
  if (world === undefined) return null;
  const { powered, batteryPercent, oscillatorPpm } = world;
  const perDay = Math.abs(oscillatorPpm) * 0.0864;
  const drift = oscillatorPpm === 0 ? 'exact' : `${perDay.toFixed(1)} s a day ${oscillatorPpm > 0 ? 'fast' : 'slow'}`;
  const frequency = `${oscillatorPpm} ppm, ${drift}`;
  return (
    <section class="card" aria-labelledby="surroundings-title">
      <h3 id="surroundings-title">Battery and oscillator</h3>
      <div class="row">
        <button type="button" onClick={() => send({ kind: 'power', on: !powered })} data-power={powered ? 'on' : 'off'}>
          {powered ? 'Take the battery out' : 'Put the battery in'}
        </button>
        <button type="button" onClick={() => send({ kind: 'set-clock' })}>
          Set the clock again
        </button>
      </div>
      <div class="slider">
        <span>
          <label for="battery">Battery</label> <output for="battery">{batteryPercent} %</output>
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
