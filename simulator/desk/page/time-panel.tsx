// The world's clock, and the ways to make time pass.
import { useEffect, useState } from 'preact/hooks';
import type { Send, TokenState } from './connection.ts';

const paces = [
  { times: 0, label: 'Pause' },
  { times: 1, label: '×1' },
  { times: 10, label: '×10' },
  { times: 60, label: '×60' },
];

const jumps = [
  { seconds: 30, label: '+30 s' },
  { seconds: 3600, label: '+1 hour' },
  { seconds: 86_400, label: '+1 day' },
];

/** How often the shown seconds are brought up to date, in milliseconds. */
const refreshMs = 200;

export function TimePanel({ time, send }: { readonly time: TokenState['time']; readonly send: Send }) {
  const [, refresh] = useState(0);
  const moving = time !== undefined && time.speed > 0;
  useEffect(() => {
    if (!moving) return undefined;
    const timer = window.setInterval(() => refresh((count) => count + 1), refreshMs);
    return () => window.clearInterval(timer);
  }, [moving]);
  if (time === undefined) return null;
  const now = new Date(time.utcMs + (performance.now() - time.heardAtMs) * time.speed).toISOString();
  return (
    <section class="card" aria-labelledby="time-title">
      <h3 id="time-title">Time on the desk</h3>
      <p class="clock">
        <time dateTime={now.slice(0, 19) + 'Z'}>
          <span class="clock-time">{now.slice(11, 19)}</span> <span class="clock-date">{now.slice(0, 10)} UTC</span>
        </time>
      </p>
      <fieldset class="segments">
        <legend class="sr-only">Pace</legend>
        {paces.map(({ times, label }) => (
          <label key={times}>
            <input
              type="radio"
              name="pace"
              checked={time.chosen === times}
              onChange={() => send({ kind: 'speed', times })}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <div class="row jumps" role="group" aria-label="Jump ahead">
        {jumps.map(({ seconds, label }) => (
          <button key={seconds} type="button" onClick={() => send({ kind: 'jump', seconds })}>
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}
